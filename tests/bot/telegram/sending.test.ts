import type { ApiResponse } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBudget } from '../../../src/bot/telegram/budget.ts';
import type { Clock } from '../../../src/bot/telegram/clock.ts';
import { TelegramUnreachable } from '../../../src/bot/telegram/errors.ts';
import type { ChatBook, RetryReason } from '../../../src/bot/telegram/persistence.ts';
import { sending } from '../../../src/bot/telegram/sending.ts';
import { leapingClock } from '../support/clock.ts';

type Step = ApiResponse<unknown> | TelegramUnreachable;

const OK: Step = { ok: true, result: { message_id: 5 } };
const LOST = new TelegramUnreachable('sendMessage', 'perhaps', 'ECONNRESET');
const NOT_TAKEN = new TelegramUnreachable('sendMessage', 'no', 'ECONNREFUSED');

function refusal(error_code: number, description: string, parameters = {}): Step {
  return { ok: false, error_code, description, parameters };
}

let clock: Clock;
let retries: RetryReason[];
let gone: number[];
let moves: Map<number, number>;

beforeEach(() => {
  clock = leapingClock();
  retries = [];
  gone = [];
  moves = new Map();
});

/** Calls a method on a Telegram that goes through these steps, the last one for ever. */
async function call(
  method: 'sendMessage' | 'sendChatAction' | 'answerCallbackQuery',
  steps: Step[],
  given = {},
) {
  const sent: { readonly payload: object; readonly atMs: number }[] = [];
  const start = clock.now();
  const prev = async (_: string, payload: object): Promise<ApiResponse<unknown>> => {
    sent.push({ payload, atMs: clock.now() - start });
    const step = steps[Math.min(sent.length, steps.length) - 1] ?? OK;
    if (step instanceof Error) throw step;
    return step;
  };
  const chats: ChatBook = {
    currentId: async (chatId) => moves.get(chatId) ?? chatId,
    moved: async (from, to) => void moves.set(from, to),
    gone: async (chatId) => void gone.push(chatId),
    goneAt: async () => undefined,
  };
  const transformer = sending({
    clock,
    budget: createBudget(clock),
    chats,
    stopping: new AbortController().signal,
    onRetry: ({ reason }) => void retries.push(reason),
  });
  const payload = method === 'answerCallbackQuery' ? {} : { chat_id: 7, text: 'Hello', ...given };
  const outcome = transformer(prev as never, method, payload as never).then(
    (response) => response.ok,
    (error: unknown) => error,
  );
  return { outcome: await outcome, sent };
}

describe('a message', () => {
  test('[39] waits as long as Telegram says, and is then sent once', async () => {
    const flood = refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 });
    const { outcome, sent } = await call('sendMessage', [flood, OK]);
    expect(outcome).toBe(true);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 7000]);
    expect(retries).toEqual(['flood']);
  });

  test('[40] is sent when Telegram is back, however often it was out of reach', async () => {
    const { outcome, sent } = await call('sendMessage', [...Array(40).fill(NOT_TAKEN), OK]);
    expect(outcome).toBe(true);
    expect(sent).toHaveLength(41);
  });

  test('[40] is tried again after an error of the server', async () => {
    const error = refusal(500, 'Internal Server Error: restart');
    expect((await call('sendMessage', [error, error, OK])).outcome).toBe(true);
  });

  test('[40] is given up after a quarter of an hour', async () => {
    const { outcome, sent } = await call('sendMessage', [NOT_TAKEN]);
    expect(outcome).toBeInstanceOf(TelegramUnreachable);
    expect(sent.at(-1)?.atMs).toBeGreaterThan(15 * 60_000);
  });

  test('[41] may be doubled where the reply is lost, but not for ever', async () => {
    const { outcome, sent } = await call('sendMessage', [LOST]);
    expect(outcome).toBe(LOST);
    expect(sent).toHaveLength(4);
    expect(retries).toEqual(['reply-lost', 'reply-lost', 'reply-lost']);
  });

  const reply_parameters = { message_id: 3, quote: 'Hello' };

  test.each(['Bad Request: QUOTE_TEXT_INVALID', 'Bad Request: message quote not found'])(
    'whose quote is refused (%s) is sent without the quote',
    async (description) => {
      const { sent } = await call('sendMessage', [refusal(400, description), OK], {
        reply_parameters,
      });
      expect(sent[1]?.payload).toMatchObject({ reply_parameters: { message_id: 3 } });
      expect(sent).toHaveLength(2);
    },
  );

  test('whose reply target has vanished is sent without it', async () => {
    const vanished = refusal(400, 'Bad Request: message to be replied not found');
    const { sent } = await call('sendMessage', [vanished, OK], { reply_parameters });
    expect(sent[1]?.payload).toEqual({ chat_id: 7, text: 'Hello' });
    expect(sent).toHaveLength(2);
  });

  test('[25] follows a group that became a supergroup, and so do later ones', async () => {
    const moved = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1009,
    });
    const first = await call('sendMessage', [moved, OK], { reply_parameters });
    expect(first.sent.map(({ payload }) => payload)).toEqual([
      { chat_id: 7, text: 'Hello', reply_parameters },
      { chat_id: -1009, text: 'Hello' },
    ]);
    const second = await call('sendMessage', [OK]);
    expect(second.sent.map(({ payload }) => payload)).toMatchObject([{ chat_id: -1009 }]);
  });

  test('[26] to a chat that blocked the bot is tried once, and the chat is marked', async () => {
    const blocked = refusal(403, 'Forbidden: bot was blocked by the user');
    const { outcome, sent } = await call('sendMessage', [blocked]);
    expect(outcome).toMatchObject({ name: 'TelegramRefusal', code: 403 });
    expect(sent).toHaveLength(1);
    expect(gone).toEqual([7]);
  });

  test('[23] to a topic that is gone is tried once', async () => {
    const { sent } = await call('sendMessage', [
      refusal(400, 'Bad Request: message thread not found'),
    ]);
    expect(sent).toHaveLength(1);
  });

  test('[11] that would change nothing counts as sent', async () => {
    const same = refusal(
      400,
      'Bad Request: message is not modified: specified new message content',
    );
    expect((await call('sendMessage', [same])).outcome).toBe(true);
  });
});

describe('other calls', () => {
  test('typing is left out rather than sent again', async () => {
    expect((await call('sendChatAction', [refusal(500, 'restart')])).sent).toHaveLength(1);
  });

  test('[32] an answer that comes too late is no error', async () => {
    const late = refusal(400, 'Bad Request: query is too old and response timeout expired');
    const { outcome, sent } = await call('answerCallbackQuery', [late]);
    expect(outcome).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test('an answer to a button is tried once', async () => {
    const { outcome, sent } = await call('answerCallbackQuery', [LOST]);
    expect(outcome).toBe(LOST);
    expect(sent).toHaveLength(1);
  });
});
