import type { TelegramUpdate } from '@gramio/types';
import { BotApiError } from '../bot-api-error.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { UpdateQueue } from './queue.ts';

/** Seconds; longer timeouts are cut to this (telegram.md §2.1: LONG_POLL_MAX_TIMEOUT). */
const MAX_POLL_S = 50;
/** Repeated conflicts are answered with this delay (Client.cpp, fail_query_conflict). */
const CONFLICT_PAUSE_MS = 3000;
/** A poll that repeats its offset within these times is slowed down (Client.cpp, process_get_updates_query). */
const IMPATIENT_MS = 3000;
const HASTY_MS = 500;

const OTHER_POLLER =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
const WEBHOOK_SET = 'Conflict: terminated by setWebhook request';
/** The answer to a poll while a webhook is set. */
export const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** Parameters of `getUpdates`. */
interface PollRequest {
  readonly offset?: number;
  readonly limit?: number;
  readonly timeout?: number;
}

/** `getUpdates`: long polling with at most one poll waiting. */
export interface Polling {
  poll(request: PollRequest, hungUp: AbortSignal): Promise<readonly TelegramUpdate[]>;
  /** A conflict in the server's words, delayed when it is not the first in three seconds. */
  conflict(description: string): Promise<never>;
  /** A webhook was set: whoever waits gets a conflict. */
  endByWebhook(): void;
  /** Ends a waiting poll with nothing, so that the server can close. */
  close(): void;
  readonly isWaiting: boolean;
}

interface Waiting {
  readonly finish: (updates: readonly TelegramUpdate[]) => void;
  readonly conflict: (description: string) => void;
}

/** Long polling on a queue. */
export function createPolling(queue: UpdateQueue, clock: Clock, events: Events): Polling {
  let waiting: Waiting | undefined;
  let previous = { offset: -1, at: 0 };
  let nextConflictAt = 0;

  const conflict = (description: string): Promise<never> =>
    new Promise((_resolve, reject) => {
      const fail = (): void => reject(new BotApiError(409, description, 'world'));
      if (clock.now() >= nextConflictAt) {
        nextConflictAt = clock.now() + CONFLICT_PAUSE_MS;
        fail();
      } else clock.after(CONFLICT_PAUSE_MS, fail);
    });

  const take = (from: number, limit: number): readonly TelegramUpdate[] => [
    ...queue.takeRepeats(),
    ...queue.read(from, limit),
  ];

  const wait = (
    from: number,
    limit: number,
    request: WaitRequest,
  ): Promise<readonly TelegramUpdate[]> =>
    new Promise((resolve, reject) => {
      // The poll that waits is the one that ends; the newcomer takes its place (Client.cpp, abort_long_poll).
      waiting?.conflict(OTHER_POLLER);
      const end = (settle: () => void): void => {
        cancelTimeout();
        stopListening();
        request.hungUp.removeEventListener('abort', hangUp);
        if (waiting === self) waiting = undefined;
        settle();
      };
      const self: Waiting = {
        finish: (updates) => end(() => resolve(updates)),
        conflict: (description) => end(() => void conflict(description).catch(reject)),
      };
      const hangUp = (): void => self.finish([]);
      const cancelTimeout = clock.after(request.timeoutMs, () => self.finish([]));
      // The server gathers what arrives together (Client.cpp, long_poll_wakeup): one turn of the event loop here.
      const stopListening = queue.onPush(() => {
        setImmediate(() => {
          if (waiting === self) self.finish(take(from, limit));
        });
      });
      request.hungUp.addEventListener('abort', hangUp);
      waiting = self;
      events.emit({ kind: 'polled' });
    });

  return {
    async poll({ offset = 0, limit = 100, timeout = 0 }, hungUp) {
      const sincePreviousMs = offset === previous.offset ? clock.now() - previous.at : Infinity;
      previous = { offset, at: clock.now() };
      const isImpatient = timeout < 3 && sincePreviousMs < IMPATIENT_MS;
      const patienceS = isImpatient ? 3 : Math.min(timeout, MAX_POLL_S);
      const count = sincePreviousMs < HASTY_MS ? 1 : Math.min(Math.max(limit, 1), 100);
      const from = queue.confirm(offset);
      const updates = take(from, count);
      if (updates.length > 0 || patienceS <= 0) return updates;
      return wait(from, count, { timeoutMs: patienceS * 1000, hungUp });
    },
    conflict,
    endByWebhook: () => waiting?.conflict(WEBHOOK_SET),
    close: () => waiting?.finish([]),
    get isWaiting() {
      return waiting !== undefined;
    },
  };
}

interface WaitRequest {
  readonly timeoutMs: number;
  readonly hungUp: AbortSignal;
}
