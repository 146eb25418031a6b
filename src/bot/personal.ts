import type { Filter } from 'grammy';
import { type BotContext, replyTo, saying } from './context.ts';
import { deepLink } from './deep-links.ts';

/** What belongs to one person alone. */

/** Who writes or presses; undefined for those who write as a group or channel: that may be anybody in it. */
export function personIn({ from, message }: BotContext): number | undefined {
  return message?.sender_chat || from?.is_bot ? undefined : from?.id;
}

/** The person whose private chat with the bot this is; undefined elsewhere. */
export function personAlone(ctx: BotContext): number | undefined {
  return ctx.chat?.type === 'private' ? personIn(ctx) : undefined;
}

/** What a link into the private chat opens there. */
export type PrivatePayload = 'saved' | 'privacy';

/** Says in a group that something is done in the private chat, and how to get there. */
export async function toPrivateChat(
  ctx: Filter<BotContext, 'message'>,
  payload: PrivatePayload,
): Promise<void> {
  const { inPrivate, openPrivate } = ctx.sentences.saved;
  const url = deepLink(ctx.me.username, payload);
  const buttons = url && { inline_keyboard: [[{ text: openPrivate, url }]] };
  await replyTo(ctx, ctx.msg.message_id, saying(inPrivate), buttons || undefined);
}
