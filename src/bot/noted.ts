import { setTimeout as sleep } from 'node:timers/promises';
import type { AskedQuestion, QuestionMemory } from './asked.ts';

/** Whoever is quick replies to an answer, or presses its button, before it is noted what it answers. Milliseconds. */
const NOTED_WITHIN_MS = 500;

/** Message dates are whole seconds; an answer older than this was noted long ago. */
const JUST_SENT_SECONDS = 10;

/** A message of the bot. */
interface AnswerMessage {
  readonly chatId: number;
  readonly answerId: number;
  /** Seconds since the epoch; 0 for one that Telegram no longer shows. */
  readonly date: number;
}

/** The question that a message of the bot answers, waited for where the answer was sent a moment ago. */
export async function questionAnsweredBy(
  { chatId, answerId, date }: AnswerMessage,
  memory: Pick<QuestionMemory, 'answeredBy'>,
): Promise<AskedQuestion | undefined> {
  const found = await memory.answeredBy(chatId, answerId);
  if (found || Date.now() / 1000 - date > JUST_SENT_SECONDS) return found;
  await sleep(NOTED_WITHIN_MS);
  return await memory.answeredBy(chatId, answerId);
}
