import { expect, test } from 'vitest';
import { openInbox } from '../../../src/bot/inbox/inbox.ts';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { openQuestionMemory } from '../../../src/bot/inbox/question-memory.ts';
import { stateInFile } from '../support/test-state.ts';
import { asked, questionMemoryContract } from './question-memory.contract.ts';

questionMemoryContract(stateInFile);

test('a question is forgotten with the bot that it was asked of', async () => {
  const { db, store, close } = await stateInFile();
  const questions = openQuestionMemory({ store, keepMs: 60_000, now: () => asked().askedMs });
  await questions.remember(asked());
  openInbox({ db, journal: createJournal(db), origin: 'another bot' });
  expect(await questions.answeredBy(asked().chatId, asked().answerId)).toBeUndefined();
  await close();
});
