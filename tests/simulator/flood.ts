import { BotApiError } from './bot-api-error.ts';
import type { Clock } from './clock.ts';
import type { Call } from './http/call.ts';

interface Budget {
  readonly count: number;
  readonly windowMs: number;
}

/**
 * Telegram's limits on sending; the exact ones are not published (https://core.telegram.org/bots/faq, telegram.md §2.1):
 * about one message a second in a chat with short bursts, 20 a minute in a group, 30 a second in all.
 * Edits count as messages (about 20 a minute were measured in groups); typing counts in the whole only.
 */
const BUDGETS = {
  chat: { count: 5, windowMs: 5000 },
  group: { count: 20, windowMs: 60_000 },
  all: { count: 30, windowMs: 1000 },
} as const satisfies Readonly<Record<string, Budget>>;

const MESSAGES: ReadonlySet<string> = new Set([
  'sendMessage',
  'sendDocument',
  'editMessageText',
  'editMessageReplyMarkup',
]);
const COUNTED: ReadonlySet<string> = new Set([...MESSAGES, 'sendChatAction', 'setMessageReaction']);

/** The limits on sending, off until a test turns them on. */
export interface Flood {
  isEnforced: boolean;
  /** How many requests were refused so far. */
  readonly refusals: number;
  /** Counts a request; throws 429 with `retry_after` when there are too many. */
  count(call: Call): void;
}

/** Limits that nothing was counted against yet. */
export function createFlood(clock: Clock): Flood {
  const sent = new Map<string, number[]>();
  let refusals = 0;
  /** Milliseconds until there is room in this lane; 0 when there is. */
  const waitFor = (lane: string, { count, windowMs }: Budget): number => {
    const recent = (sent.get(lane) ?? []).filter((at) => at > clock.now() - windowMs);
    sent.set(lane, recent);
    return recent.length < count ? 0 : (recent[0] ?? 0) + windowMs - clock.now();
  };
  const flood: Flood = {
    isEnforced: false,
    get refusals() {
      return refusals;
    },
    count(call) {
      if (!flood.isEnforced || !COUNTED.has(call.method)) return;
      const lanes = lanesOf(call);
      const waitMs = Math.max(...lanes.map(([lane, budget]) => waitFor(lane, budget)));
      if (waitMs <= 0) {
        for (const [lane] of lanes) sent.set(lane, [...(sent.get(lane) ?? []), clock.now()]);
        return;
      }
      refusals++;
      const retryAfterS = Math.ceil(waitMs / 1000);
      throw new BotApiError(429, `Too Many Requests: retry after ${retryAfterS}`, 'world', {
        retry_after: retryAfterS,
      });
    },
  };
  return flood;
}

function lanesOf({ method, params }: Call): readonly (readonly [string, Budget])[] {
  const all = ['all', BUDGETS.all] as const;
  const chatId = params['chat_id'];
  if (!MESSAGES.has(method) || typeof chatId !== 'number') return [all];
  const chat = [`chat ${chatId}`, BUDGETS.chat] as const;
  return chatId > 0 ? [all, chat] : [all, chat, [`group ${chatId}`, BUDGETS.group]];
}
