import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';

/** Whether the admins of the group have the bot keep silent now. */
export function isSilent({ chat, chatSettings }: BotContext): boolean {
  const isGroup = chat?.type === 'group' || chat?.type === 'supergroup';
  return isGroup && chatSettings.silentUntilMs > Date.now();
}

/** Where the bot is to keep silent nothing behind this happens; whoever presses a button learns why. */
export function silence(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.guestMessage || !isSilent(ctx)) return next();
    if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text: ctx.sentences.settings.silent });
  };
}
