import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Update } from 'grammy/types';

export interface WebhookParts {
  /** Path that Telegram posts to; others are not found. */
  readonly path: string;
  readonly secret: string;
  /** Must have the update on disk when it returns: the response confirms it. */
  readonly receive: (updates: readonly Update[]) => void;
  /** So many wait that no more are to be taken: Telegram posts them again. */
  readonly isFull: () => boolean;
  readonly onContact: () => void;
}

/** An update is a message of 4,096 characters and what it replies to; megabytes are of someone else. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Takes updates that Telegram posts. It only writes them down: Telegram sends again what is not confirmed soon, and
 * answering takes its time.
 */
export function createWebhook(parts: WebhookParts): Server {
  return createServer((request, response) => {
    statusFor(request, parts).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function statusFor(request: IncomingMessage, parts: WebhookParts): Promise<number> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== parts.path) return 404;
  if (request.method !== 'POST') return 405;
  if (!isSecret(request.headers['x-telegram-bot-api-secret-token'], parts.secret)) return 401;
  if (parts.isFull()) return 503;
  const body = await bodyOf(request);
  if (body === undefined) return 413;
  const update = updateIn(body);
  if (!update) return 400;
  parts.receive([update]);
  parts.onContact();
  return 200;
}

/** Compared by digest and in constant time: how long it takes tells nothing of how much was right. */
function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));
}

/** Undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** Whoever knows the secret is Telegram; its updates need no more than their id to be told from noise. */
function updateIn(body: string): Update | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const isUpdate =
      typeof parsed === 'object' &&
      parsed !== null &&
      'update_id' in parsed &&
      Number.isSafeInteger(parsed.update_id);
    return isUpdate ? (parsed as Update) : undefined;
  } catch {
    return undefined;
  }
}
