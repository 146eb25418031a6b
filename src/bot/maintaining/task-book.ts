import type { StateDatabase } from '../inbox/state.ts';

/** What is to be done to the library. */
export type Task =
  | { readonly kind: 'add'; readonly upload: string; readonly document: string }
  | { readonly kind: 'delete'; readonly document: string }
  | { readonly kind: 'reindex'; readonly force: boolean }
  /** Publishes what the gate refused. */
  | { readonly kind: 'insist' }
  /** Puts the documents folder back to what it was before a task. */
  | { readonly kind: 'undo'; readonly task: number }
  | { readonly kind: 'roll-back'; readonly build: string };

/** `waiting` for its turn, being carried out, over; or `refused` by the gate, and a maintainer decides. */
type JobState = 'waiting' | 'running' | 'refused' | 'done';

/** A task that somebody gave. */
export interface Job {
  readonly id: number;
  readonly task: Task;
  readonly chatId: number;
  /** The bot's message that tells how far it is; undefined before it is sent. */
  readonly statusId: number | undefined;
  readonly personId: number;
  readonly language: string;
  readonly state: JobState;
}

export type NewJob = Omit<Job, 'id' | 'state'>;

/** Tasks across restarts. */
export interface TaskBook {
  add(job: NewJob): Job;
  find(id: number): Job | undefined;
  /** All that wait or are being carried out, in the order in which they were given. */
  open(): Job[];
  told(id: number, statusId: number): void;
  mark(id: number, state: JobState): void;
  /** Whether it was refused and nobody had decided yet; from now on somebody has. */
  decide(id: number): boolean;
  /** Forgets those that are over and were given before. @returns their ids */
  forget(beforeMs: number): number[];
}

interface Row {
  readonly id: number;
  readonly task: string;
  readonly chat_id: number;
  readonly status_id: number | null;
  readonly person_id: number;
  readonly language: string;
  readonly state: JobState;
}

export function openTaskBook(db: StateDatabase, now: () => number = Date.now): TaskBook {
  const insert = db.prepare(
    `INSERT INTO jobs (task, chat_id, status_id, person_id, language, state, asked_ms)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?)`,
  );
  const select = db.prepare('SELECT * FROM jobs WHERE id = ?');
  const selectOpen = db.prepare(
    "SELECT * FROM jobs WHERE state IN ('waiting', 'running') ORDER BY id",
  );
  const tell = db.prepare('UPDATE jobs SET status_id = ? WHERE id = ?');
  const mark = db.prepare('UPDATE jobs SET state = ? WHERE id = ?');
  const decide = db.prepare("UPDATE jobs SET state = 'done' WHERE id = ? AND state = 'refused'");
  const selectOld = db.prepare(
    "SELECT id FROM jobs WHERE state IN ('done', 'refused') AND asked_ms < ?",
  );
  const removeOld = db.prepare(
    "DELETE FROM jobs WHERE state IN ('done', 'refused') AND asked_ms < ?",
  );
  return {
    add(job) {
      const { task, chatId, statusId = null, personId, language } = job;
      const values = [JSON.stringify(task), chatId, statusId, personId, language, now()];
      const { lastInsertRowid } = insert.run(...values);
      return { ...job, id: Number(lastInsertRowid), state: 'waiting' };
    },
    find(id) {
      const row = select.get(id) as Row | undefined;
      return row && jobOf(row);
    },
    open: () => selectOpen.all().map((row) => jobOf(row as Row)),
    told: (id, statusId) => void tell.run(statusId, id),
    mark: (id, state) => void mark.run(state, id),
    decide: (id) => decide.run(id).changes > 0,
    forget(beforeMs) {
      const old = selectOld.all(beforeMs).map((row) => (row as { readonly id: number }).id);
      removeOld.run(beforeMs);
      return old;
    },
  };
}

/** The tasks were written by `add`, and SQLite checks its pages. */
function jobOf({ id, task, chat_id, status_id, person_id, language, state }: Row): Job {
  return {
    id,
    language,
    state,
    task: JSON.parse(task) as Task,
    chatId: chat_id,
    statusId: status_id ?? undefined,
    personId: person_id,
  };
}
