import type { Message } from 'grammy/types';
import type { Preceding } from '../retrieval/answer.ts';
import type { AskedQuestion, Asker, QuestionMemory } from './asked.ts';
import { questionAnsweredBy } from './noted.ts';

/** A question that comes later than this after another one goes on from nothing. Milliseconds. */
const FOLLOWS_WITHIN_MS = 10 * 60_000;

/** Who asks, as far as questions follow one another: in each topic of a forum anew. */
export function askerOf(message: Message): Asker {
  return {
    chatId: message.chat.id,
    personId: message.sender_chat?.id ?? message.from?.id ?? message.chat.id,
    topicId: (message.is_topic_message && message.message_thread_id) || 0,
  };
}

/** What a question may go on from: the question whose answer it replies to, else the asker's last one of late. */
export async function precedingOf(
  message: Message,
  memory: Pick<QuestionMemory, 'answeredBy' | 'lastBefore'>,
): Promise<Preceding | undefined> {
  const asker = askerOf(message);
  const { reply_to_message: replied, message_id: id, date } = message;
  const repliedTo = replied?.from?.is_bot && (await answeredBy(replied, asker, memory));
  if (repliedTo) return { question: beginningOf(repliedTo), isReply: true };
  const last = await memory.lastBefore(asker, id, date * 1000 - FOLLOWS_WITHIN_MS);
  return last && { question: beginningOf(last), isReply: false };
}

function answeredBy(
  { message_id: answerId, date }: Pick<Message, 'message_id' | 'date'>,
  { chatId }: Asker,
  memory: Pick<QuestionMemory, 'answeredBy'>,
): Promise<AskedQuestion | undefined> {
  return questionAnsweredBy({ chatId, answerId, date }, memory);
}

/** Follow-ups of follow-ups go back to the question that stands alone. */
function beginningOf({ question, after }: AskedQuestion): string {
  return after?.question ?? question;
}
