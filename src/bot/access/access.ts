import type { Context } from 'grammy';
import type { ListedBook } from './listed-book.ts';

/**
 * Whether whoever an update comes from may use the bot.
 *
 * - `open`: everyone may.
 * - `listed`: not everyone may, but this person or this group was let in, or it is an admin of the bot.
 * - `unknown`: not let in.
 */
export type Access = 'open' | 'listed' | 'unknown';

export interface AccessParts {
  readonly access: 'open' | 'listed';
  readonly adminIds: ReadonlySet<number>;
  readonly listed: Pick<ListedBook, 'has'>;
}

/**
 * A listed person may ask everywhere, anybody in a listed group there alone. An inline query belongs to no chat, and a guest
 * query to one that the bot is not in: both count as the person's.
 */
export async function accessOf(
  {
    from,
    chat,
    inlineQuery,
    guestMessage,
  }: Pick<Context, 'from' | 'chat' | 'inlineQuery' | 'guestMessage'>,
  { access, adminIds, listed }: AccessParts,
): Promise<Access> {
  if (access === 'open') return 'open';
  if (from && (adminIds.has(from.id) || (await listed.has(from.id)))) return 'listed';
  const isInChat = chat !== undefined && !inlineQuery && !guestMessage;
  return isInChat && (await listed.has(chat.id)) ? 'listed' : 'unknown';
}
