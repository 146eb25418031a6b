import { setMaxListeners } from 'node:events';
import type { UserFromGetMe } from 'grammy/types';
import { openBooks } from './books.ts';
import { createBot } from './bot.ts';
import { type Desk, identify, openDesk } from './desk.ts';
import { followMove } from './features/membership.ts';
import { publishCommands } from './features/welcome.ts';
import { createDelivery, type Delivery } from './inbox/delivery.ts';
import { type Inbox, openInbox } from './inbox/inbox.ts';
import { createJournal, type Journal } from './inbox/journal.ts';
import { lockState } from './inbox/lock.ts';
import { moveToShared } from './inbox/move-to-shared.ts';
import { patientStore } from './inbox/patient-store.ts';
import { SHARED_STEPS } from './inbox/shared-tables.ts';
import { sqliteStore } from './inbox/sqlite-store.ts';
import { eraseTraces, openState, type StateDatabase } from './inbox/state.ts';
import type { Store } from './inbox/store.ts';
import { openAudit } from './maintaining/audit.ts';
import { type Maintaining, openMaintaining } from './maintaining/maintaining.ts';
import { publishMaintainersCommands } from './maintaining/commands.ts';
import { newestInlineQueries } from './newest.ts';
import type { Observer } from './observer.ts';
import { logObserver } from './operating/log.ts';
import type { Retrieval, RunParts, Shared, SharingBot } from './run-parts.ts';
import { aborted, openStatus, takeUpdates } from './serving.ts';
import { systemClock } from './telegram/clock.ts';
import { insist } from './telegram/insisting.ts';

/** What runs may take this long to end, milliseconds; the rest of the ten seconds is for closing. */
const FINISH_MS = 9000;

/** For so long at most, milliseconds. */
const TRACES_STAY_MS = 10_000;

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
    const shared = await parts.openShared?.(sharingBot(parts));
    try {
      await runWith(db, shared, parts);
    } finally {
      await shared?.close();
    }
  } finally {
    db.close();
    unlock();
  }
}

function sharingBot(parts: RunParts): SharingBot {
  return { botId: parts.settings.botId, origin: originOf(parts), steps: SHARED_STEPS };
}

async function runWith(
  db: StateDatabase,
  shared: Shared | undefined,
  parts: RunParts,
): Promise<void> {
  const { log, stopping, openRetrieval } = parts;
  const hurry = new AbortController();
  setMaxListeners(0, hurry.signal); // as many as there are messages that wait
  const journal = createJournal(db);
  const store = shared
    ? patientStore({ ...shared, clock: systemClock, stopping: hurry.signal })
    : sqliteStore(db, journal);
  if (shared) await beginSharing(db, shared);
  const desk = await openDesk(store, hurry, parts);
  const [me, retrieval] = await Promise.all([
    identify(desk),
    Promise.race([openRetrieval(), aborted(stopping)]),
  ]);
  if (!me || !retrieval) return;
  const books = openBooks(db, store, parts.settings);
  const maintaining = maintainingOf(db, store, { ...desk, ...parts, retrieval, books });
  const staff = { ...desk, ...parts, me, retrieval, claims: shared?.claims, books, maintaining };
  const delivery = await startDelivery(db, journal, staff);
  log.info({ bot: me.username, library: retrieval.libraryId() }, 'ready');
  await maintaining?.start();
  await serve(delivery, staff);
  log.info({ waiting: delivery.depth() }, 'stopped');
  await retrieval.close();
}

/** Whoever is forgotten at another instance has left updates here: they are erased when done, and their traces soon after. */
async function beginSharing(db: StateDatabase, { store }: Shared): Promise<void> {
  await moveToShared(db, store);
  setInterval(() => db.open && eraseTraces(db), TRACES_STAY_MS).unref();
}

/** Names a bot's updates: those of another bot or server have the same numbers. */
function originOf({ settings }: Pick<RunParts, 'settings'>): string {
  return `${settings.botId}@${settings.apiRoot}`;
}

interface Staff extends Desk, RunParts {
  readonly me: UserFromGetMe;
  readonly retrieval: Retrieval;
  readonly books: ReturnType<typeof openBooks>;
  readonly claims: Shared['claims'] | undefined;
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
