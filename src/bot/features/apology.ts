import type { MiddlewareFn } from 'grammy';
import { type BotContext, replyTo, saying } from '../context.ts';
import { answerAsGuest } from '../guest-answer.ts';
import type { Observer } from '../observer.ts';

/**
 * Whatever goes wrong unforeseen in handling an update costs one apology, and the bot lives on. Comes before all features.
 *
 * @param isForeseen errors that others deal with: they are passed on
 */
export function apology(
  observer: Observer,
  isForeseen: (error: unknown) => boolean,
): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (isForeseen(error)) throw error;
      observer.failed({ updateId: ctx.update.update_id, error });
      await apologise(ctx, observer, isForeseen);
    }
  };
}

async function apologise(
  ctx: BotContext,
  observer: Observer,
  isForeseen: (error: unknown) => boolean,
): Promise<void> {
  const sorry = saying(ctx.sentences.failed);
  try {
    if (ctx.guestMessage) return await answerAsGuest(ctx, sorry);
    if (ctx.addressed.kind === 'not-for-us' || ctx.msgId === undefined) return;
    await replyTo(ctx, ctx.msgId, sorry);
  } catch (error) {
    if (isForeseen(error)) throw error;
    observer.failed({ updateId: ctx.update.update_id, error });
  }
}
