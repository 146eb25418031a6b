import type { StateDatabase } from '../inbox/state.ts';

/** A person or group that was let in. */
export interface Listed {
  /** Of a person or, negative, of a group. */
  readonly id: number;
  readonly sinceMs: number;
}

/** Port: who may ask where not everyone may, across restarts. */
export interface ListedBook {
  has(id: number): boolean;
  /** Durable when it returns. */
  add(id: number): void;
  /** Durable when it returns. @returns whether it was listed */
  remove(id: number): boolean;
  /** The latest first. */
  all(): Listed[];
}

interface Row {
  readonly id: number;
  readonly added_ms: number;
}

/** People and groups that were let in, kept in the bot's state. */
export function openListedBook(db: StateDatabase, now: () => number = Date.now): ListedBook {
  const find = db.prepare('SELECT id FROM listed WHERE id = ?');
  const insert = db.prepare('INSERT OR IGNORE INTO listed (id, added_ms) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM listed WHERE id = ?');
  const select = db.prepare('SELECT * FROM listed ORDER BY added_ms DESC, id');
  return {
    has: (id) => find.get(id) !== undefined,
    add: (id) => void insert.run(id, now()),
    remove: (id) => remove.run(id).changes > 0,
    all: () =>
      select.all().map((row) => {
        const { id, added_ms: sinceMs } = row as Row;
        return { id, sinceMs };
      }),
  };
}
