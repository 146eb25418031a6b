import { beforeEach, describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../../../src/bot/asked.ts';
import { openUnanswered, type UnansweredBook } from '../../../src/bot/maintaining/unanswered.ts';
import { openVotes, type Press, type VoteBook } from '../../../src/bot/votes/vote-book.ts';
import { excerptOf } from '../support/excerpts.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const DAY_MS = 24 * 60 * 60_000;
const ANSWER = { chatId: -1007, answerId: 12 };

/** Votes on answers, wherever they are kept. */
export function voteBookContract(open: OpenTestState): void {
  let now: number;
  let unanswered: UnansweredBook;
  let votes: VoteBook;
  let updates: number;
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    now = 1_790_000_000_000;
    updates = 0;
    openBooks(14);
    return state.close;
  });

  function openBooks(keepDays: number, store = state.store): void {
    unanswered = openUnanswered({ store, keepDays, now: () => now });
    const parts = { store, unanswered, keepMs: 180 * DAY_MS, keepTextMs: keepDays * DAY_MS };
    votes = openVotes({ ...parts, now: () => now });
  }

  function answer(over: Partial<AskedQuestion> = {}): AskedQuestion {
    return {
      ...ANSWER,
      personId: 7,
      topicId: 0,
      messageId: 11,
      question: 'Who may vote?',
      after: undefined,
      asWritten: false,
      kind: 'found',
      shown: [excerptOf('Before. *Every resident may vote.* After.')],
      askedMs: now,
      ...over,
    };
  }

  /** Presses a button some time after the press before it. */
  function press(over: Partial<Press> = {}, about: AskedQuestion | undefined = answer()) {
    now += 5000;
    return votes.cast(
      { ...ANSWER, personId: 7, vote: 'good', updateId: ++updates, ...over },
      about,
    );
  }

  const rows = (sql: string) => state.store.rows(sql);
  const judged = () => rows('SELECT * FROM judged');
  const gaps = async () => (await unanswered.all('m')).map(({ question, why }) => [question, why]);

  describe('a vote', () => {
    test('is one for each person, can be changed, and is taken back by the same button', async () => {
      expect(await press()).toBe('good');
      expect(await press({ personId: 8, vote: 'bad' })).toBe('bad');
      expect(await votes.counted(7)).toEqual({ good: 1, bad: 1, missed: 0 });
      expect(await press({ vote: 'missed' })).toBe('missed');
      expect(await votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 1 });
      expect(await press({ vote: 'missed' })).toBeUndefined();
      expect(await votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 0 });
      expect(await press({ vote: 'missed' })).toBe('missed');
    });

    test('stays where the finger slipped and pressed twice', async () => {
      await press();
      now -= 5000 - 200;
      expect(await press()).toBe('good');
    });

    test('stays where the press is delivered once more after a crash, also when it took one back', async () => {
      await press();
      expect(await press({ updateId: updates })).toBe('good');
      await press();
      expect(await press({ updateId: updates })).toBeUndefined();
      expect((await votes.counted(7)).good).toBe(0);
    });

    test('keeps the question and the best sentence shown, once for an answer, while somebody votes', async () => {
      await press();
      await press({ personId: 8 });
      expect(await judged()).toMatchObject([
        {
          question: 'Who may vote?',
          citation: 'cite-1000',
          document: 'town.md',
          sentence: 'Every resident may vote.',
        },
      ]);
      await press();
      await press({ personId: 8 });
      expect(await judged()).toEqual([]);
    });

    test('counts without text where the question is forgotten', async () => {
      expect(
        await votes.cast({ ...ANSWER, personId: 9, vote: 'bad', updateId: 99 }, undefined),
      ).toBe('bad');
      expect(await judged()).toMatchObject([{ question: null, sentence: null }]);
      expect(await gaps()).toEqual([]);
    });

    test('counts without text where none is to be kept', async () => {
      openBooks(0);
      await press({ vote: 'bad' });
      expect(await judged()).toMatchObject([{ question: null, sentence: null }]);
      expect(await gaps()).toEqual([]);
      expect((await votes.counted(7)).bad).toBe(1);
    });

    test('on an answer that an edited question has replaced is gone', async () => {
      await press({ vote: 'bad' });
      await press({ personId: 8 }, answer({ question: 'Who may fish?' }));
      expect(await votes.counted(7)).toEqual({ good: 1, bad: 0, missed: 0 });
      expect(await judged()).toMatchObject([{ question: 'Who may fish?' }]);
      expect(await gaps()).toEqual([]);
    });
  });

  describe('a question whose answer is voted down', () => {
    test('is among those without a good answer once, with what most say, and leaves with the last vote', async () => {
      await press({ vote: 'missed' });
      expect(await gaps()).toEqual([['Who may vote?', 'missed']]);
      await press({ personId: 8, vote: 'bad' });
      await press({ personId: 9, vote: 'good' });
      expect(await gaps()).toEqual([['Who may vote?', 'voted-down']]);
      await press({ personId: 8, vote: 'bad' });
      expect(await gaps()).toEqual([['Who may vote?', 'missed']]);
      await press({ vote: 'good' });
      expect(await gaps()).toEqual([]);
    });

    test('that is there for its weak answer stays there once', async () => {
      await unanswered.note('Who may vote?', 'closest');
      await press({ vote: 'bad' }, answer({ kind: 'closest' }));
      expect(await gaps()).toEqual([['Who may vote?', 'voted-down']]);
      await press({ vote: 'bad' });
      expect(await gaps()).toEqual([['Who may vote?', 'closest']]);
    });

    test('takes no other one with it whose number it once had', async () => {
      await press({ vote: 'bad' });
      await rows('DELETE FROM unanswered');
      await unanswered.note('Another?', 'nothing');
      await press({ vote: 'bad' });
      expect(await gaps()).toEqual([['Another?', 'nothing']]);
    });
  });

  describe('is forgotten', () => {
    test('the text sooner than the vote', async () => {
      await press();
      now += 14 * DAY_MS;
      await votes.forgetOld();
      expect(await judged()).toMatchObject([{ question: null, citation: null, document: null }]);
      expect((await votes.counted(180)).good).toBe(1);
      now += 166 * DAY_MS;
      await votes.forgetOld();
      expect(await judged()).toEqual([]);
      expect(await rows('SELECT * FROM votes')).toEqual([]);
    });

    test('a vote that was taken back after a day', async () => {
      await press();
      await press();
      await votes.forgetOld();
      expect(await rows('SELECT * FROM votes')).toHaveLength(1);
      now += DAY_MS;
      await votes.forgetOld();
      expect(await rows('SELECT * FROM votes')).toEqual([]);
    });
  });

  test('votes survive a restart', async () => {
    await press();
    openBooks(14, await state.restarted());
    expect(await press()).toBeUndefined();
  });
}
