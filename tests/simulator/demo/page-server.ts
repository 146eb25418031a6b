import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { ActionError, type Outcome } from './actions.ts';
import type { Change, Snapshot } from './feed.ts';
import { refusalOf, SAFE_HEADERS } from './guard.ts';

/** What the page's server stands on. */
export interface PageParts {
  /** 0 for any free port. */
  readonly port: number;
  snapshot(): Snapshot;
  /** Calls `listener` for each change from now on; the returned function ends that. */
  subscribe(listener: (change: Change) => void): () => void;
  /** @throws ActionError */
  perform(action: unknown): Promise<Outcome>;
}

/** The page's server, running. */
export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Thrown where the port of DEMO_PORT can't be had. */
class PortError extends Error {
  override name = 'PortError' as const;
}

/** Everything that the page consists of. Nothing else is served, whatever path is asked for. */
const FILES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/look.css': 'look.css',
  '/chat.css': 'chat.css',
  '/page.js': 'page.js',
  '/world.js': 'world.js',
  '/chats.js': 'chats.js',
  '/messages.js': 'messages.js',
  '/bubble.js': 'bubble.js',
  '/entities.js': 'entities.js',
  '/quote.js': 'quote.js',
  '/keyboard.js': 'keyboard.js',
  '/composer.js': 'composer.js',
  '/inline.js': 'inline.js',
  '/panel.js': 'panel.js',
  '/account.js': 'account.js',
  '/notices.js': 'notices.js',
  '/elements.js': 'elements.js',
  '/icon.svg': 'icon.svg',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** An action is a message at most: bytes. */
const MAX_BODY_BYTES = 128 * 1024;

/** Proxies and browsers end silent connections: milliseconds. */
const HEARTBEAT_MS = 15_000;

/** Serves the page on this machine only. */
export async function servePage(parts: PageParts): Promise<PageServer> {
  const server = createServer((request, response) => {
    serve(request, response, parts, portOf(server)).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { error: String(error) });
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portError(parts.port, error)));
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  parts: PageParts,
  port: number,
): Promise<void> {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
  const refusal = refusalOf(request, port);
  if (refusal) return sendJson(response, refusal.status, { error: refusal.reason });
  const [pathname = '/'] = (request.url ?? '/').split('?');
  if (request.method === 'POST' && pathname === '/act') return act(request, response, parts);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(response, 405, { error: 'Only GET, HEAD and POST /act are served.' });
  }
  if (pathname === '/feed') return feed(response, parts);
  const file = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
  if (file === undefined) return sendJson(response, 404, { error: 'There is no such file.' });
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.end(await readFile(new URL(`page/${file}`, import.meta.url)));
}

/** Server-sent events: the whole at first and after each reconnection, then what changes. */
function feed(response: ServerResponse, parts: PageParts): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  const send = (change: Change): void => void response.write(`data: ${JSON.stringify(change)}\n\n`);
  send(parts.snapshot());
  const unsubscribe = parts.subscribe(send);
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

async function act(
  request: IncomingMessage,
  response: ServerResponse,
  parts: PageParts,
): Promise<void> {
  const body = await bodyOf(request);
  if (body === undefined) return sendJson(response, 413, { error: 'That is too long to send.' });
  try {
    sendJson(response, 200, await parts.perform(parsed(body)));
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    // The rest is read all the same: who still sends does not hear an answer.
    if (bytes <= MAX_BODY_BYTES) pieces.push(piece);
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(pieces).toString('utf8');
}

/** Undefined, which is no action, for what is no JSON. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function portError(port: number, error: Error): PortError {
  return new PortError(
    `Port ${port} of this machine can't be used (${'code' in error ? String(error.code) : error.message}): set DEMO_PORT to another one, or leave it unset for any free port.`,
    { cause: error },
  );
}
