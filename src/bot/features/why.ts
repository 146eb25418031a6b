import { Composer } from 'grammy';
import { explainInWords } from '../../retrieval/explanation-words.ts';
import type { AskedQuestion } from '../asked.ts';
import { askAgain } from '../asking-again.ts';
import { type BotContext, replyTo, saying } from '../context.ts';
import { excerptsIn } from '../groups/chat-settings.ts';
import { label } from '../label.ts';
import { questionMeant } from '../question-meant.ts';
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
    const asked = await questionMeant(ctx, parts.questions);
    const said = asked ? await explained(ctx, asked, parts) : ctx.sentences.whyUnknown;
    return void (await replyTo(ctx, ctx.msg.message_id, saying(said)));
  });
  return composer;
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
