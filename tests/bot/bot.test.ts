import type { ApiResponse, Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnsweredQuestion, Asked } from '../../src/bot/answered.ts';
import { createBot } from '../../src/bot/bot.ts';
import { UNCHANGED_SETTINGS } from '../../src/bot/groups/chat-settings.ts';
import { en } from '../../src/bot/languages/en.ts';
import { newestInlineQueries } from '../../src/bot/newest.ts';
import { TelegramRefusal } from '../../src/bot/telegram/errors.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { answerOf, excerptOf } from './support/excerpts.ts';
import { NOTHING_TO_READ } from './support/nothing-to-read.ts';
import { ME, mediaToBot, toBot } from './support/messages.ts';

interface Called {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

let calls: Called[];
let failures: unknown[];
let remembered: Map<string, AnsweredQuestion>;
let answer: () => Promise<Answer>;
let refusal: TelegramRefusal | undefined;
let nextId: number;

beforeEach(() => {
  calls = [];
  failures = [];
  remembered = new Map();
  answer = async () => answerOf('found', [excerptOf('*Every resident may vote.*')]);
  refusal = undefined;
  nextId = 1;
});

const keyOf = ({ chatId, messageId }: Asked) => `${chatId} ${messageId}`;

function bot() {
  return createBot({
    settings: {
      token: `4242:${'a'.repeat(35)}`,
      apiRoot: 'http://localhost',
      excerpts: 3,
      inlineCacheSeconds: 60,
      questionMaxAgeMs: 15 * 60_000,
      access: 'open',
      adminIds: new Set(),
      personPerMinute: 0,
      contextMs: 0,
      keepQuestionsDays: 0,
      retentionMs: 1,
      groupPerMinute: 0,
    },
    me: ME as never,
    ask: () => answer(),
    reader: NOTHING_TO_READ,
    libraryId: () => 'toy',
    examples: async () => [],
    topics: () => [],
    answers: {
      remember: async (asked, answered) => void remembered.set(keyOf(asked), answered),
      find: async (asked) => remembered.get(keyOf(asked)),
      forgetOld: async () => {},
    },
    questions: {
      remember: async () => {},
      answeredBy: async () => undefined,
      lastBefore: async () => undefined,
      recentOf: async () => [],
      answersIn: async () => [],
      forget: async () => {},
    },
    privacy: { kept: async () => ({ questions: 0, votes: 0, quotes: 0 }), forget: async () => {} },
    votes: { cast: async () => undefined },
    saved: {
      save: async () => 'saved',
      page: async () => ({ items: [], page: 1, pages: 1, total: 0 }),
      all: async () => [],
      remove: async () => {},
      forgetOld: async () => {},
    },
    settingsBook: { of: async () => UNCHANGED_SETTINGS, change: async () => {} },
    codes: { issue: async () => '', redeem: async () => 'wrong' },
    audit: { write: async () => {} },
    folders: () => [],
    listed: {
      has: async () => false,
      add: async () => {},
      remove: async () => false,
      all: async () => [],
    },
    newest: newestInlineQueries(),
    observer: { answered: () => {}, failed: ({ error }) => void failures.push(error) },
    transformers: [
      async (_, method, payload) => {
        calls.push({ method, payload: payload as Called['payload'] });
        if (refusal) throw refusal;
        return { ok: true, result: { message_id: 50 } } as ApiResponse<never>;
      },
    ],
  });
}

async function handle(update: Omit<Update, 'update_id'>): Promise<void> {
  await bot().handleUpdate({ update_id: nextId++, ...update } as Update);
}

const now = () => Math.floor(Date.now() / 1000);
const question = () => toBot('Who may vote?', { date: now() }) as never;

describe('a question', () => {
  test('is answered once, as a reply', async () => {
    await handle({ message: question() });
    expect(calls).toMatchObject([
      { method: 'sendMessage', payload: { chat_id: 7, reply_parameters: { message_id: 11 } } },
    ]);
  });

  test('that found nothing has nothing to read on in', async () => {
    answer = async () => answerOf('nothing', [excerptOf('*Nobody.*')]);
    await handle({ message: question() });
    expect(calls[0]?.payload).not.toHaveProperty('reply_markup');
  });

  test('[44] that was answered before a crash is not answered again', async () => {
    await handle({ message: question() });
    await handle({ message: question() });
    expect(calls).toHaveLength(1);
  });

  test('[11] that was edited edits its answer, unless that stays the same', async () => {
    await handle({ message: question() });
    const edited = { ...(question() as object), edit_date: now() } as never;
    await handle({ edited_message: edited });
    expect(calls).toHaveLength(1);
    answer = async () => answerOf('found', [excerptOf('*Nobody.*')]);
    await handle({ edited_message: edited });
    expect(calls[1]).toMatchObject({ method: 'editMessageText', payload: { message_id: 50 } });
  });

  test('that fails unforeseen gets one apology', async () => {
    answer = async () => {
      throw new TypeError('a bug');
    };
    await handle({ message: question() });
    expect(calls).toMatchObject([{ payload: { text: en.failed } }]);
    expect(failures).toHaveLength(1);
  });

  test('whose chat is closed to the bot gets no apology', async () => {
    refusal = new TelegramRefusal('sendMessage', 403, 'Forbidden: bot was blocked by the user');
    await expect(handle({ message: question() })).rejects.toMatchObject({ error: refusal });
    expect(calls).toHaveLength(1);
  });

  test('[43] that is stale gets an apology with a quotation of it', async () => {
    await handle({ message: toBot('Who may vote?', { date: now() - 3600 }) as never });
    expect(calls).toMatchObject([
      {
        payload: { text: en.tooLate, reply_parameters: { message_id: 11, quote: 'Who may vote?' } },
      },
    ]);
  });
});

test('[14] a stale sticker gets nothing', async () => {
  await handle({ message: mediaToBot({ sticker: {} as never, date: now() - 3600 }) as never });
  expect(calls).toEqual([]);
});

test('[35] a press of an unknown button is answered', async () => {
  const from = { id: 7, is_bot: false, first_name: 'Alice' };
  await handle({ callback_query: { id: 'c', from, chat_instance: 'x', data: 'old' } as never });
  expect(calls).toMatchObject([
    { method: 'answerCallbackQuery', payload: { callback_query_id: 'c', text: en.oldButton } },
  ]);
});
