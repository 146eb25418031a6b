import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';

/** Thrown where the state folder can't be used; the message says what to do. */
export class StateError extends Error {
  override name = 'StateError' as const;
}

/**
 * What the running bot must not lose, in one SQLite file.
 *
 * libsql, since Node 20 has no SQLite of its own and this one comes compiled from the npm registry (1.8 s to install,
 * against 66 s for better-sqlite3). It was chosen over a journal of our own for its torn-write safety and its queries. A commit is
 * on disk when it returns (WAL, synchronous=FULL): 4.5 ms here, whether for one update or for a hundred.
 */
export type StateDatabase = Database.Database;

/** Each step leads from one version of the file to the next; a step that has been released is never edited. */
const STEPS: readonly string[] = [
  `CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE updates (
     id INTEGER PRIMARY KEY,
     received_ms INTEGER NOT NULL,
     body TEXT,
     done_ms INTEGER
   );
   CREATE INDEX waiting_updates ON updates (id) WHERE done_ms IS NULL;
   CREATE TABLE answers (
     chat_id INTEGER NOT NULL,
     message_id INTEGER NOT NULL,
     answer_id INTEGER NOT NULL,
     digest TEXT NOT NULL,
     answered_ms INTEGER NOT NULL,
     PRIMARY KEY (chat_id, message_id)
   ) WITHOUT ROWID;
   CREATE TABLE chats (chat_id INTEGER PRIMARY KEY, moved_to INTEGER, gone_ms INTEGER);`,
  // For maintainers: files that they sent, what is to be done for them, and what was asked (src/bot/maintaining).
  `CREATE TABLE uploads (
     id TEXT PRIMARY KEY,
     chat_id INTEGER NOT NULL,
     message_id INTEGER NOT NULL,
     status_id INTEGER,
     person_id INTEGER NOT NULL,
     language TEXT NOT NULL,
     file_id TEXT NOT NULL,
     label TEXT NOT NULL,
     stated_bytes INTEGER,
     state TEXT NOT NULL,
     document TEXT,
     received_ms INTEGER NOT NULL,
     UNIQUE (chat_id, message_id)
   );
   CREATE TABLE jobs (
     id INTEGER PRIMARY KEY,
     task TEXT NOT NULL,
     chat_id INTEGER NOT NULL,
     status_id INTEGER,
     person_id INTEGER NOT NULL,
     language TEXT NOT NULL,
     state TEXT NOT NULL,
     asked_ms INTEGER NOT NULL
   );
   CREATE TABLE tallies (
     day TEXT NOT NULL,
     source TEXT NOT NULL,
     kind TEXT NOT NULL,
     under_ms INTEGER NOT NULL,
     count INTEGER NOT NULL,
     PRIMARY KEY (day, source, kind, under_ms)
   ) WITHOUT ROWID;
   CREATE TABLE unanswered (
     id INTEGER PRIMARY KEY,
     asked_ms INTEGER NOT NULL,
     why TEXT NOT NULL,
     question TEXT NOT NULL,
     model TEXT,
     vector TEXT
   );`,
  // Questions of late, for those that follow them (src/bot/asked.ts). One that edits its answer replaces itself.
  `CREATE TABLE asked (
     chat_id INTEGER NOT NULL,
     message_id INTEGER NOT NULL,
     answer_id INTEGER NOT NULL,
     person_id INTEGER NOT NULL,
     topic_id INTEGER NOT NULL,
     question TEXT NOT NULL,
     after_question TEXT NOT NULL,
     is_reply INTEGER NOT NULL,
     as_written INTEGER NOT NULL,
     asked_ms INTEGER NOT NULL,
     PRIMARY KEY (chat_id, message_id)
   ) WITHOUT ROWID;
   CREATE INDEX asked_by_answer ON asked (chat_id, answer_id);`,
  // What chats want of the bot (src/bot/groups), and who was let in (src/bot/access).
  `CREATE TABLE chat_settings (
     chat_id INTEGER PRIMARY KEY,
     length TEXT NOT NULL DEFAULT 'usual',
     speaks TEXT NOT NULL DEFAULT 'addressed',
     when_nothing TEXT NOT NULL DEFAULT 'line',
     language TEXT,
     folder TEXT,
     silent_until_ms INTEGER NOT NULL DEFAULT 0
   );
   CREATE TABLE listed (id INTEGER PRIMARY KEY, added_ms INTEGER NOT NULL);
   CREATE TABLE pairing_codes (
     digest TEXT PRIMARY KEY,
     expires_ms INTEGER NOT NULL
   ) WITHOUT ROWID;`,
  // What was quoted in answer to a question; votes on answers (src/bot/votes) and quotes that people keep (src/bot/saved).
  `ALTER TABLE asked ADD COLUMN kind TEXT NOT NULL DEFAULT 'found';
   ALTER TABLE asked ADD COLUMN shown TEXT NOT NULL DEFAULT '[]';
   CREATE TABLE votes (
     chat_id INTEGER NOT NULL,
     answer_id INTEGER NOT NULL,
     person_id INTEGER NOT NULL,
     vote TEXT NOT NULL,
     update_id INTEGER NOT NULL,
     voted_ms INTEGER NOT NULL,
     PRIMARY KEY (chat_id, answer_id, person_id)
   ) WITHOUT ROWID;
   CREATE TABLE judged (
     chat_id INTEGER NOT NULL,
     answer_id INTEGER NOT NULL,
     kind TEXT NOT NULL,
     judged_ms INTEGER NOT NULL,
     question TEXT,
     citation TEXT,
     document TEXT,
     sentence TEXT,
     unanswered_id INTEGER,
     PRIMARY KEY (chat_id, answer_id)
   ) WITHOUT ROWID;
   CREATE TABLE saved (
     id INTEGER PRIMARY KEY,
     person_id INTEGER NOT NULL,
     citation TEXT NOT NULL,
     quote TEXT NOT NULL,
     saved_ms INTEGER NOT NULL,
     used_ms INTEGER NOT NULL,
     UNIQUE (person_id, citation)
   );`,
  // What one person asked lately, in whatever chat (src/bot/inline/suggestions.ts).
  `CREATE INDEX asked_by_person ON asked (person_id, asked_ms);`,
];

/** Another process may look into the file (`npm run cases`): its locks last for milliseconds, and are waited for. */
const BUSY_MS = 5000;

/** @throws StateError where the file is damaged or of a newer version of the bot */
export function openState(stateDir: string): StateDatabase {
  mkdirSync(stateDir, { recursive: true });
  const file = path.join(stateDir, 'bot.db');
  try {
    const db = new Database(file);
    // Before the first table, or it has no effect: https://sqlite.org/pragma.html#pragma_auto_vacuum
    db.exec(
      'PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;',
    );
    // What is erased is overwritten: https://sqlite.org/pragma.html#pragma_secure_delete
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA secure_delete = ON;`);
    requireSound(db);
    migrate(db, file);
    return db;
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw new StateError(
      `The bot's state in ${file} can't be opened. Check that the disk has room and the folder may be written to; a damaged file can be moved away: questions that wait in it are lost then, and nothing else.`,
      { cause: error },
    );
  }
}

/**
 * The state for whoever only looks, also while the bot is running.
 *
 * @throws StateError where there is none, or it is of another version of the bot
 */
export function readState(stateDir: string): StateDatabase {
  const file = path.join(stateDir, 'bot.db');
  if (!existsSync(file)) {
    throw new StateError(
      `There is no ${file}: the bot has not run yet, or with another STATE_DIR.`,
    );
  }
  const db = new Database(file);
  db.exec(`PRAGMA query_only = ON; PRAGMA busy_timeout = ${BUSY_MS}`);
  if (Number(pragma(db, 'user_version')) === STEPS.length) return db;
  db.close();
  throw new StateError(
    `${file} is of another version of the bot. Start this version once (npm start), then try again.`,
  );
}

/** Empties the journal into the file, where what is erased is overwritten (PRAGMA secure_delete), and gives room back. */
export function eraseTraces(db: StateDatabase): void {
  db.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);');
}

function requireSound(db: StateDatabase): void {
  if (pragma(db, 'quick_check') !== 'ok') throw new Error('quick_check failed');
}

/** libsql's own `pluck` returns whole rows. */
function pragma(db: StateDatabase, name: 'quick_check' | 'user_version'): unknown {
  const row = db.prepare(`PRAGMA ${name}`).get() as Readonly<Record<string, unknown>> | undefined;
  return row?.[name];
}

function migrate(db: StateDatabase, file: string): void {
  const version = Number(pragma(db, 'user_version'));
  if (version > STEPS.length) {
    throw new StateError(
      `${file} was written by a newer version of the bot. Update the bot, or name another STATE_DIR.`,
    );
  }
  for (const [position, step] of STEPS.entries()) {
    if (position < version) continue;
    db.exec(`BEGIN; ${step} PRAGMA user_version = ${position + 1}; COMMIT;`);
  }
}
