import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Events } from '../simulator/events.ts';
import type { Call, CallOutcome } from '../simulator/http/call.ts';

/**
 * What lies between the bot and a Bot API server: requests and replies pass unchanged, are noted, and can be held up. It
 * makes up nothing: a server that tells nobody what it was sent is watched by it, and any server can be made slow.
 */
export interface Line {
  /** What `TELEGRAM_API_ROOT` is to be. */
  readonly apiRoot: string;
  /** Every request so far. */
  readonly calls: readonly Call[];
  /** From now on requests of this method that fit wait here, unseen by the server. */
  holds(method: string, fits?: (params: Call['params']) => boolean): Hold;
  close(): Promise<void>;
}

/** Requests that are held up. */
interface Hold {
  /** Resolves when one is here. */
  readonly arrived: Promise<void>;
  /** Resolves when the bot hung up on one: that one will never reach the server. */
  readonly hungUp: Promise<void>;
  /** Lets those go on that still wait, and holds no more. */
  release(): void;
}

/** Opens a line to the server at `serverRoot`; what passes is told to `events` as `call` and `answered`. */
export async function openLine(serverRoot: string, events: Pick<Events, 'emit'>): Promise<Line> {
  const calls: Call[] = [];
  const holds = new Set<OpenHold>();
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const hanging = new AbortController();
    response.once('close', () => hanging.abort());
    const body = await bodyOf(request);
    const call = callOf(request, body, { id: calls.length + 1, hungUp: hanging.signal });
    calls.push(call);
    events.emit({ kind: 'call', call });
    const hold = [...holds].find((one) => one.holds(call));
    await hold?.wait(call);
    if (call.hungUp.aborted) return;
    const reply = await forward(serverRoot, request, { body, signal: call.hungUp });
    call.outcome = outcomeOf(reply.text);
    events.emit({ kind: 'answered', call });
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.text);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls,
    holds(method, fits = () => true) {
      const hold = openHold(
        (call) => call.method === method && fits(call.params),
        () => holds.delete(hold),
      );
      holds.add(hold);
      return hold;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface OpenHold extends Hold {
  holds(call: Call): boolean;
  /** Until it is released, or the bot hangs up. */
  wait(call: Call): Promise<void>;
}

function openHold(holds: (call: Call) => boolean, onRelease: () => void): OpenHold {
  const arrived = event();
  const hungUp = event();
  const released = event();
  return {
    arrived: arrived.happened,
    hungUp: hungUp.happened,
    holds,
    wait(call) {
      arrived.happens();
      call.hungUp.addEventListener('abort', hungUp.happens);
      return Promise.race([released.happened, hungUp.happened]);
    },
    release() {
      onRelease();
      released.happens();
    },
  };
}

function event(): { readonly happened: Promise<void>; readonly happens: () => void } {
  let happens = (): void => undefined;
  const happened = new Promise<void>((resolve) => {
    happens = resolve;
  });
  return { happened, happens: () => happens() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** The bot sends JSON wherever it sends no file, and it sends none. */
function callOf(
  { url = '' }: IncomingMessage,
  body: Buffer,
  known: Pick<Call, 'id' | 'hungUp'>,
): Call {
  const params: unknown = body.length > 0 ? JSON.parse(body.toString()) : {};
  return {
    ...known,
    method: url.split('/').at(-1) ?? '',
    params: params as Call['params'],
    files: new Map(),
    at: Date.now(),
    outcome: undefined,
  };
}

async function forward(
  serverRoot: string,
  { method = 'POST', url = '', headers }: IncomingMessage,
  { body, signal }: { readonly body: Buffer; readonly signal: AbortSignal },
): Promise<{ readonly status: number; readonly text: string }> {
  const type = headers['content-type'] ?? 'application/json';
  const content = method === 'GET' ? {} : { body, headers: { 'content-type': type } };
  const reply = await fetch(`${serverRoot}${url}`, { method, signal, ...content });
  return { status: reply.status, text: await reply.text() };
}

function outcomeOf(text: string): CallOutcome {
  const reply: unknown = JSON.parse(text);
  const {
    ok,
    result,
    error_code: code,
    description,
  } = reply as {
    readonly ok: boolean;
    readonly result?: unknown;
    readonly error_code?: number;
    readonly description?: string;
  };
  return ok
    ? { kind: 'ok', result }
    : { kind: 'refused', code: code ?? 0, description: description ?? '' };
}
