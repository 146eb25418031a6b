import type {
  TelegramChat,
  TelegramInlineQueryResult,
  TelegramMessage,
  TelegramReactionType,
  TelegramUpdate,
} from '@gramio/types';
import type { Call } from './http/call.ts';
import type { Violation } from './violations.ts';

/** Everything that can be seen from outside, in the order it happened: what a chat page or a test watches. */
export type WorldEvent =
  | { readonly kind: 'message'; readonly message: TelegramMessage }
  /** A message that its receiver alone sees. */
  | { readonly kind: 'aside'; readonly message: TelegramMessage }
  | { readonly kind: 'edit'; readonly message: TelegramMessage }
  | { readonly kind: 'delete'; readonly chat: TelegramChat; readonly messageId: number }
  | { readonly kind: 'inline-edit'; readonly inlineMessageId: string }
  | {
      readonly kind: 'action';
      readonly chat: TelegramChat;
      readonly action: string;
      readonly topic: number | undefined;
    }
  | {
      readonly kind: 'reaction';
      readonly chat: TelegramChat;
      readonly messageId: number;
      readonly reactions: readonly TelegramReactionType[];
    }
  | {
      readonly kind: 'callback-answer';
      readonly queryId: string;
      readonly text: string | undefined;
      readonly alert: boolean;
      readonly url: string | undefined;
    }
  | {
      readonly kind: 'inline-answer';
      readonly queryId: string;
      readonly results: readonly TelegramInlineQueryResult[];
    }
  | { readonly kind: 'commands'; readonly scope: string; readonly language: string }
  | { readonly kind: 'chat'; readonly chat: TelegramChat }
  | { readonly kind: 'update'; readonly update: TelegramUpdate }
  /** A poll of the bot waits at the server. */
  | { readonly kind: 'polled' }
  /** The bot's webhook refused an update, and the next try is set. */
  | { readonly kind: 'push-refused'; readonly update: TelegramUpdate; readonly reason: string }
  | { readonly kind: 'confirmed'; readonly upTo: number }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'answered'; readonly call: Call }
  | { readonly kind: 'violation'; readonly violation: Violation }
  | { readonly kind: 'broken'; readonly reason: Error };

/** How long to wait, and for what, in the words of the failure. */
export interface Patience {
  /** Real milliseconds; 20 s unless told. */
  readonly withinMs?: number;
  readonly what: string;
  /** Looks again only after events of this kind; after all unless told. */
  readonly on?: WorldEvent['kind'];
}

/** The stream of happenings, and waiting on it. */
export interface Events {
  emit(event: WorldEvent): void;
  /** Calls `listener` for each event from now on; the returned function ends that. */
  subscribe(listener: (event: WorldEvent) => void): () => void;
  /**
   * What `look` returns as soon as it returns anything but undefined; it is asked now, and then after each event, which
   * it is given.
   * Rejects when patience ends, or at once when something broke (a violation in strict mode, a bot that died).
   */
  until<T>(look: (event?: WorldEvent) => T | undefined, patience: Patience): Promise<T>;
}

/** Long for a test, short for a busy machine. */
const PATIENCE_MS = 20_000;

/** An empty stream. `describe` tells, for a failure's message, what happened lately. */
export function createEvents(describe: () => string): Events {
  const listeners = new Set<(event: WorldEvent) => void>();
  const subscribe = (listener: (event: WorldEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe,
    until(look, { withinMs = PATIENCE_MS, what, on }) {
      const present = look();
      if (present !== undefined) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          stop();
          settle();
        };
        const timer = setTimeout(() => {
          const failure = new Error(`Waited ${withinMs} ms for ${what}.\n${describe()}`);
          end(() => reject(failure));
        }, withinMs);
        const stop = subscribe((event) => {
          if (event.kind === 'broken') end(() => reject(event.reason));
          const value = on === undefined || on === event.kind ? look(event) : undefined;
          if (value !== undefined) end(() => resolve(value));
        });
      });
    },
  };
}
