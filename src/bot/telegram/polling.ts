import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { POLL_SECONDS } from './connection.ts';
import { TelegramRefusal } from './errors.ts';
import { type ContactParts, insist, pause, signalFor } from './insisting.ts';

/** Thrown where another process polls with the same token. */
export class AnotherInstance extends Error {
  override name = 'AnotherInstance' as const;
}

export interface PollingParts extends ContactParts {
  readonly api: Api;
  readonly allowedUpdates: readonly Exclude<keyof Update, 'update_id'>[];
  /** Must have them on disk when it returns: the next poll confirms them. */
  readonly receive: (updates: readonly Update[]) => void;
  /** So many wait that no more are to be taken: Telegram keeps them for a day. */
  readonly isFull: () => boolean;
}

/** How soon it is looked again whether there is room, milliseconds. */
const ROOM_LOOK_MS = 100;

/** Conflicts within a minute before the bot gives way. One may come from a person who tried the method in a browser. */
const MAX_CONFLICTS = 2;
const CONFLICT_WINDOW_MS = 60_000;

/**
 * Polls for updates until it is stopped.
 *
 * Nothing is remembered of the offset: Telegram knows what was confirmed, and the inbox what was seen.
 *
 * @throws TokenRefused, AnotherInstance; whatever `receive` throws, and then nothing of that batch is confirmed
 */
export async function poll(parts: PollingParts): Promise<void> {
  const { api, allowedUpdates, receive, isFull, stopping, clock } = parts;
  const conflicts: number[] = [];
  let offset = 0;
  const pollOnce = async (): Promise<void> => {
    const request = { offset, timeout: POLL_SECONDS, allowed_updates: allowedUpdates };
    const updates = await api.getUpdates(request, signalFor(stopping)).catch((error: unknown) => {
      throw giveWayIn(conflicts, clock.now(), error);
    });
    receive(updates);
    offset = updates.reduce((next, { update_id: id }) => Math.max(next, id + 1), offset);
  };
  while (!stopping.aborted) {
    if (isFull()) await pause(ROOM_LOOK_MS, clock, stopping);
    else await insist(parts, pollOnce);
  }
}

/** The error itself, or AnotherInstance where conflicts come one after the other. */
function giveWayIn(conflicts: number[], now: number, error: unknown): unknown {
  if (!(error instanceof TelegramRefusal) || error.code !== 409) return error;
  conflicts.push(now);
  const recent = conflicts.filter((time) => time > now - CONFLICT_WINDOW_MS);
  if (recent.length < MAX_CONFLICTS) return error;
  return new AnotherInstance(
    'Another bot polls with the same token, so this one stops. Let only one run per token.',
    { cause: error },
  );
}
