import { Composer, type Filter } from 'grammy';
import type { MaybeInaccessibleMessage } from 'grammy/types';
import type { QuestionMemory } from '../asked.ts';
import type { BotContext } from '../context.ts';
import { questionAnsweredBy } from '../noted.ts';
import { voteOf } from './vote-buttons.ts';
import type { VoteBook } from './vote-book.ts';

export interface VotingParts {
  readonly votes: Pick<VoteBook, 'cast'>;
  readonly questions: Pick<QuestionMemory, 'answeredBy'>;
}

/**
 * Votes on answers. Whoever presses is told by a passing note, which nobody else sees; the message stays as it is. What was
 * inserted through the inline mode has no such buttons.
 */
export function voting({ votes, questions }: VotingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const { data, message } = ctx.callbackQuery;
    const pressed = voteOf(data);
    if (!pressed || !message) return next();
    const answer = await questionAnsweredBy(answerIn(message), questions);
    if (!answer?.shown.length && !offers(message, data)) return next();
    const { chatId, answerId } = answerIn(message);
    const press = { chatId, answerId, personId: ctx.from.id, updateId: ctx.update.update_id };
    const vote = await votes.cast({ ...press, vote: pressed }, answer);
    const { noted, takenBack } = ctx.sentences.votes;
    await ctx.answerCallbackQuery({ text: vote ? noted[vote] : takenBack });
  });
  return composer;
}

function answerIn({ chat, message_id: answerId, date }: MaybeInaccessibleMessage) {
  return { chatId: chat.id, answerId, date };
}

/** A client may say anything under any message; which buttons the message has, Telegram says. */
function offers(
  message: NonNullable<Filter<BotContext, 'callback_query:data'>['callbackQuery']['message']>,
  data: string,
): boolean {
  const rows = 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [];
  return rows.flat().some((button) => 'callback_data' in button && button.callback_data === data);
}
