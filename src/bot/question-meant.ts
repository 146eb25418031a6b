import type { Filter } from 'grammy';
import type { AskedQuestion, QuestionMemory } from './asked.ts';
import type { BotContext } from './context.ts';
import { askerOf } from './following.ts';
import { questionAnsweredBy } from './noted.ts';

/**
 * The question that a command is about: that of the answer replied to; without one, the last one of whoever writes. Undefined
 * where it isn't known, or no longer.
 */
export async function questionMeant(
  ctx: Filter<BotContext, 'message'>,
  questions: Pick<QuestionMemory, 'answeredBy' | 'lastBefore'>,
): Promise<AskedQuestion | undefined> {
  const { reply_to_message: replied, message_id: id } = ctx.msg;
  // Every message of a topic seems to reply to the topic's first one.
  if (!replied || replied.forum_topic_created)
    return await questions.lastBefore(askerOf(ctx.msg), id, 0);
  const { message_id: answerId, date } = replied;
  return await questionAnsweredBy({ chatId: ctx.chat.id, answerId, date }, questions);
}
