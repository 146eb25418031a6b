import type { CallbackQueryContext, Filter } from 'grammy';
import { commandIn } from '../addressing.ts';
import type { BotContext } from '../context.ts';
import { wordsFor } from './languages/words-for.ts';
import type { MaintainerWords } from './languages/words.ts';
import { messageOf, type Said } from './telling.ts';

/** Where and for whom maintainers' commands work. */
export interface Maintainers {
  /** Whether an update comes from a maintainer in their own private chat. */
  isMaintainer(ctx: BotContext): boolean;
}

/**
 * By user id alone: names change hands, and whoever writes as a group or channel may be anybody in it. In groups nothing is
 * maintained, since others would read along.
 */
export function maintainers(ids: ReadonlySet<number>): Maintainers {
  return {
    isMaintainer({ from, chat, msg }) {
      const isOwnChat = chat?.type === 'private' && chat.id === from?.id;
      return isOwnChat && from !== undefined && !msg?.sender_chat && ids.has(from.id);
    },
  };
}

/** The maintainer that an update is of: who, where, in which language. */
export function personOf(ctx: BotContext) {
  const { from, chat } = ctx;
  if (!from || !chat) throw new Error('An update of nobody');
  return { personId: from.id, chatId: chat.id, language: ctx.sentences.code };
}

/** All that the bot says to the maintainer of this update. */
export function wordsOf(ctx: BotContext): MaintainerWords {
  return wordsFor(ctx.sentences.code);
}

/** What follows a command of this name; undefined for other messages. */
export function commandRest(ctx: Filter<BotContext, 'message'>, name: string): string | undefined {
  const command = commandIn(ctx.message, ctx.me);
  return command?.name === name ? command.rest.trim() : undefined;
}

/** Replies to a maintainer's message. */
export async function answer(ctx: Filter<BotContext, 'message'>, said: Said): Promise<void> {
  const { text, options } = messageOf(said);
  await ctx.reply(text, { ...options, reply_parameters: { message_id: ctx.msg.message_id } });
}

/** Changes the message whose button was pressed. */
export async function change(ctx: CallbackQueryContext<BotContext>, said: Said): Promise<void> {
  const message = ctx.callbackQuery.message;
  if (!message) return;
  const { text, options } = messageOf(said);
  await ctx.api.editMessageText(message.chat.id, message.message_id, text, options);
}
