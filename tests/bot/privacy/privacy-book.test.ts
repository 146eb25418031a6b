import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../../../src/bot/asked.ts';
import { openBooks } from '../../../src/bot/books.ts';
import { openInbox } from '../../../src/bot/inbox/inbox.ts';
import { createJournal, type Journal } from '../../../src/bot/inbox/journal.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { openTaskBook } from '../../../src/bot/maintaining/task-book.ts';
import { openUnanswered } from '../../../src/bot/maintaining/unanswered.ts';
import { openUploadBook } from '../../../src/bot/maintaining/upload-book.ts';
import { readBotSettings } from '../../../src/bot/settings.ts';
import { excerptOf } from '../support/excerpts.ts';

const ALICE = 7_123_456_789;
const BOB = 7_987_654_321;
const GROUP = -1_001_234_567_890;

let folder: string;
let db: StateDatabase;
let journal: Journal;
let books: ReturnType<typeof openBooks>;
let numbers: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'privacy-'));
  db = openState(folder);
  journal = createJournal(db);
  books = openBooks(db, journal, readBotSettings({ BOT_TOKEN: `4242:${'a'.repeat(35)}` }));
  numbers = 0;
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const unanswered = () => openUnanswered({ db, journal, keepDays: 14 });

/** Somebody asks, and the bot answers. */
async function asks(personId: number, chatId: number, question: string): Promise<AskedQuestion> {
  const messageId = ++numbers;
  const asked: AskedQuestion = {
    chatId,
    messageId,
    answerId: ++numbers,
    personId,
    topicId: 0,
    question,
    after: undefined,
    asWritten: false,
    kind: 'found',
    shown: [excerptOf('*A sentence.*')],
    askedMs: Date.now(),
  };
  await books.questions.remember(asked);
  await books.answers.remember(asked, { answerId: asked.answerId, digest: 'digest' });
  return asked;
}

function votes(personId: number, vote: 'good' | 'bad', on: AskedQuestion): void {
  books.votes.cast({ ...on, personId, vote, updateId: ++numbers }, on);
}

/** Something in every table. */
async function leavesTraces(personId: number, words: string): Promise<void> {
  const inGroup = await asks(personId, GROUP, `${words} in a group?`);
  const alone = await asks(personId, personId, `${words} alone?`);
  votes(personId, 'bad', alone);
  votes(personId, 'good', inGroup);
  await unanswered().note(`${words} alone?`, 'nothing');
  books.saved.save(personId, excerptOf(`*${words} saved.*`));
  books.chats.gone(personId);
  books.settingsBook.change(personId, { folder: words });
  const person = { personId, chatId: personId, language: words, statusId: undefined };
  const { id } = openTaskBook(db).add({ ...person, task: { kind: 'reindex', force: false } });
  openTaskBook(db).mark(id, 'done');
  const uploads = openUploadBook(db);
  const file = { ...person, messageId: ++numbers, fileId: words, label: words, statedBytes: 1 };
  uploads.move(uploads.add(file)?.id ?? '', 'fetching', 'closed');
}

/** Everything of the state folder, the journal of the file included. */
async function bytes(): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(folder, name)))));
}

/** As SQLite writes a number of this size: six bytes, big-endian. https://sqlite.org/fileformat.html#record_format */
function written(id: number): Buffer {
  const six = Buffer.alloc(6);
  six.writeIntBE(id, 0, 6);
  return six;
}

describe('whoever is forgotten', () => {
  test('stands nowhere in the file any more, and everybody else still does', async () => {
    const inbox = openInbox({ db, journal, origin: 'test' });
    await leavesTraces(ALICE, 'ALICE-WROTE');
    await leavesTraces(BOB, 'BOB-WROTE');
    inbox.add([{ update_id: 1, message: { text: 'ALICE-WROTE', from: { id: ALICE } } } as never]);
    await inbox.done(1);
    expect((await bytes()).includes(written(ALICE))).toBe(true);
    books.privacy.forget(ALICE);
    inbox.compact();
    const left = await bytes();
    expect(left.includes('ALICE-WROTE')).toBe(false);
    expect(left.includes(written(ALICE))).toBe(false);
    expect(left.includes(String(ALICE))).toBe(false);
    expect(left.includes('BOB-WROTE alone?')).toBe(true);
    expect(left.includes(written(BOB))).toBe(true);
    expect(books.privacy.kept(ALICE)).toEqual({ questions: 0, votes: 0, quotes: 0 });
    expect(books.privacy.kept(BOB)).toEqual({ questions: 2, votes: 2, quotes: 1 });
  });

  test('takes their votes back: what they alone voted down is no gap any more', async () => {
    const [one, two] = [await asks(BOB, GROUP, 'One?'), await asks(BOB, GROUP, 'Two?')];
    votes(ALICE, 'bad', one);
    votes(ALICE, 'bad', two);
    votes(BOB, 'bad', two);
    books.privacy.forget(ALICE);
    expect(
      unanswered()
        .all('m')
        .map(({ question }) => question),
    ).toEqual(['Two?']);
    expect(books.votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 0 });
  });

  test('takes the words of their question along, others’ votes on its answer stay', async () => {
    const asked = await asks(ALICE, GROUP, 'ALICE-ASKED?');
    votes(BOB, 'bad', asked);
    books.privacy.forget(ALICE);
    expect(unanswered().all('m')).toEqual([]);
    expect(db.prepare('SELECT question FROM judged').all()).toEqual([]);
    expect(books.votes.counted(7).bad).toBe(1);
  });

  test('keeps what is under way: a maintainer’s task ends first', () => {
    const tasks = openTaskBook(db);
    const person = { personId: ALICE, chatId: ALICE, language: 'en', statusId: undefined };
    tasks.add({ ...person, task: { kind: 'reindex', force: false } });
    books.privacy.forget(ALICE);
    expect(tasks.open()).toMatchObject([{ personId: ALICE, state: 'waiting' }]);
  });

  test('may come back, with nothing of before', async () => {
    await asks(ALICE, ALICE, 'Before?');
    books.privacy.forget(ALICE);
    await asks(ALICE, ALICE, 'After?');
    expect(books.questions.recentOf(ALICE, 10)).toEqual(['After?']);
  });
});
