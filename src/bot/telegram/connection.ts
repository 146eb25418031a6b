import type { ApiClientOptions } from 'grammy';
import { TelegramUnreachable } from './errors.ts';

/** How long Telegram holds a poll without updates, seconds; it takes at most 50. */
export const POLL_SECONDS = 25;

/** A poll on a dead connection ends this long after its time: a live one would have been answered. */
const POLL_GRACE_MS = 5000;

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
export function connection(): Fetch {
  const call = async (url: string, init: RequestInit): Promise<Response> => {
    const method = url.slice(url.lastIndexOf('/') + 1);
    const response = await attempt(method, () =>
      globalThis.fetch(url, boundedInTime(method, init)),
    );
    if (response.status >= 500 && !isJson(response)) {
      throw new TelegramUnreachable(method, 'no', `HTTP ${response.status}`);
    }
    const body = await attempt(method, () => response.text());
    return {
      json: () => attempt(method, async (): Promise<unknown> => JSON.parse(body)),
    } as Response;
  };
  return call as unknown as Fetch;
}

function boundedInTime(method: string, init: RequestInit): RequestInit {
  const { method: verb = 'POST', headers, body, signal } = init;
  const timeoutMs = method === 'getUpdates' ? POLL_SECONDS * 1000 + POLL_GRACE_MS : CALL_TIMEOUT_MS;
  const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [native(signal)] : [])];
  return {
    method: verb,
    ...(headers && { headers }),
    ...(body && { body, duplex: 'half' }),
    signal: AbortSignal.any(signals),
  };
}

/** grammY's signals are of another make, which Node's fetch refuses. */
function native(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
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
