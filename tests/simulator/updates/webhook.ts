import type { SetWebhookParams, TelegramUpdate, TelegramWebhookInfo } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import type { World } from '../world/records.ts';

/** The first pause after a refused delivery; it doubles up to the longest (telegram.md §2.2: 60 to 120 s). */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** A delivery that takes longer counts as refused. */
const DELIVERY_TIMEOUT_MS = 60_000;
const DEFAULT_CONNECTIONS = 40;

/** Pushing updates to the bot's own HTTP server. */
export interface Webhook {
  set(params: SetWebhookParams): void;
  remove(): void;
  /** Empty when none is set. */
  url(): string;
  info(): TelegramWebhookInfo;
  close(): void;
}

interface Target {
  readonly url: string;
  readonly secret: string | undefined;
  readonly connections: number;
  readonly abort: AbortController;
  lastError: { readonly date: number; readonly words: string } | undefined;
}

/** A method that the bot's reply asks for, in place of a request of its own. */
export type ReplyAsRequest = (method: string, params: Readonly<Record<string, unknown>>) => void;

/** No webhook yet. */
export function createWebhook(
  { queue, clock, events }: Pick<World, 'queue' | 'clock' | 'events'>,
  onReply: ReplyAsRequest,
): Webhook {
  let target: Target | undefined;
  /** Updates under way or waiting for their next try, with the lane they occupy. */
  const underWay = new Map<number, string>();
  let repeats: TelegramUpdate[] = [];

  const forget = (): void => {
    target?.abort.abort();
    target = undefined;
    underWay.clear();
  };
  queue.onPush(() => setImmediate(pump));
  return {
    set(params) {
      forget();
      target = targetOf(params);
      pump();
    },
    remove: forget,
    url: () => target?.url ?? '',
    info: () => ({
      url: target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: queue.size,
      ...(target && { max_connections: target.connections }),
      ...(target?.lastError && {
        last_error_date: target.lastError.date,
        last_error_message: target.lastError.words,
      }),
      ...(queue.allowed().length > 0 && {
        allowed_updates: [...queue.allowed()] as NonNullable<
          TelegramWebhookInfo['allowed_updates']
        >,
      }),
    }),
    close: forget,
  };

  /** Updates of one chat or person go one after another, others at the same time (telegram.md §2.2). */
  function pump(): void {
    if (!target) return;
    const busy = new Set(underWay.values());
    repeats.push(...queue.takeRepeats());
    for (const update of [...repeats, ...queue.read(0, Infinity)]) {
      const lane = laneOf(update);
      if (underWay.has(update.update_id)) continue;
      if (underWay.size >= target.connections) return;
      if (busy.has(lane)) continue;
      busy.add(lane);
      underWay.set(update.update_id, lane);
      void attempt(target, update, FIRST_PAUSE_MS);
    }
  }

  async function attempt(to: Target, update: TelegramUpdate, pauseMs: number): Promise<void> {
    const outcome = await push(to, update);
    if (to !== target) return;
    if (outcome.kind === 'taken') {
      underWay.delete(update.update_id);
      repeats = repeats.filter((each) => each !== update);
      queue.take(update.update_id);
      if (outcome.reply) onReply(outcome.reply.method, outcome.reply.params);
      pump();
      return;
    }
    to.lastError = { date: clock.seconds(), words: outcome.words };
    const next = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    clock.after(outcome.retryAfterMs ?? pauseMs, () => {
      if (to === target) void attempt(to, update, next);
    });
    events.emit({ kind: 'push-refused', update, reason: outcome.words });
  }
}

function targetOf(params: SetWebhookParams): Target {
  // Telegram wants HTTPS; the simulator's bots live on this machine, where plain HTTP says as much.
  if (!/^https?:\/\/\S+$/.test(params.url)) throw badRequest('bad webhook: invalid URL');
  return {
    url: params.url,
    secret: params.secret_token,
    connections: params.max_connections ?? DEFAULT_CONNECTIONS,
    abort: new AbortController(),
    lastError: undefined,
  };
}

type Delivery =
  | {
      readonly kind: 'taken';
      readonly reply: { method: string; params: Readonly<Record<string, unknown>> } | undefined;
    }
  | { readonly kind: 'refused'; readonly words: string; readonly retryAfterMs: number | undefined };

async function push(to: Target, update: TelegramUpdate): Promise<Delivery> {
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(to.secret !== undefined && { 'x-telegram-bot-api-secret-token': to.secret }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([to.abort.signal, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]),
    });
    const body = await response.text();
    if (response.ok) return { kind: 'taken', reply: replyIn(body) };
    const words = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
    return { kind: 'refused', words, retryAfterMs };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { kind: 'refused', words, retryAfterMs: undefined };
  }
}

/** "reply directly and perform a request": https://core.telegram.org/bots/api#making-requests-when-getting-updates */
function replyIn(body: string): { method: string; params: Record<string, unknown> } | undefined {
  try {
    const { method, ...params } = JSON.parse(body) as Record<string, unknown>;
    return typeof method === 'string' ? { method, params } : undefined;
  } catch {
    return undefined;
  }
}

function laneOf(update: TelegramUpdate): string {
  const message = update.message ?? update.edited_message ?? update.channel_post;
  const from = update.inline_query ?? update.callback_query ?? update.chosen_inline_result;
  if (message) return `chat ${message.chat.id}`;
  return from ? `person ${from.from.id}` : `update ${update.update_id}`;
}
