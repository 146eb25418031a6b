import type { ApiClientOptions } from 'grammy';
import { TelegramUnreachable } from './errors.ts';

/** How long Telegram holds a poll without updates, seconds; it takes at most 50. */
export const POLL_SECONDS = 25;

/** A poll on a dead connection ends five seconds after its time: a live one would have been answered. */
const POLL_TIMEOUT_MS = POLL_SECONDS * 1000 + 5000;

/** Other calls are answered within a second or two. */
const CALL_TIMEOUT_MS = 20_000;

/** Failures before the request left: it is certain that Telegram did not take it. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Fetch = NonNullable<ApiClientOptions['fetch']>;

/** Node's own fetch for grammY: bounded in time, and its failures name no address, since that holds the token. */
export function connection(callTimeoutMs = CALL_TIMEOUT_MS): Fetch {
  const call = (url: string, init: RequestInit): Promise<Response> => {
    const method = url.slice(url.lastIndexOf('/') + 1);
    const timeoutMs = method === 'getUpdates' ? POLL_TIMEOUT_MS : callTimeoutMs;
    return boundedInTime(timeoutMs, init, (bounded) => exchange(method, url, bounded));
  };
  return call as unknown as Fetch;
}

async function exchange(method: string, url: string, init: RequestInit): Promise<Response> {
  const response = await attempt(method, () => globalThis.fetch(url, init));
  if (response.status >= 500 && !isJson(response)) {
    throw new TelegramUnreachable(method, 'no', `HTTP ${response.status}`);
  }
  const body = await attempt(method, () => response.text());
  const json = () => attempt(method, async (): Promise<unknown> => JSON.parse(body));
  return { json } as Response;
}

/**
 * Ends a call when its time is up or grammY's signal is aborted. That signal is of another make, which Node's fetch refuses.
 *
 * A timer of our own, since those of AbortSignal.timeout are collected as garbage when only AbortSignal.any holds them:
 * a call on a dead connection then never ended (seen here on Node 20.20; https://github.com/nodejs/node/issues/57736).
 */
async function boundedInTime<T>(
  timeoutMs: number,
  { method: verb = 'POST', headers, body, signal }: RequestInit,
  work: (init: RequestInit) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    // `duplex`, which streamed bodies need, is missing in Node's types.
    const given = { ...(headers && { headers }), ...(body && { body, duplex: 'half' as const }) };
    return await work({ method: verb, ...given, signal: controller.signal } as RequestInit);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') === true;
}

async function attempt<T>(method: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const reason = reasonOf(error);
    throw new TelegramUnreachable(method, NOT_SENT.has(reason) ? 'no' : 'perhaps', reason);
  }
}

/** An error's code or name: never its message, which may hold the address or the reply. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return error.name;
}
