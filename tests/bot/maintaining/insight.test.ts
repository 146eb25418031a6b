import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { AUDIT_FILE, openAudit } from '../../../src/bot/maintaining/audit.ts';
import { groupByMeaning } from '../../../src/bot/maintaining/grouping.ts';
import { openTally } from '../../../src/bot/maintaining/tally.ts';
import { openUnanswered, unansweredObserver } from '../../../src/bot/maintaining/unanswered.ts';
import type { Observer, QuestionSource } from '../../../src/bot/observer.ts';
import type { Answer, AnswerKind } from '../../../src/retrieval/answer.ts';

const DAY_MS = 24 * 60 * 60_000;

let folder: string;
let db: StateDatabase;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bot-insight-'));
  db = openState(folder);
  now = Date.parse('2026-11-24T12:00:00Z');
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

function unansweredOf(keepDays: number) {
  const journal = createJournal(db);
  return openUnanswered({ db, journal, keepDays, now: () => now });
}

function event(kind: AnswerKind, question: string, source: QuestionSource = 'private') {
  const answer = { kind, question } as Answer;
  return { updateId: 1, source, answer, totalMs: 42 } satisfies Parameters<Observer['answered']>[0];
}

describe('questions without a good answer', () => {
  test('are kept, newest first, and those with one are not', async () => {
    const book = unansweredOf(14);
    const observer = unansweredObserver(book, fail);
    observer.answered(event('found', 'A good one?'));
    observer.answered(event('nothing', 'A refused one?'));
    observer.answered(event('closest', 'A weak one?', 'group'));
    observer.answered(event('nothing', 'half a wo', 'inline'));
    await book.note('One voted down?', 'voted-down');
    expect(book.all('m').map(({ question, why }) => [question, why])).toEqual([
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
    expect(book.all('m')).toHaveLength(2);
    now += 1 * DAY_MS;
    expect(book.all('m').map(({ question }) => question)).toEqual(['New?']);
    book.forgetOld();
    expect(db.prepare('SELECT question FROM unanswered').all()).toHaveLength(1);
  });

  test('are never written where none are to be kept', async () => {
    const book = unansweredOf(0);
    await book.note('Secret?', 'nothing');
    expect(db.prepare('SELECT * FROM unanswered').all()).toEqual([]);
  });

  test('keep their vector for the model that made it', async () => {
    const book = unansweredOf(14);
    await book.note('One?', 'nothing');
    const vector = Float32Array.of(0.6, -0.8);
    book.keepVector(book.all('m')[0]?.id ?? 0, 'm', vector);
    expect(book.all('m')[0]?.vector).toEqual(vector);
    expect(book.all('other')[0]?.vector).toBeUndefined();
  });
});

test('questions of like meaning are grouped, the largest group first', async () => {
  const at = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return Float32Array.of(Math.cos(angle), Math.sin(angle));
  };
  const groups = await groupByMeaning(
    [0, 90, 93, 5, 96, 180].map((degrees) => ({ asked: degrees, vector: at(degrees) })),
  );
  const members = groups.map((group) => group.members);
  expect(members.map((group) => group.toSorted((a, b) => a - b))).toEqual([
    [90, 93, 96],
    [0, 5],
    [180],
  ]);
  expect(members[0]?.[0]).toBe(93);
});

describe('the tally', () => {
  test('counts by kind, source and time, over the days asked for', async () => {
    const journal = createJournal(db);
    const tally = openTally({ db, journal, onError: fail, now: () => now });
    tally.observer.answered(event('nothing', 'Old?'));
    now += 7 * DAY_MS;
    for (const totalMs of [10, 40, 40, 900]) {
      tally.observer.answered({ ...event('found', 'New?', 'group'), totalMs });
    }
    await journal.write({ sql: 'DELETE FROM chats', values: [] });
    expect(tally.sum(7)).toEqual({
      kinds: { found: 4, closest: 0, nothing: 0 },
      sources: { group: 4 },
      p50Ms: 50,
      p95Ms: 1000,
    });
    expect(tally.sum(8).kinds.nothing).toBe(1);
    expect(openTally({ db, journal, onError: fail, now: () => now + 100 * DAY_MS }).sum(7)).toEqual(
      {
        kinds: { found: 0, closest: 0, nothing: 0 },
        sources: {},
        p50Ms: undefined,
        p95Ms: undefined,
      },
    );
  });
});

test('the audit file grows by a line of JSON for each entry, and is its owner’s alone', async () => {
  const audit = openAudit(folder, () => now);
  await Promise.all([
    audit.write({ who: 7, action: 'upload', what: 'a\nb.txt', outcome: 'offered' }),
    audit.write({ who: 7, action: 'add', what: 'uploads/ab.txt', outcome: 'published' }),
  ]);
  await openAudit(folder, () => now).write({ who: 8, action: 'reindex', outcome: 'unchanged' });
  const file = path.join(folder, AUDIT_FILE);
  const entries = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(entries).toEqual([
    {
      at: '2026-11-24T12:00:00.000Z',
      who: 7,
      action: 'upload',
      what: 'a\nb.txt',
      outcome: 'offered',
    },
    {
      at: '2026-11-24T12:00:00.000Z',
      who: 7,
      action: 'add',
      what: 'uploads/ab.txt',
      outcome: 'published',
    },
    { at: '2026-11-24T12:00:00.000Z', who: 8, action: 'reindex', outcome: 'unchanged' },
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

function fail(error: unknown): never {
  throw error;
}
