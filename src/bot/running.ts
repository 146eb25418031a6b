import { setMaxListeners } from 'node:events';
import { Api, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Ask } from '../retrieval/answer.ts';
import { ALLOWED_UPDATES, createBot } from './bot.ts';
import { publishCommands } from './features/welcome.ts';
import { openAnswerMemory, openChatBook } from './inbox/chat-book.ts';
import { createDelivery, type Delivery } from './inbox/delivery.ts';
import { openInbox } from './inbox/inbox.ts';
import { createJournal } from './inbox/journal.ts';
import { lockState } from './inbox/lock.ts';
import { openState, type StateDatabase } from './inbox/state.ts';
import { newestInlineQueries } from './newest.ts';
import { createContact, type Contact } from './operating/contact.ts';
import { listening } from './operating/listening.ts';
import { type Logger, logObserver } from './operating/log.ts';
import type { Metrics } from './operating/metrics.ts';
import { createStatusServer } from './operating/status-server.ts';
import type { Observer } from './observer.ts';
import type { BotSettings } from './settings.ts';
import { basicRequests } from './telegram/basic-requests.ts';
import { createBudget } from './telegram/budget.ts';
import { systemClock } from './telegram/clock.ts';
import { connection } from './telegram/connection.ts';
import { insist, signalFor } from './telegram/insisting.ts';
import { poll } from './telegram/polling.ts';
import { sending } from './telegram/sending.ts';
import { createWebhook } from './telegram/webhook.ts';

/** What the bot answers from. */
export interface Retrieval {
  readonly ask: Ask;
  /** Titles of documents. */
  readonly topics: () => readonly string[];
  /** Names the library in use. */
  readonly libraryId: () => string;
  close(): Promise<void>;
}

export interface RunParts {
  readonly settings: BotSettings;
  readonly stateDir: string;
  readonly log: Logger;
  /** Opens the library, which may have to be built first. */
  readonly openRetrieval: () => Promise<Retrieval>;
  /** Aborted when the bot is to stop. */
  readonly stopping: AbortSignal;
}

/** What runs may take this long to end, milliseconds; the rest of the ten seconds is for closing. */
const FINISH_MS = 9000;

/** Old updates are forgotten this often. */
const COMPACT_EVERY_MS = 60 * 60_000;

/**
 * Runs the bot until it is told to stop, and lets what is being handled end.
 *
 * @throws StateError, TokenRefused, AnotherInstance, and what `openRetrieval` throws
 */
export async function runBot(parts: RunParts): Promise<void> {
  const unlock = lockState(parts.stateDir);
  const db = openState(parts.stateDir);
  try {
    await runWith(db, parts);
  } finally {
    db.close();
    unlock();
  }
}

async function runWith(db: StateDatabase, parts: RunParts): Promise<void> {
  const { log, stopping, openRetrieval } = parts;
  const desk = await openDesk(db, parts);
  const [me, retrieval] = await Promise.all([
    insist(desk.contact, () => identify(desk.api, stopping)),
    Promise.race([openRetrieval(), aborted(stopping)]),
  ]);
  if (!me || !retrieval) return;
  const delivery = startDelivery(db, { ...desk, ...parts, me, retrieval });
  log.info({ bot: me.username, library: retrieval.libraryId() }, 'ready');
  await serve(delivery, { ...desk, ...parts, me, retrieval });
  log.info({ waiting: delivery.depth() }, 'stopped');
  await retrieval.close();
}

/** Every bot has a username; servers for tests may not say it, and then nobody can mention the bot. */
async function identify(api: Api, stopping: AbortSignal): Promise<UserFromGetMe> {
  const me: UserFromGetMe & { username?: string } = await api.getMe(signalFor(stopping));
  return { ...me, username: me.username ?? '' };
}

/** What is there before anything is known of the bot. */
interface Desk {
  readonly api: Api;
  readonly contact: Contact;
  /** Undefined where nobody can ask for them. */
  readonly metrics: Metrics | undefined;
  readonly transformers: readonly Transformer[];
  /** Ends all waits to send, when time is up. */
  readonly hurry: AbortController;
  readonly depth: { current: () => number };
}

async function openDesk(db: StateDatabase, parts: RunParts): Promise<Desk> {
  const { settings, log, stopping } = parts;
  const hurry = new AbortController();
  setMaxListeners(0, hurry.signal); // as many as there are messages that wait
  const depth = { current: () => 0 };
  const metrics = await metricsFor(settings, () => depth.current());
  const sent = sending({
    clock: systemClock,
    budget: createBudget(systemClock),
    chats: openChatBook(db),
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

interface Staff extends Desk, RunParts {
  readonly me: UserFromGetMe;
  readonly retrieval: Retrieval;
}

function startDelivery(db: StateDatabase, staff: Staff): Delivery {
  const { settings, log, metrics, retrieval, me, depth } = staff;
  const logged = logObserver(log);
  const observer = metrics ? both(logged, metrics.observer) : logged;
  const newest = newestInlineQueries();
  const journal = createJournal(db);
  const bot = createBot({
    ...retrieval,
    settings,
    me,
    answers: openAnswerMemory(db, journal),
    chats: openChatBook(db),
    newest,
    observer,
    transformers: staff.transformers,
  });
  const inbox = openInbox({ db, journal, origin: `${me.id}@${settings.apiRoot}` });
  inbox.compact();
  setInterval(() => inbox.compact(), COMPACT_EVERY_MS).unref();
  const delivery = createDelivery({
    inbox,
    chats: openChatBook(db),
    handleUpdate: (update) => bot.handleUpdate(update),
    onArrival: (update) => newest.arrived(update),
    observer,
    maxAgeMs: settings.questionMaxAgeMs,
  });
  depth.current = () => delivery.depth();
  return delivery;
}

function both(one: Observer, other: Observer): Observer {
  return {
    answered(event) {
      one.answered(event);
      other.answered(event);
    },
    failed(event) {
      one.failed(event);
      other.failed(event);
    },
  };
}

/** Takes updates until the bot stops or can't go on; either way, what is being handled ends first. */
async function serve(delivery: Delivery, staff: Staff): Promise<void> {
  const closeStatus = await openStatus(delivery, staff);
  void publish(staff);
  try {
    if (staff.settings.webhook) await takePosts(delivery, staff);
    else await takePolls(delivery, staff);
  } finally {
    await finish(delivery, staff);
    await closeStatus();
  }
}

async function openStatus(delivery: Delivery, staff: Staff): Promise<() => Promise<void>> {
  const { settings, metrics, contact, retrieval } = staff;
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

async function takePolls(delivery: Delivery, { api, contact }: Staff): Promise<void> {
  await insist(contact, () => api.deleteWebhook());
  await poll({
    ...contact,
    api,
    allowedUpdates: ALLOWED_UPDATES,
    receive: (updates) => delivery.receive(updates),
  });
}

async function takePosts(delivery: Delivery, staff: Staff): Promise<void> {
  const { settings, api, contact, stopping } = staff;
  if (!settings.webhook) return;
  const { url, secret, port } = settings.webhook;
  const server = createWebhook({
    path: new URL(url).pathname,
    secret,
    receive: (updates) => delivery.receive(updates),
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

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** What is still being handled when time is up stays in the inbox for the next start. */
async function finish(delivery: Delivery, { hurry }: Staff): Promise<void> {
  const timer = setTimeout(() => hurry.abort(), FINISH_MS);
  await Promise.race([delivery.stop(), aborted(hurry.signal)]);
  clearTimeout(timer);
}

/** The list of commands is a convenience: without it the bot works as well. */
async function publish({ api, contact, log }: Staff): Promise<void> {
  try {
    await insist(contact, () => publishCommands(api));
  } catch (error) {
    log.warn({ err: error }, 'the list of commands could not be published');
  }
}
