import { Bot } from 'grammy';
import type { ApiResponse, Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BotContext } from '../../src/bot/context.ts';
import { tellQuietly } from '../../src/bot/quietly.ts';
import { TelegramRefusal } from '../../src/bot/telegram/errors.ts';
import { inGroup, ME, toBot } from './support/messages.ts';

interface Called {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

let calls: Called[];
/** Whether Telegram lets the bot say something to one member alone. */
let allowsAsides: boolean;
beforeEach(() => {
  calls = [];
  allowsAsides = true;
});

const ALICE = { id: 7, is_bot: false, first_name: 'Alice' };

async function tellFrom(update: Omit<Update, 'update_id'>): Promise<void> {
  const bot = new Bot<BotContext>(`4242:${'a'.repeat(35)}`, { botInfo: ME as never });
  bot.api.config.use(async (_, method, payload) => {
    calls.push({ method, payload: payload as Called['payload'] });
    const isAside = 'ephemeral_message_parameters' in (payload as object);
    if (isAside && !allowsAsides) throw new TelegramRefusal(method, 400, 'Bad Request: no');
    return { ok: true, result: { message_id: 50 } } as ApiResponse<never>;
  });
  bot.use((ctx) => tellQuietly(ctx, 'psst', 'ps'));
  await bot.handleUpdate({ update_id: 1, ...update } as Update);
}

describe('what concerns one person alone is told', () => {
  test('to that person alone in a group, where Telegram allows it', async () => {
    await tellFrom({ message: inGroup('/ask') as never });
    expect(calls).toMatchObject([
      { payload: { text: 'psst', ephemeral_message_parameters: { receiver_user_id: 7 } } },
    ]);
  });

  test('else as a reply', async () => {
    allowsAsides = false;
    await tellFrom({ message: inGroup('/ask') as never });
    expect(calls[1]).toMatchObject({
      payload: { text: 'psst', reply_parameters: { message_id: 11 } },
    });
    expect(calls).toHaveLength(2);
  });

  test('as a reply where nobody knows who the person is, or nobody else is there', async () => {
    const asGroup = { sender_chat: { id: -1007, type: 'supergroup', title: 'Town' } as const };
    await tellFrom({ message: inGroup('/ask', asGroup) as never });
    await tellFrom({ message: toBot('/ask') as never });
    expect(calls).toHaveLength(2);
    for (const { payload } of calls) expect(payload).toHaveProperty('reply_parameters');
  });

  test('as a toast to whoever presses a button', async () => {
    const press = { id: 'c', from: ALICE, chat_instance: 'x', data: 'x' };
    await tellFrom({ callback_query: press as never });
    expect(calls).toMatchObject([{ method: 'answerCallbackQuery', payload: { text: 'psst' } }]);
  });

  test('on the button above no results, which nobody else is shown', async () => {
    await tellFrom({ inline_query: { id: 'i', from: ALICE, query: 'x', offset: '' } });
    expect(calls).toMatchObject([
      {
        method: 'answerInlineQuery',
        payload: { results: [], is_personal: true, cache_time: 0, button: { text: 'ps' } },
      },
    ]);
  });
});
