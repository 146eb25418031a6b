import type { BotContext } from '../context.ts';
import { createRecent } from '../recent.ts';
import { TelegramRefusal } from '../telegram/errors.ts';

/** Who decides for a chat. */
export interface Admins {
  /** Whether whoever this update is from may decide for its chat. In a private chat that is the person. */
  isAdmin(ctx: BotContext): Promise<boolean>;
  /** Whether the bot itself is one: then Telegram shows it every message. */
  isBotAdmin(ctx: BotContext): Promise<boolean>;
}

/** A press a second should cost no call each; whoever was dismissed decides no longer than this. */
const KNOWN_FOR_MS = 30_000;

/** Groups whose admins are remembered. */
const MAX_GROUPS = 1000;

interface Known {
  readonly ids: Promise<ReadonlySet<number>>;
  readonly atMs: number;
}

/**
 * Asks for a group's list of admins: getChatMember "is only guaranteed to work for other users if the bot is an
 * administrator in the chat" (https://core.telegram.org/bots/api#getchatmember), and mostly it isn't.
 */
export function createAdmins(now: () => number = Date.now): Admins {
  const known = createRecent<number, Known>(MAX_GROUPS);
  const adminsOf = (ctx: BotContext, chatId: number): Promise<ReadonlySet<number>> => {
    const before = known.get(chatId);
    if (before && now() - before.atMs < KNOWN_FOR_MS) return before.ids;
    const ids = ask(ctx, chatId);
    known.set(chatId, { ids, atMs: now() });
    ids.catch(() => known.delete(chatId));
    return ids;
  };
  return {
    async isAdmin(ctx) {
      const { chat, from } = ctx;
      if (!chat) return false;
      if (chat.type === 'private') return from !== undefined;
      // A message in the group's own name is an anonymous admin's; one in a channel's may be anybody's.
      const sender = ctx.message?.sender_chat;
      if (sender) return sender.id === chat.id;
      return from !== undefined && (await adminsOf(ctx, chat.id)).has(from.id);
    },
    async isBotAdmin(ctx) {
      if (!ctx.chat || ctx.chat.type === 'private') return false;
      return (await adminsOf(ctx, ctx.chat.id)).has(ctx.me.id);
    },
  };
}

/** Of a group that the bot was just shown out of nobody is known. */
async function ask(ctx: BotContext, chatId: number): Promise<ReadonlySet<number>> {
  try {
    const members = await ctx.api.getChatAdministrators(chatId);
    return new Set(members.map(({ user }) => user.id));
  } catch (error) {
    if (error instanceof TelegramRefusal) return new Set();
    throw error;
  }
}
