import { beforeEach, describe, expect, test } from 'vitest';
import { openTally } from '../../../src/bot/maintaining/tally.ts';
import { openUnanswered, unansweredObserver } from '../../../src/bot/maintaining/unanswered.ts';
import type { Observer, QuestionSource } from '../../../src/bot/observer.ts';
import type { Answer, AnswerKind } from '../../../src/retrieval/answer.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const DAY_MS = 24 * 60 * 60_000;

function event(kind: AnswerKind, question: string, source: QuestionSource = 'private') {
  const answer = { kind, question } as Answer;
  return { updateId: 1, source, answer, totalMs: 42 } satisfies Parameters<Observer['answered']>[0];
}

function fail(error: unknown): never {
  throw error;
}

/** Questions asked in vain and counts of all, wherever they are kept. */
export function countsContract(open: OpenTestState): void {
  let now: number;
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    now = Date.parse('2026-11-24T12:00:00Z');
    return state.close;
  });

  function unansweredOf(keepDays: number) {
    return openUnanswered({ store: state.store, keepDays, now: () => now });
  }

  describe('questions without a good answer', () => {
    test('are kept, newest first, and those with one are not', async () => {
      const book = unansweredOf(14);
      const observer = unansweredObserver(book, fail);
      observer.answered(event('found', 'A good one?'));
      observer.answered(event('nothing', 'A refused one?'));
      await expect.poll(() => book.all('m')).toHaveLength(1);
      observer.answered(event('closest', 'A weak one?', 'group'));
      observer.answered(event('nothing', 'half a wo', 'inline'));
      await expect.poll(() => book.all('m')).toHaveLength(2);
      await book.note('One voted down?', 'voted-down');
      expect((await book.all('m')).map(({ question, why }) => [question, why])).toEqual([
        ['One voted down?', 'voted-down'],
        ['A weak one?', 'closest'],
        ['A refused one?', 'nothing'],
      ]);
    });

    test('are forgotten when their time is over', async () => {
      const book = unansweredOf(14);
      await book.note('Old?', 'nothing');
      now += 13 * DAY_MS;
      await book.note('New?', 'nothing');
      expect(await book.all('m')).toHaveLength(2);
      now += 1 * DAY_MS;
      expect((await book.all('m')).map(({ question }) => question)).toEqual(['New?']);
      await book.forgetOld();
      expect(await state.store.rows('SELECT question FROM unanswered')).toHaveLength(1);
    });

    test('are never written where none are to be kept', async () => {
      const book = unansweredOf(0);
      await book.note('Secret?', 'nothing');
      expect(await state.store.rows('SELECT * FROM unanswered')).toEqual([]);
    });

    test('keep their vector for the model that made it', async () => {
      const book = unansweredOf(14);
      await book.note('One?', 'nothing');
      const vector = Float32Array.of(0.6, -0.8);
      await book.keepVector((await book.all('m'))[0]?.id ?? 0, 'm', vector);
      expect((await book.all('m'))[0]?.vector).toEqual(vector);
      expect((await book.all('other'))[0]?.vector).toBeUndefined();
    });
  });

  describe('the tally', () => {
    test('counts by kind, source and time, over the days asked for', async () => {
      const { store } = state;
      const tally = openTally({ store, onError: fail, now: () => now });
      tally.observer.answered(event('nothing', 'Old?'));
      now += 7 * DAY_MS;
      for (const totalMs of [10, 40, 40, 900]) {
        tally.observer.answered({ ...event('found', 'New?', 'group'), totalMs });
      }
      await expect
        .poll(async () => (await tally.sum(8)).kinds)
        .toEqual({ found: 4, closest: 0, nothing: 1 });
      expect(await tally.sum(7)).toEqual({
        kinds: { found: 4, closest: 0, nothing: 0 },
        sources: { group: 4 },
        p50Ms: 50,
        p95Ms: 1000,
      });
      expect(
        await openTally({ store, onError: fail, now: () => now + 100 * DAY_MS }).sum(7),
      ).toEqual({
        kinds: { found: 0, closest: 0, nothing: 0 },
        sources: {},
        p50Ms: undefined,
        p95Ms: undefined,
      });
    });
  });
}
