import type { ApiResponse } from 'grammy/types';
import { expect, test } from 'vitest';
import { basicRequests } from '../../../src/bot/telegram/basic-requests.ts';

test('older servers are spared the parameters that they refuse, wherever these stand', async () => {
  const sent: unknown[] = [];
  const prev = async (_: string, payload: object): Promise<ApiResponse<unknown>> => {
    sent.push(payload);
    return { ok: true, result: true };
  };
  const content = { message_text: 'x', link_preview_options: { is_disabled: true } };
  const payload = {
    text: 'Hello',
    link_preview_options: { is_disabled: true },
    reply_parameters: { message_id: 3, quote: 'Hello' },
    results: [{ id: '1', input_message_content: content }],
    button: { text: 'Open' },
  };
  await basicRequests()(prev as never, 'sendMessage', payload as never);
  expect(sent).toEqual([
    {
      text: 'Hello',
      reply_parameters: { message_id: 3 },
      results: [{ id: '1', input_message_content: { message_text: 'x' } }],
    },
  ]);
});

test('buttons that copy are left out, and the others stay', async () => {
  const sent: unknown[] = [];
  const prev = async (_: string, payload: object): Promise<ApiResponse<unknown>> => {
    sent.push(payload);
    return { ok: true, result: true };
  };
  const after = { text: 'After', callback_data: 'a:1:1' };
  const row = [after, { text: 'Copy', copy_text: { text: 'Every resident may vote.' } }];
  const payload = { text: 'Hello', reply_markup: { inline_keyboard: [row] } };
  await basicRequests()(prev as never, 'sendMessage', payload as never);
  expect(sent).toEqual([{ text: 'Hello', reply_markup: { inline_keyboard: [[after]] } }]);
});

test('older servers are asked for no updates that they do not know', async () => {
  const sent: unknown[] = [];
  const prev = async (_: string, payload: object): Promise<ApiResponse<unknown>> => {
    sent.push(payload);
    return { ok: true, result: true };
  };
  const payload = { allowed_updates: ['message', 'guest_message', 'callback_query'] };
  await basicRequests()(prev as never, 'getUpdates', payload as never);
  expect(sent).toEqual([{ allowed_updates: ['message', 'callback_query'] }]);
});
