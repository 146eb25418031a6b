import { Api, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { openChatBook } from './inbox/chat-book.ts';
import type { Store } from './inbox/store.ts';
import { createContact, type Contact } from './operating/contact.ts';
import type { Metrics } from './operating/metrics.ts';
import type { RunParts } from './run-parts.ts';
import type { BotSettings } from './settings.ts';
import { basicRequests } from './telegram/basic-requests.ts';
import { createBudget } from './telegram/budget.ts';
import { systemClock } from './telegram/clock.ts';
import { connection } from './telegram/connection.ts';
import { insist, signalFor } from './telegram/insisting.ts';
import { sending } from './telegram/sending.ts';

/** What is there before anything is known of the bot. */
export interface Desk {
  readonly api: Api;
  readonly contact: Contact;
  /** Undefined where nobody can ask for them. */
  readonly metrics: Metrics | undefined;
  readonly transformers: readonly Transformer[];
  /** Ends all waits to send, when time is up. */
  readonly hurry: AbortController;
  readonly depth: { current: () => number };
}

/** Opens the way to Telegram: every call within the budget, and its failures without anything secret in them. */
export async function openDesk(
  store: Store,
  hurry: AbortController,
  parts: RunParts,
): Promise<Desk> {
  const { settings, log, stopping } = parts;
  const depth = { current: () => 0 };
  const metrics = await metricsFor(settings, () => depth.current());
  const sent = sending({
    clock: systemClock,
    budget: createBudget(systemClock),
    chats: openChatBook(store),
    stopping: hurry.signal,
    onRetry(event) {
      metrics?.countRetry(event);
      log.debug(event, 'sending again');
    },
  });
  const api = new Api(settings.token, { apiRoot: settings.apiRoot, fetch: connection() });
  const transformers = settings.isBasicApi ? [basicRequests(), sent] : [sent];
  api.config.use(...transformers);
  const contact = createContact({ log, clock: systemClock, stopping });
  return { api, contact, metrics, transformers, hurry, depth };
}

/** Loaded only where it is wanted: it takes a quarter of a second, and a mistake in the token is to be told at once. */
async function metricsFor(
  { metricsPort }: BotSettings,
  inboxDepth: () => number,
): Promise<Metrics | undefined> {
  if (metricsPort === undefined) return undefined;
  const { createMetrics } = await import('./operating/metrics.ts');
  return createMetrics(inboxDepth);
}

/**
 * Who the bot is; undefined where it was stopped before Telegram said so.
 *
 * @throws TokenRefused
 */
export function identify({ api, contact }: Desk): Promise<UserFromGetMe | undefined> {
  return insist(contact, async () => {
    // Every bot has a username; servers for tests may not say it, and then nobody can mention the bot.
    const me: UserFromGetMe & { username?: string } = await api.getMe(signalFor(contact.stopping));
    return { ...me, username: me.username ?? '' };
  });
}
