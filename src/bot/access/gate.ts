import type { MiddlewareFn } from 'grammy';
import { type BotContext, saying } from '../context.ts';
import { answerAsGuest } from '../guest-answer.ts';
import { tellQuietly } from '../quietly.ts';
import { createRecent } from '../recent.ts';

/** Somebody who was not let in hears why once in this long, and nothing else. */
const ONCE_IN_MS = 24 * 60 * 60_000;

/** People and groups that were told lately; of forgotten ones each hears it once more. */
const MAX_TOLD = 10_000;

/** Lets through who may use the bot. Comes before all that answers. */
export function gate(now: () => number = Date.now): MiddlewareFn<BotContext> {
  const told = createRecent<number, number>(MAX_TOLD);
  const isDue = (id: number): boolean => {
    if (now() - (told.get(id) ?? -Infinity) < ONCE_IN_MS) return false;
    told.set(id, now());
    return true;
  };
  return async (ctx, next) => {
    if (ctx.access !== 'unknown') return next();
    const { sentences, chat } = ctx;
    const { unknownPerson, unknownGroup, unknownBriefly } = sentences.access;
    if (ctx.callbackQuery || ctx.inlineQuery) return tellQuietly(ctx, unknownBriefly);
    if (ctx.guestMessage) {
      if (isDue(ctx.from?.id ?? 0)) await answerAsGuest(ctx, saying(unknownPerson));
      return;
    }
    // Commands and questions; in a private chat everything is for the bot. What is edited was said before.
    if (!ctx.message || !chat || ctx.addressed.kind === 'not-for-us' || !isDue(chat.id)) return;
    return tellQuietly(ctx, chat.type === 'private' ? unknownPerson : unknownGroup);
  };
}
