import { type BotContext, replyTo, saying } from './context.ts';
import { TelegramRefusal } from './telegram/errors.ts';

/**
 * Tells whoever an update is from something that concerns nobody else, as quietly as Telegram lets it: a press gets a toast,
 * an empty list gets a button above it, and a message in a group an answer that only its author sees. Where that isn't to be
 * had, a reply.
 *
 * @param briefly for where there is little room: at most 60 characters
 */
export async function tellQuietly(ctx: BotContext, said: string, briefly = said): Promise<void> {
  if (ctx.callbackQuery) return void (await ctx.answerCallbackQuery({ text: said }));
  if (ctx.inlineQuery) return offerNothing(ctx, briefly);
  const messageId = ctx.msgId;
  if (messageId === undefined || ctx.guestMessage) return;
  if (await sayAside(ctx, said)) return;
  await replyTo(ctx, messageId, saying(said));
}

/** No results, for this person and this moment. */
async function offerNothing(ctx: BotContext, text: string): Promise<void> {
  await ctx.answerInlineQuery([], {
    cache_time: 0,
    is_personal: true,
    button: { text, start_parameter: 'inline' },
  });
}

/**
 * A message that one person alone sees. "If the bot is a chat administrator, it can send an ephemeral message to any non-bot
 * member of the chat at any time"; to others Telegram says no. https://core.telegram.org/bots/api#ephemeral-messages
 *
 * @returns whether Telegram took it
 */
async function sayAside(ctx: BotContext, said: string): Promise<boolean> {
  const { chat, from, msg } = ctx;
  const isPerson = from !== undefined && !from.is_bot && !msg?.sender_chat;
  if (!chat || chat.type === 'private' || !isPerson) return false;
  const { text, entities } = saying(said);
  try {
    await ctx.reply(text, {
      entities,
      ephemeral_message_parameters: { receiver_user_id: from.id },
    });
    return true;
  } catch (error) {
    if (error instanceof TelegramRefusal) return false;
    throw error;
  }
}
