import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../../../src/bot/asked.ts';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { openUnanswered, type UnansweredBook } from '../../../src/bot/maintaining/unanswered.ts';
import { openVotes, type Press, type VoteBook } from '../../../src/bot/votes/vote-book.ts';
import { excerptOf } from '../support/excerpts.ts';

const DAY_MS = 24 * 60 * 60_000;
const ANSWER = { chatId: -1007, answerId: 12 };

let folder: string;
let db: StateDatabase;
let now: number;
let unanswered: UnansweredBook;
let votes: VoteBook;
let updates: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'votes-'));
  db = openState(folder);
  now = 1_790_000_000_000;
  updates = 0;
  openBooks(14);
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

function openBooks(keepDays: number): void {
  unanswered = openUnanswered({ db, journal: createJournal(db), keepDays, now: () => now });
  const parts = { db, unanswered, keepMs: 180 * DAY_MS, keepTextMs: keepDays * DAY_MS };
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
  return votes.cast({ ...ANSWER, personId: 7, vote: 'good', updateId: ++updates, ...over }, about);
}

const judged = () => db.prepare('SELECT * FROM judged').all() as Record<string, unknown>[];
const gaps = () => unanswered.all('m').map(({ question, why }) => [question, why]);

describe('a vote', () => {
  test('is one for each person, can be changed, and is taken back by the same button', () => {
    expect(press()).toBe('good');
    expect(press({ personId: 8, vote: 'bad' })).toBe('bad');
    expect(votes.counted(7)).toEqual({ good: 1, bad: 1, missed: 0 });
    expect(press({ vote: 'missed' })).toBe('missed');
    expect(votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 1 });
    expect(press({ vote: 'missed' })).toBeUndefined();
    expect(votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 0 });
    expect(press({ vote: 'missed' })).toBe('missed');
  });

  test('stays where the finger slipped and pressed twice', () => {
    press();
    now -= 5000 - 200;
    expect(press()).toBe('good');
  });

  test('stays where the press is delivered once more after a crash, also when it took one back', () => {
    press();
    expect(press({ updateId: updates })).toBe('good');
    press();
    expect(press({ updateId: updates })).toBeUndefined();
    expect(votes.counted(7).good).toBe(0);
  });

  test('keeps the question and the best sentence shown, once for an answer, while somebody votes', () => {
    press();
    press({ personId: 8 });
    expect(judged()).toMatchObject([
      {
        question: 'Who may vote?',
        citation: 'cite-1000',
        document: 'town.md',
        sentence: 'Every resident may vote.',
      },
    ]);
    press();
    press({ personId: 8 });
    expect(judged()).toEqual([]);
  });

  test('counts without text where the question is forgotten', () => {
    expect(votes.cast({ ...ANSWER, personId: 9, vote: 'bad', updateId: 99 }, undefined)).toBe(
      'bad',
    );
    expect(judged()).toMatchObject([{ question: null, sentence: null }]);
    expect(gaps()).toEqual([]);
  });

  test('counts without text where none is to be kept', () => {
    openBooks(0);
    press({ vote: 'bad' });
    expect(judged()).toMatchObject([{ question: null, sentence: null }]);
    expect(gaps()).toEqual([]);
    expect(votes.counted(7).bad).toBe(1);
  });

  test('on an answer that an edited question has replaced is gone', () => {
    press({ vote: 'bad' });
    press({ personId: 8 }, answer({ question: 'Who may fish?' }));
    expect(votes.counted(7)).toEqual({ good: 1, bad: 0, missed: 0 });
    expect(judged()).toMatchObject([{ question: 'Who may fish?' }]);
    expect(gaps()).toEqual([]);
  });
});

describe('a question whose answer is voted down', () => {
  test('is among those without a good answer once, with what most say, and leaves with the last vote', () => {
    press({ vote: 'missed' });
    expect(gaps()).toEqual([['Who may vote?', 'missed']]);
    press({ personId: 8, vote: 'bad' });
    press({ personId: 9, vote: 'good' });
    expect(gaps()).toEqual([['Who may vote?', 'voted-down']]);
    press({ personId: 8, vote: 'bad' });
    expect(gaps()).toEqual([['Who may vote?', 'missed']]);
    press({ vote: 'good' });
    expect(gaps()).toEqual([]);
  });

  test('that is there for its weak answer stays there once', async () => {
    await unanswered.note('Who may vote?', 'closest');
    press({ vote: 'bad' }, answer({ kind: 'closest' }));
    expect(gaps()).toEqual([['Who may vote?', 'voted-down']]);
    press({ vote: 'bad' });
    expect(gaps()).toEqual([['Who may vote?', 'closest']]);
  });

  test('takes no other one with it whose number it once had', async () => {
    press({ vote: 'bad' });
    db.exec('DELETE FROM unanswered');
    await unanswered.note('Another?', 'nothing');
    press({ vote: 'bad' });
    expect(gaps()).toEqual([['Another?', 'nothing']]);
  });
});

describe('is forgotten', () => {
  test('the text sooner than the vote', () => {
    press();
    now += 14 * DAY_MS;
    votes.forgetOld();
    expect(judged()).toMatchObject([{ question: null, citation: null, document: null }]);
    expect(votes.counted(180).good).toBe(1);
    now += 166 * DAY_MS;
    votes.forgetOld();
    expect(judged()).toEqual([]);
    expect(db.prepare('SELECT * FROM votes').all()).toEqual([]);
  });

  test('a vote that was taken back after a day', () => {
    press();
    press();
    votes.forgetOld();
    expect(db.prepare('SELECT * FROM votes').all()).toHaveLength(1);
    now += DAY_MS;
    votes.forgetOld();
    expect(db.prepare('SELECT * FROM votes').all()).toEqual([]);
  });
});

test('votes survive a restart', () => {
  press();
  db.close();
  db = openState(folder);
  openBooks(14);
  expect(press()).toBeUndefined();
});
