import { Composer, type Filter } from 'grammy';
import type { MaybeInaccessibleMessage } from 'grammy/types';
import { digestOf } from '../answered.ts';
import { type AskedQuestion, notedAnswer } from '../asked.ts';
import { askAgain } from '../asking-again.ts';
import { ASK_AS_WRITTEN } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { edit } from '../editing.ts';
import { questionAnsweredBy } from '../noted.ts';
import { limitFor, showAnswer } from '../showing.ts';
import type { QuestionParts } from './questions.ts';

type Pressed = Filter<BotContext, 'callback_query:data'>;

/** The button under an answer that was searched for otherwise: asks the question alone, word for word, and edits the answer. */
export function asWritten(parts: QuestionParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery(ASK_AS_WRITTEN, async (ctx, next) => {
    const { message } = ctx.callbackQuery;
    const asked = message && (await questionAnsweredBy(answerIn(message), parts.questions));
    if (!asked) return next();
    await ctx.answerCallbackQuery();
    await askAlone(ctx, asked, parts);
  });
  return composer;
}

function answerIn({ chat, message_id: answerId, date }: MaybeInaccessibleMessage) {
  return { chatId: chat.id, answerId, date };
}

async function askAlone(ctx: Pressed, asked: AskedQuestion, parts: QuestionParts): Promise<void> {
  const { excerpts, answers, questions } = parts;
  const { chatId, messageId, answerId } = asked;
  const alone = { ...asked, after: undefined, asWritten: true };
  const answer = await askAgain(ctx, alone, parts, { limit: limitFor(ctx, excerpts) });
  const shown = showAnswer(ctx, answer, { excerpts });
  // Before the edit: whoever sees it may go on from it at once.
  await questions.remember({ ...alone, ...notedAnswer(answer, shown.excerpts) });
  await edit(ctx, { chatId, messageId: answerId }, shown);
  await answers.remember({ chatId, messageId }, { answerId, digest: digestOf(shown) });
}
