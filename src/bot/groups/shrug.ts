import type { BotContext } from '../context.ts';
import { TelegramRefusal } from '../telegram/errors.ts';

/** One of the reactions that every bot may set: https://core.telegram.org/bots/api#reactiontypeemoji */
const SHRUG = '🤷';

/** Whether this chat wants a reaction where nothing was found. */
export function wantsShrug({ chat, chatSettings }: BotContext): boolean {
  return chat?.type !== 'private' && chatSettings.nothing === 'reaction';
}

/**
 * Shrugs at a question that the documents don't answer, or takes it back when they do after all.
 *
 * @returns whether Telegram took it: a group may allow no reactions, or others
 */
export async function shrugAt(
  { api, chat }: BotContext,
  messageId: number,
  doesShrug: boolean,
): Promise<boolean> {
  if (!chat) return false;
  try {
    const reaction = doesShrug ? [{ type: 'emoji', emoji: SHRUG } as const] : [];
    await api.setMessageReaction(chat.id, messageId, reaction);
    return true;
  } catch (error) {
    if (error instanceof TelegramRefusal && error.code === 400) return false;
    throw error;
  }
}
