import type { Clock } from './clock.ts';
import { createLine, type Line } from './line.ts';

/** How often the bot may speak: at most `limit` times within any `windowMs`. */
interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * Telegram's limits, from its FAQ (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): one
 * message a second in a chat with short bursts, 20 a minute in a group, 30 a second in all. The burst of three lets an
 * answer follow its own typing sign at once, and the next question's too.
 */
const PER_CHAT: Rate = { limit: 3, windowMs: 3000 };
const PER_GROUP: Rate = { limit: 20, windowMs: 60_000 };
const OVERALL: Rate = { limit: 30, windowMs: 1000 };

/** Telegram counts when a message reaches it, a little later than it was sent: windows are this much longer. */
const MARGIN_MS = 100;

/** What may be sent, and when. Everything that appears in a chat counts: messages, edits, typing. */
export interface Budget {
  /**
   * Waits until the chat may be written to, in the order of asking, and counts it.
   *
   * @param isHurried goes before whatever waits for other chats
   * @returns to be called when Telegram has answered, since it may have counted the message as late as that
   * @throws Stopping
   */
  turn(chatId: number, signal: AbortSignal, isHurried?: boolean): Promise<() => void>;
  /** Counts it and says true where it delays nothing that may follow; for what is not worth a wait. */
  takeSpare(chatId: number): boolean;
  /** Telegram wants silence in a chat. */
  pause(chatId: number, ms: number): void;
}

/** Something that was sent. */
interface Sent {
  readonly sentMs: number;
  /** The latest that Telegram may have counted it, as far as known; milliseconds since the epoch. */
  atMs: number;
  /** Telegram hasn't answered: it may count it as late as now. */
  isOnItsWay: boolean;
}

interface ChatBudget {
  /** Groups and channels have negative ids. */
  readonly rates: readonly Rate[];
  readonly sent: Sent[];
  pausedUntil: number;
  /** Resolves when whoever asked last has had a turn. */
  lastTurn: Promise<unknown>;
  waiting: number;
}

interface Ledger {
  readonly clock: Clock;
  readonly chats: Map<number, ChatBudget>;
  /** What was last sent to any chat. */
  readonly overall: Sent[];
  /** Of those whose chats may be written to. */
  readonly line: Line;
}

/** Requests that take longer than this hang, and no longer keep others back: milliseconds. */
const LONGEST_WAY_MS = 5000;

function isUncounted({ isOnItsWay, sentMs }: Sent, now: number): boolean {
  return isOnItsWay && now - sentMs < LONGEST_WAY_MS;
}

export function createBudget(clock: Clock): Budget {
  const overall: Sent[] = [];
  const waitMs = (): number => {
    const now = clock.now();
    for (const sent of overall) if (isUncounted(sent, now)) sent.atMs = now;
    return nextTime(overall, OVERALL) - now;
  };
  const line = createLine({ clock, waitMs });
  const ledger: Ledger = { clock, chats: new Map(), overall, line };
  return {
    async turn(chatId, signal, isHurried = false) {
      const chat = chatOf(ledger, chatId);
      chat.waiting++;
      const mine = chat.lastTurn.then(() => countWhenReady(ledger, chat, { isHurried, signal }));
      chat.lastTurn = mine.catch(() => {}).finally(() => chat.waiting--);
      const sent = await mine;
      sent.isOnItsWay = true;
      return () => {
        sent.isOnItsWay = false;
        sent.atMs = clock.now();
      };
    },
    takeSpare(chatId) {
      const chat = chatOf(ledger, chatId);
      const isSpare = chat.waiting === 0 && hasSpare(ledger, chat);
      if (isSpare) count(ledger, chat);
      return isSpare;
    },
    pause(chatId, ms) {
      const chat = chatOf(ledger, chatId);
      chat.pausedUntil = Math.max(chat.pausedUntil, clock.now() + ms);
    },
  };
}

/** Chats kept before those that have been quiet are forgotten. */
const MAX_CHATS = 5000;

function chatOf({ chats, clock }: Ledger, chatId: number): ChatBudget {
  const chat = chats.get(chatId) ?? newChat(chatId < 0 ? [PER_CHAT, PER_GROUP] : [PER_CHAT]);
  chats.set(chatId, chat);
  if (chats.size > MAX_CHATS) forgetQuiet(chats, clock.now());
  return chat;
}

function newChat(rates: readonly Rate[]): ChatBudget {
  return { rates, sent: [], pausedUntil: 0, lastTurn: Promise.resolve(), waiting: 0 };
}

async function countWhenReady(
  ledger: Ledger,
  chat: ChatBudget,
  options: { readonly isHurried: boolean; readonly signal: AbortSignal },
): Promise<Sent> {
  const { clock, line } = ledger;
  for (;;) {
    const waitMs = readyIn(chat) - clock.now();
    if (waitMs > 0) {
      await clock.sleep(waitMs, options.signal);
      continue;
    }
    const take = () => (readyIn(chat) <= clock.now() ? count(ledger, chat) : undefined);
    const sent = await line.enter(take, options);
    if (sent !== undefined) return sent;
  }
}

function readyAt({ overall }: Ledger, chat: ChatBudget): number {
  return Math.max(readyIn(chat), nextTime(overall, OVERALL));
}

/** As far as the chat alone is concerned. */
function readyIn({ rates, sent, pausedUntil }: ChatBudget): number {
  return Math.max(pausedUntil, ...rates.map((rate) => nextTime(sent, rate)));
}

/** Signs of life may take this share of what may be sent in all: a crowd's would delay its answers. */
const SPARE_SHARE = 2 / 3;

/** Whether the chat could be written to now and once more right after, with half of a group's minute left. */
function hasSpare(ledger: Ledger, chat: ChatBudget): boolean {
  const now = ledger.clock.now();
  if (readyAt(ledger, chat) > now) return false;
  const lately = ledger.overall.filter(({ atMs }) => atMs > now - OVERALL.windowMs).length;
  if (lately > OVERALL.limit * SPARE_SHARE) return false;
  return chat.rates.every(({ limit, windowMs }) => {
    const recent = chat.sent.filter(({ atMs }) => atMs > now - windowMs).length;
    return recent + 2 <= Math.max(2, limit / 2);
  });
}

function count({ clock, overall }: Ledger, chat: ChatBudget): Sent {
  const now = clock.now();
  const sent = { sentMs: now, atMs: now, isOnItsWay: false };
  record(chat.sent, sent, PER_GROUP.limit);
  record(overall, sent, OVERALL.limit);
  return sent;
}

/** When one more may be sent; 0 where it may be at any time. */
function nextTime(sent: readonly Sent[], { limit, windowMs }: Rate): number {
  if (sent.length < limit) return 0;
  const times = sent.map(({ atMs }) => atMs).sort((a, b) => a - b);
  return (times.at(-limit) ?? 0) + windowMs + MARGIN_MS;
}

function record(all: Sent[], sent: Sent, keep: number): void {
  all.push(sent);
  if (all.length > keep) all.shift();
}

function forgetQuiet(chats: Map<number, ChatBudget>, now: number): void {
  for (const [chatId, chat] of chats) {
    const isQuiet = chat.waiting === 0 && chat.pausedUntil < now;
    if (isQuiet && (chat.sent.at(-1)?.atMs ?? 0) < now - PER_GROUP.windowMs) chats.delete(chatId);
  }
}
