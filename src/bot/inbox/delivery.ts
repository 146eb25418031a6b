import type { Update } from 'grammy/types';
import { BotError } from 'grammy';
import type { Observer } from '../observer.ts';
import { Stopping } from '../telegram/errors.ts';
import type { ChatBook } from '../telegram/persistence.ts';
import { type Claims, type Turn, takingTurns } from './claims.ts';
import type { Inbox, WaitingUpdate } from './inbox.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { isExpired } from './urgency.ts';

export interface DeliveryParts {
  readonly inbox: Inbox;
  /** Shared by the instances of the bot; undefined where there is one. */
  readonly claims?: Claims | undefined;
  readonly chats: Pick<ChatBook, 'goneAt'>;
  readonly handleUpdate: (update: Update) => Promise<void>;
  /** Told of every new update before its turn. */
  readonly onArrival: (update: Update) => void;
  readonly observer: Observer;
  readonly maxAgeMs: number;
  readonly now?: () => number;
}

/** Takes updates into the inbox, and sees that each is handled and crossed out. */
export interface Delivery {
  /** Durable when it returns; handling goes on by itself. */
  receive(updates: readonly Update[]): void;
  depth(): number;
  /** More should not be received now: it would only wait here instead of there. */
  isFull(): boolean;
  stop(): Promise<void>;
}

/** Updates that wait in memory: what can be answered in about two minutes, a few kilobytes each. */
const MAX_DEPTH = 3000;

/** What an earlier run left undone is handled first of all. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { inbox, onArrival } = parts;
  let isStopping = false;
  const turn = takingTurns(parts.claims, () => isStopping);
  const lanes = createLanes({ ...parts, handle: (waiting) => handle(waiting, parts, turn) });
  enter(inbox.waiting(), lanes, onArrival);
  return {
    receive(updates) {
      enter(inbox.add(updates), lanes, onArrival);
    },
    depth: () => lanes.depth(),
    isFull: () => lanes.depth() >= MAX_DEPTH,
    stop() {
      isStopping = true;
      return lanes.stop();
    },
  };
}

function enter(
  waiting: readonly WaitingUpdate[],
  lanes: Lanes,
  onArrival: (update: Update) => void,
): void {
  for (const { update } of waiting) onArrival(update);
  for (const one of waiting) lanes.add(one);
}

/** An update that failed is done too: the failure is reported, and trying it again would fail again. */
async function handle(waiting: WaitingUpdate, parts: DeliveryParts, turn: Turn): Promise<void> {
  const { inbox, handleUpdate, observer } = parts;
  const { update } = waiting;
  const isOurs = await turn.isOurs(waiting);
  if (isOurs === undefined) return;
  try {
    if (isOurs && (await isWanted(waiting, parts))) await handleUpdate(update);
  } catch (thrown) {
    const error = thrown instanceof BotError ? thrown.error : thrown;
    if (error instanceof Stopping) return;
    observer.failed({ updateId: update.update_id, error });
  }
  if (isOurs) await turn.done(update.update_id);
  await inbox.done(update.update_id);
}

/** Not where it has expired, nor where the bot was shown the door after the message was written. */
async function isWanted(
  waiting: WaitingUpdate,
  { chats, now = Date.now }: DeliveryParts,
): Promise<boolean> {
  const { update, receivedMs } = waiting;
  const chat = update.message?.chat ?? update.edited_message?.chat;
  const goneAt = chat && (await chats.goneAt(chat.id));
  return !isExpired(waiting, now()) && (goneAt === undefined || goneAt < receivedMs);
}
