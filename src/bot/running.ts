import type { UserFromGetMe } from 'grammy/types';
import { openBooks } from './books.ts';
import { createBot } from './bot.ts';
import { type Desk, identify, openDesk } from './desk.ts';
import { followMove } from './features/membership.ts';
import { publishCommands } from './features/welcome.ts';
import type { Claims } from './inbox/claims.ts';
import { createDelivery, type Delivery } from './inbox/delivery.ts';
import { type Inbox, openInbox } from './inbox/inbox.ts';
import { createJournal, type Journal } from './inbox/journal.ts';
import { lockState } from './inbox/lock.ts';
import { sqliteStore } from './inbox/sqlite-store.ts';
import { openState, type StateDatabase } from './inbox/state.ts';
import type { Store } from './inbox/store.ts';
import { openAudit } from './maintaining/audit.ts';
import { type Maintaining, openMaintaining } from './maintaining/maintaining.ts';
import { publishMaintainersCommands } from './maintaining/commands.ts';
import { newestInlineQueries } from './newest.ts';
import type { Observer } from './observer.ts';
import { logObserver } from './operating/log.ts';
import type { Retrieval, RunParts } from './run-parts.ts';
import { aborted, openStatus, takeUpdates } from './serving.ts';
import { insist } from './telegram/insisting.ts';

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
  const journal = createJournal(db);
  const store = sqliteStore(db, journal);
  const desk = await openDesk(store, parts);
  const [me, retrieval] = await Promise.all([
    identify(desk),
    Promise.race([openRetrieval(), aborted(stopping)]),
  ]);
  if (!me || !retrieval) return;
  const books = openBooks(db, store, parts.settings);
  const maintaining = maintainingOf(db, store, { ...desk, ...parts, retrieval, books });
  const claims = await parts.openClaims?.(originOf({ me, ...parts }));
  const staff = { ...desk, ...parts, me, retrieval, claims, books, maintaining };
  const delivery = await startDelivery(db, journal, staff);
  log.info({ bot: me.username, library: retrieval.libraryId() }, 'ready');
  await maintaining?.start();
  await serve(delivery, staff);
  log.info({ waiting: delivery.depth() }, 'stopped');
  await claims?.close();
  await retrieval.close();
}

/** Names a bot's updates: those of another bot or server have the same numbers. */
function originOf({ me, settings }: Pick<Staff, 'me' | 'settings'>): string {
  return `${me.id}@${settings.apiRoot}`;
}

interface Staff extends Desk, RunParts {
  readonly me: UserFromGetMe;
  readonly retrieval: Retrieval;
  readonly books: ReturnType<typeof openBooks>;
  readonly claims: Claims | undefined;
  /** Undefined where nothing can be maintained. */
  readonly maintaining: Maintaining | undefined;
}

function maintainingOf(
  db: StateDatabase,
  store: Store,
  staff: Omit<Staff, 'me' | 'claims' | 'maintaining'>,
): Maintaining | undefined {
  const { retrieval, log, books } = staff;
  if (!retrieval.workshop) return undefined;
  const onError = (error: unknown) => log.error({ err: error }, 'maintaining failed');
  return openMaintaining({
    ...staff,
    ...books,
    db,
    store,
    workshop: retrieval.workshop,
    onError,
  });
}

async function startDelivery(db: StateDatabase, journal: Journal, staff: Staff): Promise<Delivery> {
  const { settings, log, metrics, retrieval, me, depth, books, maintaining } = staff;
  const counted = metrics ? [metrics.observer] : [];
  const observer = all([logObserver(log), ...counted, ...(maintaining?.observers ?? [])]);
  const newest = newestInlineQueries();
  const bot = createBot({
    ...retrieval,
    ...books,
    settings,
    me,
    audit: openAudit(staff.stateDir),
    newest,
    observer,
    maintaining: maintaining?.feature,
    transformers: staff.transformers,
  });
  const inbox = openInbox({ db, journal, origin: originOf(staff) });
  await keepCompact(inbox, staff);
  const delivery = createDelivery({
    inbox,
    claims: staff.claims,
    chats: books.chats,
    handleUpdate: (update) => bot.handleUpdate(update),
    onArrival(update) {
      newest.arrived(update);
      followMove(update, books.chats).catch((error: unknown) =>
        observer.failed({ updateId: update.update_id, error }),
      );
    },
    observer,
    maxAgeMs: settings.questionMaxAgeMs,
  });
  depth.current = () => delivery.depth();
  return delivery;
}

/** Forgets what is old, now and once in a while. */
async function keepCompact(inbox: Inbox, { books, log }: Pick<Staff, 'books' | 'log'>) {
  const compact = async (): Promise<void> => {
    await books.forgetOld();
    inbox.compact();
  };
  await compact();
  const onError = (error: unknown) => log.error({ err: error }, 'what is old stays for now');
  setInterval(() => void compact().catch(onError), COMPACT_EVERY_MS).unref();
}

function all(observers: readonly Observer[]): Observer {
  return {
    answered: (event) => observers.forEach((observer) => observer.answered(event)),
    failed: (event) => observers.forEach((observer) => observer.failed(event)),
  };
}

/** Takes updates until the bot stops or can't go on; either way, what is being handled ends first. */
async function serve(delivery: Delivery, staff: Staff): Promise<void> {
  const closeStatus = await openStatus(delivery, staff);
  void publish(staff);
  try {
    await takeUpdates(delivery, staff);
  } finally {
    await finish(delivery, staff);
    await closeStatus();
  }
}

/** What is still being handled when time is up stays in the inbox for the next start. */
async function finish(delivery: Delivery, { hurry, maintaining }: Staff): Promise<void> {
  const timer = setTimeout(() => hurry.abort(), FINISH_MS);
  const ended = Promise.all([delivery.stop(), maintaining?.stop()]);
  await Promise.race([ended, aborted(hurry.signal)]);
  clearTimeout(timer);
}

/** The list of commands is a convenience: without it the bot works as well. */
async function publish({ api, contact, log, settings, maintaining }: Staff): Promise<void> {
  try {
    await insist(contact, () => publishCommands(api));
    for (const id of maintaining ? settings.adminIds : []) {
      await insist(contact, () => publishMaintainersCommands(api, id, settings.access));
    }
  } catch (error) {
    log.warn({ err: error }, 'the list of commands could not be published');
  }
}
