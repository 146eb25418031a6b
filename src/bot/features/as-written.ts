import { Composer, type Filter } from 'grammy';
import type { MaybeInaccessibleMessage } from 'grammy/types';
import { digestOf } from '../answered.ts';
import { type AskedQuestion, notedAnswer } from '../asked.ts';
import { ASK_AS_WRITTEN, buttonsUnder } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { excerptsIn } from '../groups/chat-settings.ts';
import { questionAnsweredBy } from '../noted.ts';
import { renderAnswer } from '../rendering.ts';
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
  const { turn, ask, excerpts, answers, questions } = parts;
  const { chatId, messageId, answerId } = asked;
  const { mayQuote } = ctx;
  const limit = excerptsIn(ctx.chatSettings, excerpts);
  const answer = await turn(() => ask(asked.question, { limit, mayQuote, asWritten: true }));
  const message = renderAnswer(answer, {
    sentences: ctx.sentences,
    audience: ctx.chat?.type === 'private' ? 'person' : 'group',
  });
  const buttons = buttonsUnder(answer, ctx.sentences);
  // Before the edit: whoever sees it may go on from it at once.
  await questions.remember({
    ...asked,
    ...notedAnswer(answer),
    after: undefined,
    asWritten: true,
  });
  await ctx.api.editMessageText(chatId, answerId, message.text, {
    entities: message.entities,
    link_preview_options: { is_disabled: true },
    ...(buttons && { reply_markup: buttons }),
  });
  const digest = digestOf({ message, buttons });
  await answers.remember({ chatId, messageId }, { answerId, digest });
}
