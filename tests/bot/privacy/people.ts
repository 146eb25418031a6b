import type { AskedQuestion } from '../../../src/bot/asked.ts';
import { openBooks } from '../../../src/bot/books.ts';
import { openTaskBook } from '../../../src/bot/maintaining/task-book.ts';
import { openUnanswered } from '../../../src/bot/maintaining/unanswered.ts';
import { openUploadBook } from '../../../src/bot/maintaining/upload-book.ts';
import { readBotSettings } from '../../../src/bot/settings.ts';
import { excerptOf } from '../support/excerpts.ts';
import type { TestState } from '../support/test-state.ts';

export const ALICE = 7_123_456_789;
export const BOB = 7_987_654_321;
export const GROUP = -1_001_234_567_890;

/** What people do with the bot, and what it then knows of them. @param firstNumber of messages and updates */
export function peopleOf({ db, store }: Pick<TestState, 'db' | 'store'>, firstNumber = 1) {
  const books = openBooks(db, store, readBotSettings({ BOT_TOKEN: `4242:${'a'.repeat(35)}` }));
  const unanswered = openUnanswered({ store, keepDays: 14 });
  let numbers = firstNumber - 1;

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

  async function votes(personId: number, vote: 'good' | 'bad', on: AskedQuestion): Promise<void> {
    await books.votes.cast({ ...on, personId, vote, updateId: ++numbers }, on);
  }

  /** Something in every table. */
  async function leavesTraces(personId: number, words: string): Promise<void> {
    const inGroup = await asks(personId, GROUP, `${words} in a group?`);
    const alone = await asks(personId, personId, `${words} alone?`);
    await votes(personId, 'bad', alone);
    await votes(personId, 'good', inGroup);
    await unanswered.note(`${words} alone?`, 'nothing');
    await books.saved.save(personId, excerptOf(`*${words} saved.*`));
    await books.chats.gone(personId);
    await books.settingsBook.change(personId, { folder: words });
    const person = { personId, chatId: personId, language: words, statusId: undefined };
    const { id } = openTaskBook(db).add({ ...person, task: { kind: 'reindex', force: false } });
    openTaskBook(db).mark(id, 'done');
    const uploads = openUploadBook(db);
    const file = { ...person, messageId: ++numbers, fileId: words, label: words, statedBytes: 1 };
    uploads.move(uploads.add(file)?.id ?? '', 'fetching', 'closed');
  }

  return { books, unanswered, asks, votes, leavesTraces };
}
