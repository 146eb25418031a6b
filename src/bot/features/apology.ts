import type { MiddlewareFn } from 'grammy';
import { type BotContext, saying } from '../context.ts';
import { answerAsGuest } from '../guest-answer.ts';
import type { Observer } from '../observer.ts';
import { tellQuietly } from '../quietly.ts';

/**
 * Whatever goes wrong unforeseen in handling an update costs one apology, told to nobody but the asker where that is possible,
 * and the bot lives on. Comes before all features.
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
  const { failed } = ctx.sentences;
  const { kind } = ctx.addressed;
  const isWaitedFor = ctx.callbackQuery ?? ctx.inlineQuery;
  try {
    if (ctx.guestMessage) return await answerAsGuest(ctx, saying(failed));
    if (!isWaitedFor && (kind === 'not-for-us' || kind === 'overheard')) return;
    await tellQuietly(ctx, failed);
  } catch (error) {
    if (isForeseen(error)) throw error;
    observer.failed({ updateId: ctx.update.update_id, error });
  }
}
