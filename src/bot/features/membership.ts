import { Composer } from 'grammy';
import { type BotContext, saying } from '../context.ts';

/** On joining a group the bot says once how to ask there. */
export function membership(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
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
