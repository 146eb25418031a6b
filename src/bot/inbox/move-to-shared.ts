import { randomUUID } from 'node:crypto';
import { STATE_TABLES } from '../privacy/personal-tables.ts';
import { eraseTraces, type StateDatabase } from './state.ts';
import { ask, type Store, type Value, type Work } from './store.ts';

type Row = Readonly<Record<string, Value>>;

/** Rows by table. */
type Rows = ReadonlyMap<string, readonly Row[]>;

/**
 * Puts what an instance remembered of people and chats while it was alone (or of a version that shared less) with what all
 * instances remember, once, and erases it here. Where both know something of the same thing, what all remember stands.
 */
export async function moveToShared(db: StateDatabase, store: Store): Promise<void> {
  const rows = sharedRowsIn(db);
  if ([...rows.values()].every((some) => some.length === 0)) return;
  const id = moveOf(db);
  await store.atOnce(() => moving(id, rows));
  db.transaction(() => {
    for (const table of rows.keys()) db.exec(`DELETE FROM ${table}`);
    db.exec("DELETE FROM facts WHERE name = 'move'");
  })();
  eraseTraces(db);
}

function sharedRowsIn(db: StateDatabase): Rows {
  const tables = STATE_TABLES.filter(({ whose }) => whose === 'shared').map(({ table }) => table);
  return new Map(
    tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all() as Row[]]),
  );
}

/** Names the move, also where the process dies in the midst of it and begins again. */
function moveOf(db: StateDatabase): string {
  db.prepare("INSERT OR IGNORE INTO facts VALUES ('move', ?)").run(randomUUID());
  const row = db.prepare("SELECT value FROM facts WHERE name = 'move'").get();
  return (row as { readonly value: string }).value;
}

function* moving(id: string, rows: Rows): Work<void> {
  const begun = 'INSERT INTO moves VALUES (?) ON CONFLICT DO NOTHING RETURNING id';
  if ((yield* ask(begun, [id])).length === 0) return; // it arrived, and was not yet erased here
  const numbers = new Map<Value, Value>();
  for (const { id: number, ...row } of rows.get('unanswered') ?? []) {
    const [added] = yield* ask<{ id: number }>(
      `${insert('unanswered', row)} RETURNING id`,
      Object.values(row),
    );
    numbers.set(number ?? null, added?.id ?? null);
  }
  for (const [table, some] of rows) {
    for (const row of some) yield* putting(table, row, numbers);
  }
}

/** @param numbers those of questions without a good answer, by their numbers here */
function* putting(table: string, row: Row, numbers: ReadonlyMap<Value, Value>): Work<void> {
  if (table === 'unanswered') return;
  const { id: _, ...unnumbered } = row;
  const fitting =
    table === 'saved'
      ? unnumbered
      : table === 'judged'
        ? { ...row, unanswered_id: numbers.get(row['unanswered_id'] ?? null) ?? null }
        : row;
  const ifKnown =
    table === 'tallies'
      ? '(day, source, kind, under_ms) DO UPDATE SET count = tallies.count + excluded.count'
      : 'DO NOTHING';
  yield* ask(`${insert(table, fitting)} ON CONFLICT ${ifKnown}`, Object.values(fitting));
}

function insert(table: string, row: Row): string {
  const columns = Object.keys(row);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
