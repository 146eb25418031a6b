import type { Update } from 'grammy/types';
import type { Journal } from './journal.ts';
import { eraseTraces, type StateDatabase } from './state.ts';

/** An update that waits for its answer. */
export interface WaitingUpdate {
  readonly update: Update;
  /** When it was first seen, milliseconds since the epoch. */
  readonly receivedMs: number;
}

/**
 * Updates between their arrival and their answer. One is on disk before Telegram is told that it arrived, and waits
 * until its answer was accepted; so each is answered at least once, whenever the process dies. It is answered twice only
 * if the process dies between Telegram's acceptance of the answer and `done`.
 */
export interface Inbox {
  /** Writes updates down, durably when it returns. @returns those never seen before */
  add(updates: readonly Update[]): WaitingUpdate[];
  /** Durable when it resolves. What the update said is erased. */
  done(updateId: number): Promise<void>;
  /** All that was not done, oldest first. */
  waiting(): WaitingUpdate[];
  /** Forgets what is too old to be delivered again, and gives its room back. */
  compact(): void;
}

/** Telegram delivers no update that is older than a day; twice that, for clocks. Milliseconds. */
const REMEMBERED_MS = 48 * 60 * 60_000;

const FINISH = 'UPDATE updates SET done_ms = ?, body = NULL WHERE id = ?';

interface Row {
  readonly body: string;
  readonly received_ms: number;
}

export interface InboxParts {
  readonly db: StateDatabase;
  readonly journal: Journal;
  /** Whose updates these are (bot and server): ids of another one's mean nothing here. */
  readonly origin: string;
  readonly now?: () => number;
}

export function openInbox({ db, journal, origin, now = Date.now }: InboxParts): Inbox {
  forgetOthers(db, origin);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO updates (id, received_ms, body) VALUES (?, ?, ?)',
  );
  const select = db.prepare(
    'SELECT body, received_ms FROM updates WHERE done_ms IS NULL ORDER BY id',
  );
  const insertNew = db.transaction((updates: readonly Update[], receivedMs: number) =>
    updates.filter(
      (update) => insert.run(update.update_id, receivedMs, JSON.stringify(update)).changes > 0,
    ),
  );
  return {
    add(updates) {
      const receivedMs = now();
      const fresh = insertNew(updates, receivedMs);
      return fresh.map((update) => ({ update, receivedMs }));
    },
    done: (updateId) => journal.write({ sql: FINISH, values: [now(), updateId] }),
    waiting() {
      return select.all().map((row) => waitingOf(row as Row));
    },
    compact() {
      db.prepare('DELETE FROM updates WHERE done_ms < ?').run(now() - REMEMBERED_MS);
      eraseTraces(db);
    },
  };
}

/** The bodies were written by `add`, and SQLite checks its pages. */
function waitingOf({ body, received_ms: receivedMs }: Row): WaitingUpdate {
  return { update: JSON.parse(body) as Update, receivedMs };
}

/** Tables that name updates or messages by their numbers. */
const NUMBERED_BY_TELEGRAM = ['updates', 'answers', 'asked', 'votes', 'judged'];

function forgetOthers(db: StateDatabase, origin: string): void {
  const known = db.prepare("SELECT value FROM facts WHERE name = 'origin'").get() as
    { readonly value: string } | undefined;
  if (known?.value === origin) return;
  db.transaction(() => {
    for (const table of NUMBERED_BY_TELEGRAM) db.exec(`DELETE FROM ${table}`);
    db.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('origin', ?)").run(origin);
  })();
}
