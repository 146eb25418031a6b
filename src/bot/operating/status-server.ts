import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';

export interface Health {
  /** Since Telegram last answered, milliseconds; undefined before the first time. */
  readonly lastContactMs: number | undefined;
  readonly inboxDepth: number;
  readonly library: string;
}

/** Without contact for this long something is wrong: a poll lasts 25 s. */
const SILENCE_MS = 90_000;

/**
 * `/healthz` (200, or 503 where Telegram has been silent) and `/metrics`, for the machine's own monitoring.
 *
 * @param isPolled webhooks are silent while nobody writes: silence proves nothing then
 */
export function createStatusServer(
  health: () => Health,
  metrics: Metrics,
  isPolled: boolean,
): Server {
  return createServer((request, response) => {
    if (request.url === '/healthz') return sendHealth(response, health(), isPolled);
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    return void sendMetrics(response, metrics);
  });
}

function sendHealth(response: ServerResponse, health: Health, isPolled: boolean): void {
  const { lastContactMs } = health;
  const isWell = !isPolled || (lastContactMs !== undefined && lastContactMs < SILENCE_MS);
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify({ status: isWell ? 'ok' : 'silent', ...health })}\n`);
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}
