import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { openUnanswered } from '../../../src/bot/maintaining/unanswered.ts';
import { runCases } from '../../../src/bot/votes/cases-command.ts';
import type { Vote } from '../../../src/bot/votes/vote.ts';
import { openVotes, type VoteBook } from '../../../src/bot/votes/vote-book.ts';
import { casesOf, parseEvalSet, unlabelledIn } from '../../../src/retrieval/eval/cases.ts';
import { temporaryFolder } from '../../index/library/temporary-folder.ts';
import { toyLibrary } from '../../retrieval/toy-retrieval.ts';
import { excerptOf } from '../support/excerpts.ts';
import { storeOf } from '../support/test-state.ts';

const DAY_MS = 24 * 60 * 60_000;
const CHARTER = 'Every resident may vote. Fishing needs a permit.\n';

let folder: string;
let db: StateDatabase;
let votes: VoteBook;
let updates: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cases-'));
  db = openState(path.join(folder, 'state'));
  updates = 0;
  openBook(14 * DAY_MS);
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

function openBook(keepTextMs: number): void {
  const keepDays = keepTextMs / DAY_MS;
  const unanswered = openUnanswered({ store: storeOf(db), keepDays });
  votes = openVotes({ store: storeOf(db), unanswered, keepMs: 180 * DAY_MS, keepTextMs });
}

/** Somebody votes on the answer to a question, which quoted a sentence. */
function voted(vote: Vote, question: string, sentence: string, personId = 7): Promise<unknown> {
  const answer = { chatId: 7, answerId: question.length };
  const excerpt = excerptOf(`*${sentence}*`, { document: 'charter.txt' });
  return votes.cast(
    { ...answer, personId, vote, updateId: ++updates },
    {
      ...answer,
      personId: 7,
      topicId: 0,
      messageId: 11,
      question,
      after: undefined,
      asWritten: false,
      kind: 'found',
      shown: [excerpt],
      askedMs: Date.now(),
    },
  );
}

async function exported(keepTextMs = 14 * DAY_MS) {
  const written: string[] = [];
  const told: string[] = [];
  const settings = { stateDir: path.join(folder, 'state'), keepTextMs };
  const streams = {
    out: { write: (text: string) => written.push(text) },
    told: { write: (text: string) => told.push(text) },
  };
  expect(await runCases(['export'], settings, streams)).toBe(true);
  return { json: written.join(''), told: told.join('') };
}

test('what more people call good than don’t is a case of its best sentence; the rest waits for a label', async () => {
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  await voted('bad', 'Who may vote?', 'Every resident may vote.', 8);
  await voted('good', 'Who may vote?', 'Every resident may vote.', 9);
  await voted('missed', 'May I fish here?', 'Every resident may vote.');
  const { json, told } = await exported();
  expect(JSON.parse(json)).toEqual({
    questions: [
      {
        question: 'Who may vote?',
        document: 'charter.txt',
        answers: ['Every resident may vote.'],
        votes: { good: 2, bad: 1, missed: 0 },
      },
      {
        question: 'May I fish here?',
        document: 'charter.txt',
        answers: [],
        unlabelled: true,
        shown: 'Every resident may vote.',
        votes: { good: 0, bad: 0, missed: 1 },
      },
    ],
  });
  expect(told).toBe('Questions with a good answer: 1. To be labelled: 1.\n');
});

test('the evaluation reads it: the gold string is found in its document', async () => {
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  await voted('bad', 'May I fish?', 'Every resident may vote.');
  const set = parseEvalSet((await exported()).json, 'mine.json');
  const library = await toyLibrary(await temporaryFolder(), { 'charter.txt': CHARTER });
  expect(casesOf(set, library)).toMatchObject([
    { question: 'Who may vote?', kind: 'answerable', gold: [{ start: 0, end: 24 }] },
  ]);
  expect(unlabelledIn(set)).toBe(1);
});

test('a vote that was taken back is none', async () => {
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  db.exec('UPDATE votes SET voted_ms = voted_ms - 5000');
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  expect(JSON.parse((await exported()).json)).toEqual({ questions: [] });
});

test('without leave to keep texts votes are counted, and that is said', async () => {
  openBook(0);
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  await voted('bad', 'May I fish?', 'Every resident may vote.');
  const { json, told } = await exported(0);
  expect(JSON.parse(json)).toEqual({ questions: [] });
  expect(told).toContain('KEEP_QUESTIONS_DAYS is 0): 1 good, 1 bad, 0 not what was asked.');
});

test('texts that are too old are not written, even if nobody has erased them yet', async () => {
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  db.prepare('UPDATE judged SET judged_ms = judged_ms - ?').run(15 * DAY_MS);
  const { json, told } = await exported();
  expect(json).not.toContain('Who may vote?');
  expect(told).toContain('no longer kept): 1 good');
});

test('the command writes a file for its owner alone, and says what it takes', async () => {
  await voted('good', 'Who may vote?', 'Every resident may vote.');
  const file = path.join(folder, 'mine.json');
  const main = path.resolve(import.meta.dirname, '../../../dist/bot/main.js');
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [main, 'cases', ...args], {
      env: { PATH: process.env['PATH'], STATE_DIR: path.join(folder, 'state') },
    });
  expect((await run('export', file)).stderr).toContain('Questions with a good answer: 1.');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ questions: [{}] });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(run('import')).rejects.toMatchObject({ code: 2 });
});

test('where the bot never ran it says so', async () => {
  const settings = { stateDir: path.join(folder, 'nothing'), keepTextMs: DAY_MS };
  const nowhere = { write: () => true };
  await expect(runCases(['export'], settings, { out: nowhere, told: nowhere })).rejects.toThrow(
    /the bot has not run yet/,
  );
});
