import { Composer } from 'grammy';
import { type BotContext, saying } from '../context.ts';

/** Quoted of a late question: enough to recognise it, UTF-16 units. */
const QUOTE_CHARS = 200;

/**
 * A question that waited too long (the bot was off, or could not reach Telegram) gets a short apology, since by now an
 * answer would come as a surprise. Other late messages get nothing.
 *
 * @param maxAgeMs from the message's date
 */
export function lateness(maxAgeMs: number, now: () => number = Date.now): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(['message', 'edited_message'], async (ctx, next) => {
    const { date, edit_date: editDate = date } = ctx.msg;
    if (now() - editDate * 1000 <= maxAgeMs) return next();
    if (ctx.addressed.kind !== 'question' || ctx.editedMessage) return undefined;
    return apologise(ctx, ctx.addressed.answerTo);
  });
  return composer;
}

async function apologise(ctx: BotContext, answerTo: number): Promise<void> {
  const { text, entities } = saying(ctx.sentences.tooLate);
  const quote = answerTo === ctx.msgId ? quoteOf(ctx.msg?.text ?? '') : '';
  await ctx.reply(text, {
    entities,
    reply_parameters: { message_id: answerTo, ...(quote && { quote }) },
  });
}

/** Telegram wants an exact part of the message, as it shows it: without blanks around. */
function quoteOf(text: string): string {
  return text
    .trim()
    .slice(0, QUOTE_CHARS)
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd();
}
