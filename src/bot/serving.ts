import { ALLOWED_UPDATES } from './bot.ts';
import type { Desk } from './desk.ts';
import type { Delivery } from './inbox/delivery.ts';
import { listening } from './operating/listening.ts';
import { createStatusServer } from './operating/status-server.ts';
import type { Retrieval, RunParts } from './run-parts.ts';
import { insist } from './telegram/insisting.ts';
import { poll } from './telegram/polling.ts';
import { createWebhook } from './telegram/webhook.ts';

/** Whoever takes updates in. */
export interface Porter extends Desk, RunParts {
  readonly retrieval: Pick<Retrieval, 'libraryId'>;
}

/** Takes updates, by polls or posts, until the bot stops or can't go on. */
export async function takeUpdates(delivery: Delivery, porter: Porter): Promise<void> {
  if (porter.settings.webhook) await takePosts(delivery, porter);
  else await takePolls(delivery, porter);
}

async function takePolls(delivery: Delivery, { api, contact }: Porter): Promise<void> {
  await insist(contact, () => api.deleteWebhook());
  await poll({
    ...contact,
    api,
    allowedUpdates: ALLOWED_UPDATES,
    receive: (updates) => delivery.receive(updates),
    isFull: () => delivery.isFull(),
  });
}

async function takePosts(delivery: Delivery, porter: Porter): Promise<void> {
  const { settings, api, contact, stopping } = porter;
  if (!settings.webhook) return;
  const { url, secret, port } = settings.webhook;
  const server = createWebhook({
    path: new URL(url).pathname,
    secret,
    receive: (updates) => delivery.receive(updates),
    isFull: () => delivery.isFull(),
    onContact: contact.onContact,
  });
  const close = await listening(server, { port, host: undefined });
  try {
    const options = { secret_token: secret, allowed_updates: ALLOWED_UPDATES };
    await insist(contact, () => api.setWebhook(url, options));
    await aborted(stopping);
  } finally {
    await close();
  }
}

/** Opens the port of /healthz and /metrics where there is to be one. @returns what closes it */
export async function openStatus(delivery: Delivery, porter: Porter): Promise<() => Promise<void>> {
  const { settings, metrics, contact, retrieval } = porter;
  const { metricsPort: port } = settings;
  if (!metrics || port === undefined) return async () => {};
  const health = () => ({
    lastContactMs: contact.lastContactMs(),
    inboxDepth: delivery.depth(),
    library: retrieval.libraryId(),
  });
  const server = createStatusServer(health, metrics, settings.webhook === undefined);
  return listening(server, { port, host: '127.0.0.1' });
}

/** Resolves when a signal is aborted. */
export function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
