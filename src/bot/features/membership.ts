import { Composer } from 'grammy';
import { type BotContext, saying } from '../context.ts';
import type { ChatBook } from '../telegram/persistence.ts';

/** On joining a group the bot says once how to ask there; when the group becomes a supergroup it follows. */
export function membership(chats: Pick<ChatBook, 'moved'>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:migrate_to_chat_id', (ctx) => {
    chats.moved(ctx.chat.id, ctx.message.migrate_to_chat_id);
  });
  composer.on('my_chat_member', async (ctx, next) => {
    const { chat, old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
    if (chat.type !== 'group' && chat.type !== 'supergroup') return next();
    if (isMember(before) || !isMember(after)) return next();
    const hearsMentions = ctx.me.can_read_all_group_messages || after.status === 'administrator';
    const { text, entities } = saying(ctx.sentences.joined(ctx.me.username, hearsMentions));
    await ctx.api.sendMessage(chat.id, text, { entities });
  });
  return composer;
}

function isMember(member: { readonly status: string; readonly is_member?: boolean }): boolean {
  const { status, is_member: isIn = false } = member;
  return status === 'member' || status === 'administrator' || (status === 'restricted' && isIn);
}
