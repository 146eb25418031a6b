import type { UserFromGetMe } from 'grammy/types';
import { createBot } from './bot.ts';
import { type Desk, identify, openDesk } from './desk.ts';
import { publishCommands } from './features/welcome.ts';
import { openAnswerMemory, openChatBook } from './inbox/chat-book.ts';
import { createDelivery, type Delivery } from './inbox/delivery.ts';
import { openInbox } from './inbox/inbox.ts';
import { createJournal } from './inbox/journal.ts';
import { lockState } from './inbox/lock.ts';
import { openState, type StateDatabase } from './inbox/state.ts';
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
  const desk = await openDesk(db, parts);
  const [me, retrieval] = await Promise.all([
    identify(desk),
    Promise.race([openRetrieval(), aborted(stopping)]),
  ]);
  if (!me || !retrieval) return;
  const delivery = startDelivery(db, { ...desk, ...parts, me, retrieval });
  log.info({ bot: me.username, library: retrieval.libraryId() }, 'ready');
  await serve(delivery, { ...desk, ...parts, me, retrieval });
  log.info({ waiting: delivery.depth() }, 'stopped');
  await retrieval.close();
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
    await takeUpdates(delivery, staff);
  } finally {
    await finish(delivery, staff);
    await closeStatus();
  }
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
