import type { TelegramUpdate } from '@gramio/types';

/** One of the fields of `Update`, which names what happened. */
export type UpdateKind = Exclude<keyof TelegramUpdate, 'update_id'>;

/** An update that has no number yet. */
export type Occurrence = Omit<TelegramUpdate, 'update_id'>;

/** Kinds that are sent only to bots that ask for them by name: https://core.telegram.org/bots/api#getupdates */
const ON_REQUEST: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

/**
 * Seconds that an update waits for a bot (telegram.md §2.2, from the public server's Client.cpp).
 * Everything that is not listed waits as long as a message.
 */
const LIFETIME_S: Readonly<Partial<Record<UpdateKind, number>>> = {
  callback_query: 150,
  inline_query: 30,
  chosen_inline_result: 600,
};
const MESSAGE_LIFETIME_S = 86_400;

/** What kind of update this is: at most one field is present. */
export function kindOf(occurrence: Occurrence): UpdateKind {
  const [kind] = Object.keys(occurrence).filter((key) => key !== 'update_id');
  return kind as UpdateKind;
}

/** When an update is forgotten, in seconds since 1970. Messages count from their date, the rest from now. */
export function expiryOf(occurrence: Occurrence, nowS: number): number {
  const lifetime = LIFETIME_S[kindOf(occurrence)];
  if (lifetime !== undefined) return nowS + lifetime;
  const message =
    occurrence.message ??
    occurrence.channel_post ??
    occurrence.edited_message ??
    occurrence.edited_channel_post;
  return (message?.edit_date ?? message?.date ?? nowS) + MESSAGE_LIFETIME_S;
}

/** Whether a bot that listed `allowed` gets this kind; an empty list is the default set (telegram.md §2.2). */
export function isWanted(kind: UpdateKind, allowed: readonly string[]): boolean {
  return allowed.length === 0 ? !ON_REQUEST.has(kind) : allowed.includes(kind);
}
