import { Composer } from 'grammy';
import type { Update } from 'grammy/types';
import { type BotContext, saying } from '../context.ts';
import type { ChatBook } from '../telegram/persistence.ts';

/** When a group becomes a supergroup the bot follows: to be told as it arrives, before what was written there is answered. */
export async function followMove(
  { message }: Update,
  chats: Pick<ChatBook, 'moved'>,
): Promise<void> {
  if (message?.migrate_to_chat_id) await chats.moved(message.chat.id, message.migrate_to_chat_id);
}

/** On joining a group the bot says once how to ask there, or that it has to be let in. Comes before the gate. */
export function membership(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('my_chat_member', async (ctx, next) => {
    const { chat, old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
    if (chat.type !== 'group' && chat.type !== 'supergroup') return next();
    if (isMember(before) || !isMember(after)) return next();
    const hearsMentions = ctx.me.can_read_all_group_messages || after.status === 'administrator';
    const said =
      ctx.access === 'unknown'
        ? ctx.sentences.access.unknownGroup
        : ctx.sentences.joined(ctx.me.username, hearsMentions);
    const { text, entities } = saying(said);
    await ctx.api.sendMessage(chat.id, text, { entities });
  });
  return composer;
}

function isMember(member: { readonly status: string; readonly is_member?: boolean }): boolean {
  const { status, is_member: isIn = false } = member;
  return status === 'member' || status === 'administrator' || (status === 'restricted' && isIn);
}
