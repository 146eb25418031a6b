import type { Update } from 'grammy/types';
import type { WaitingUpdate } from './inbox.ts';

/**
 * In what order updates are handled.
 *
 * - `live`: just written, or of no date: first come, first served.
 * - `late`: has waited, in an outage most likely: after the live ones, newest first.
 * - `stale`: gets an apology at most: last, newest first.
 */
export type Urgency = 'live' | 'late' | 'stale';

/** Written longer ago than this when its turn is looked for, an update is late: milliseconds. */
const LIVE_MS = 60_000;

export function urgencyOf({ update }: WaitingUpdate, nowMs: number, maxAgeMs: number): Urgency {
  const message = update.message ?? update.edited_message;
  if (!message) return 'live';
  const ageMs = nowMs - (message.edit_date ?? message.date) * 1000;
  if (ageMs <= LIVE_MS) return 'live';
  return ageMs <= maxAgeMs ? 'late' : 'stale';
}

/**
 * Updates of one lane are handled in order, those of different lanes at once. A person's messages in a chat are a lane;
 * presses of buttons and inline queries wait for nothing, since they expire.
 */
export function laneOf(waiting: WaitingUpdate, urgency: Urgency): string {
  const { update } = waiting;
  const message = update.message ?? update.edited_message;
  if (!message) return `update ${update.update_id}`;
  const sender = message.sender_chat?.id ?? message.from?.id ?? 0;
  return `${urgency === 'stale' ? 'stale ' : ''}${message.chat.id} ${sender}`;
}

/** Telegram takes no answer to an inline query after some ten seconds, nor to a button after some thirty. */
const INLINE_EXPIRY_MS = 10_000;
const CALLBACK_EXPIRY_MS = 30_000;

/** How long a call of a guest can be answered is not published. Later than this the answer would come as a surprise. */
const GUEST_EXPIRY_MS = 60_000;

/** Whether nobody waits for it any longer. */
export function isExpired({ update, receivedMs }: WaitingUpdate, nowMs: number): boolean {
  const ageMs = nowMs - receivedMs;
  return ageMs > expiryMs(update);
}

function expiryMs(update: Update): number {
  if (update.inline_query) return INLINE_EXPIRY_MS;
  if (update.guest_message) return GUEST_EXPIRY_MS;
  return update.callback_query ? CALLBACK_EXPIRY_MS : Infinity;
}
