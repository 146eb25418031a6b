import type { Store } from '../inbox/store.ts';

/** A person or group that was let in. */
export interface Listed {
  /** Of a person or, negative, of a group. */
  readonly id: number;
  readonly sinceMs: number;
}

/** Port: who may ask where not everyone may, across restarts. */
export interface ListedBook {
  has(id: number): Promise<boolean>;
  /** Durable when it resolves. */
  add(id: number): Promise<void>;
  /** Durable when it resolves. @returns whether it was listed */
  remove(id: number): Promise<boolean>;
  /** The latest first. */
  all(): Promise<Listed[]>;
}

interface Row {
  readonly id: number;
  readonly added_ms: number;
}

/** People and groups that were let in, kept in the bot's state. */
export function openListedBook(store: Store, now: () => number = Date.now): ListedBook {
  const add = 'INSERT INTO listed (id, added_ms) VALUES (?, ?) ON CONFLICT DO NOTHING';
  return {
    has: async (id) => (await store.rows('SELECT id FROM listed WHERE id = ?', [id])).length > 0,
    add: (id) => store.write(add, [id, now()]),
    remove: async (id) =>
      (await store.rows('DELETE FROM listed WHERE id = ? RETURNING id', [id])).length > 0,
    async all() {
      const rows = await store.rows<Row>('SELECT * FROM listed ORDER BY added_ms DESC, id');
      return rows.map(({ id, added_ms: sinceMs }) => ({ id, sinceMs }));
    },
  };
}
