import type { TelegramUpdate } from '@gramio/types';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import { expiryOf, isWanted, kindOf, type Occurrence } from './kinds.ts';

/** Any number would do; real ones are large, so that nobody takes them for positions. */
const FIRST_UPDATE_ID = 731_000_001;

/** An offset further beyond the end than this is taken for a mistake (td/td/db/TQueue.cpp; telegram.md §2.2). */
const FUTURE_TOLERANCE = 10;

interface Pending {
  readonly update: TelegramUpdate;
  readonly expiresAtS: number;
}

/** What the server keeps for the bot until the bot confirms it. */
export interface UpdateQueue {
  /** Takes an occurrence in, if the bot wants its kind; returns the update. */
  push(occurrence: Occurrence): TelegramUpdate | undefined;
  /** The same update once more, as after a server's hiccup: its number does not change. */
  repeat(update: TelegramUpdate): void;
  /** Updates to be sent once more, whatever was confirmed; each is handed out once. */
  takeRepeats(): readonly TelegramUpdate[];
  /** Forgets everything below `offset`; returns the first number to serve. */
  confirm(offset: number): number;
  /** At most `limit` living updates from `from` on, oldest first. Nothing is confirmed by this. */
  read(from: number, limit: number): readonly TelegramUpdate[];
  /** What `getUpdates` and `setWebhook` asked for; undefined keeps what was asked before. */
  allow(kinds: readonly string[] | undefined): void;
  allowed(): readonly string[];
  /** Forgets one update: a webhook accepted it. */
  take(updateId: number): void;
  clear(): void;
  readonly size: number;
  /** Calls `listener` whenever an update came in. */
  onPush(listener: () => void): () => void;
}

/** An empty queue. */
export function createUpdateQueue(clock: Clock, events: Events): UpdateQueue {
  let pending: Pending[] = [];
  const repeats: TelegramUpdate[] = [];
  let nextId = FIRST_UPDATE_ID;
  let kinds: readonly string[] = [];
  const listeners = new Set<() => void>();
  const bury = (): void => {
    pending = pending.filter(({ expiresAtS }) => expiresAtS > clock.seconds());
  };
  const head = (): number => pending[0]?.update.update_id ?? nextId;
  const announce = (update: TelegramUpdate): void => {
    events.emit({ kind: 'update', update });
    for (const listener of listeners) listener();
  };
  return {
    push(occurrence) {
      if (!isWanted(kindOf(occurrence), kinds)) return undefined;
      const update: TelegramUpdate = { update_id: nextId++, ...occurrence };
      pending.push({ update, expiresAtS: expiryOf(update, clock.seconds()) });
      announce(update);
      return update;
    },
    repeat(update) {
      repeats.push(update);
      announce(update);
    },
    takeRepeats: () => repeats.splice(0),
    confirm(offset) {
      bury();
      if (offset < 0) return confirmAllButLast(-offset);
      const isFuture = offset > nextId + FUTURE_TOLERANCE;
      if (offset === 0 || isFuture) return head();
      forgetBelow(offset);
      return offset;
    },
    read(from, limit) {
      bury();
      const wanted = pending.filter(({ update }) => update.update_id >= from);
      return wanted.slice(0, limit).map(({ update }) => update);
    },
    take(updateId) {
      pending = pending.filter(({ update }) => update.update_id !== updateId);
      events.emit({ kind: 'confirmed', upTo: updateId });
    },
    allow(wanted) {
      kinds = wanted ?? kinds;
    },
    allowed: () => kinds,
    clear: () => forgetBelow(nextId),
    get size() {
      bury();
      return pending.length;
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  /** "The negative offset … All previous updates will be forgotten": https://core.telegram.org/bots/api#getupdates */
  function confirmAllButLast(count: number): number {
    const from = pending.at(-count)?.update.update_id ?? head();
    forgetBelow(from);
    return from;
  }

  function forgetBelow(offset: number): void {
    const before = pending.length;
    pending = pending.filter(({ update }) => update.update_id >= offset);
    if (pending.length < before) events.emit({ kind: 'confirmed', upTo: offset - 1 });
  }
}
