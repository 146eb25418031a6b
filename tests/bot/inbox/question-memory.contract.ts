import { beforeEach, describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../../../src/bot/asked.ts';
import { openQuestionMemory } from '../../../src/bot/inbox/question-memory.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const HOUR_MS = 60 * 60_000;
const START_MS = 1_790_000_000_000;

const ALICE = { chatId: -1007, personId: 7, topicId: 0 };

/** A question that was asked. */
export function asked(over: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    ...ALICE,
    messageId: 11,
    answerId: 12,
    question: 'Who may vote?',
    after: undefined,
    asWritten: false,
    kind: 'found',
    shown: [],
    askedMs: START_MS,
    ...over,
  };
}

/** Questions of late, wherever they are kept. */
export function questionMemoryContract(open: OpenTestState): void {
  let now: number;
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    now = START_MS;
    return state.close;
  });

  function memory(keepMs = 24 * HOUR_MS) {
    return openQuestionMemory({ store: state.store, keepMs, now: () => now });
  }

  describe('a question', () => {
    test('is found by its answer, and by who asked it last before a message', async () => {
      const questions = memory();
      const follows = asked({
        messageId: 21,
        answerId: 22,
        question: 'And when?',
        after: { question: 'Who may vote?', isReply: true },
      });
      await questions.remember(asked());
      await questions.remember(follows);
      expect(await questions.answeredBy(-1007, 12)).toEqual(asked());
      expect(await questions.answeredBy(-1007, 22)).toEqual(follows);
      expect(await questions.lastBefore(ALICE, 100, 0)).toEqual(follows);
      expect(await questions.lastBefore(ALICE, 21, 0)).toEqual(asked());
      expect(await questions.lastBefore(ALICE, 11, 0)).toBeUndefined();
    });

    test('is one of its asker’s recent ones, once, the latest first, in whatever chat', async () => {
      const questions = memory();
      const later = (ms: number, over: Partial<AskedQuestion>) =>
        questions.remember(asked({ askedMs: START_MS + ms, ...over }));
      await questions.remember(asked());
      await later(1, { messageId: 13, question: 'Who may swim?' });
      await later(2, { messageId: 15, question: 'Who may fly?', chatId: 7 });
      await later(3, { messageId: 17 });
      await later(4, { messageId: 19, personId: 8, question: 'Who may not?' });
      await later(5, {
        messageId: 21,
        question: 'And when?',
        after: { question: 'Who may vote?', isReply: true },
      });
      expect(await questions.recentOf(7, 3)).toEqual([
        'Who may vote?',
        'Who may fly?',
        'Who may swim?',
      ]);
      expect(await questions.recentOf(7, 1)).toEqual(['Who may vote?']);
      now += 25 * HOUR_MS;
      expect(await questions.recentOf(7, 3)).toEqual([]);
    });

    test('is nobody else’s, and of its chat and topic alone', async () => {
      const questions = memory();
      await questions.remember(asked());
      expect(await questions.lastBefore({ ...ALICE, personId: 8 }, 100, 0)).toBeUndefined();
      expect(await questions.lastBefore({ ...ALICE, chatId: 7 }, 100, 0)).toBeUndefined();
      expect(await questions.lastBefore({ ...ALICE, topicId: 3 }, 100, 0)).toBeUndefined();
      expect(await questions.answeredBy(7, 12)).toBeUndefined();
    });

    test('counts as one of late only since a moment', async () => {
      const questions = memory();
      await questions.remember(asked());
      expect(await questions.lastBefore(ALICE, 100, START_MS)).toBeDefined();
      expect(await questions.lastBefore(ALICE, 100, START_MS + 1)).toBeUndefined();
    });

    test('that is asked otherwise replaces itself', async () => {
      const questions = memory();
      await questions.remember(asked());
      await questions.remember(asked({ question: 'Who votes?', asWritten: true }));
      expect(await questions.answeredBy(-1007, 12)).toEqual(
        asked({ question: 'Who votes?', asWritten: true }),
      );
    });

    test('survives a restart', async () => {
      await memory().remember(asked());
      const questions = openQuestionMemory({
        store: await state.restarted(),
        keepMs: HOUR_MS,
        now: () => now,
      });
      expect(await questions.answeredBy(-1007, 12)).toEqual(asked());
    });
  });

  describe('is forgotten', () => {
    test('when its time is over, and its text erased', async () => {
      const questions = memory(HOUR_MS);
      await questions.remember(asked());
      now += HOUR_MS + 1;
      expect(await questions.answeredBy(-1007, 12)).toBeUndefined();
      expect(await questions.lastBefore(ALICE, 100, 0)).toBeUndefined();
      await questions.forget();
      expect(await state.store.rows('SELECT * FROM asked')).toEqual([]);
    });

    test('at once where nothing is to be kept', async () => {
      const questions = memory(0);
      await questions.remember(asked());
      expect(await questions.answeredBy(-1007, 12)).toBeUndefined();
    });
  });
}
