import { Composer, type Filter } from 'grammy';
import { explainInWords } from '../../retrieval/explanation-words.ts';
import type { AskedQuestion } from '../asked.ts';
import { askAgain } from '../asking-again.ts';
import { type BotContext, replyTo, saying } from '../context.ts';
import { askerOf } from '../following.ts';
import { excerptsIn } from '../groups/chat-settings.ts';
import { label } from '../label.ts';
import { questionAnsweredBy } from '../noted.ts';
import type { QuestionParts } from './questions.ts';

/** A question, or words of it, in an explanation: UTF-16 units. */
const QUOTED_CHARS = 200;

/** /why in reply to an answer, or after one: asks its question again as it was understood, and says how the answer came about. */
export function why(
  parts: Pick<QuestionParts, 'ask' | 'turn' | 'excerpts' | 'questions'>,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'why') return next();
    const asked = await questionMeant(ctx, parts);
    const said = asked ? await explained(ctx, asked, parts) : ctx.sentences.whyUnknown;
    return void (await replyTo(ctx, ctx.msg.message_id, saying(said)));
  });
  return composer;
}

/** That of the answer replied to; without one, the last one of whoever wants to know. */
async function questionMeant(
  ctx: Filter<BotContext, 'message'>,
  { questions }: Pick<QuestionParts, 'questions'>,
): Promise<AskedQuestion | undefined> {
  const { reply_to_message: replied, message_id: id } = ctx.msg;
  // Every message of a topic seems to reply to the topic's first one.
  if (!replied || replied.forum_topic_created) return questions.lastBefore(askerOf(ctx.msg), id, 0);
  const { message_id: answerId, date } = replied;
  return await questionAnsweredBy({ chatId: ctx.chat.id, answerId, date }, questions);
}

async function explained(
  ctx: BotContext,
  asked: AskedQuestion,
  parts: Pick<QuestionParts, 'ask' | 'turn' | 'excerpts'>,
): Promise<string> {
  const limit = excerptsIn(ctx.chatSettings, parts.excerpts);
  const { explanation } = await askAgain(ctx, asked, parts, { limit, explain: true });
  if (!explanation) throw new Error('An answer without the explanation that was asked for');
  const quote = (text: string) => label(text, QUOTED_CHARS);
  return explainInWords(explanation, ctx.sentences.why, quote).join('\n');
}
