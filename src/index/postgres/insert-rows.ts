import type { Connection, Value } from './pg.ts';

/** A column's name and PostgreSQL type. */
type Columns = readonly (readonly [name: string, type: string])[];

export interface Insertion {
  readonly table: string;
  readonly columns: Columns;
  /** Of the statement: `ON CONFLICT …`. */
  readonly ending?: string;
}

/** Characters that one statement carries, about: more at a time is no quicker. */
const STATEMENT_CHARS = 4_000_000;

/**
 * Inserts rows, many with one statement.
 */
export async function insertRows(
  connection: Connection,
  { table, columns, ending = '' }: Insertion,
  rows: Iterable<readonly Value[]>,
): Promise<void> {
  const sql = `INSERT INTO ${table} (${columns.map(([name]) => name).join(', ')})
    SELECT * FROM unnest(${columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')}) ${ending}`;
  let batch: (readonly Value[])[] = [];
  let chars = 0;
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const byColumn = columns.map((_, at) => batch.map((row) => row[at] ?? null));
    [batch, chars] = [[], 0];
    await connection.query(sql, byColumn);
  };
  for (const row of rows) {
    batch.push(row);
    chars += row.reduce((sum: number, value) => sum + charsOf(value), 0);
    if (chars > STATEMENT_CHARS) await send();
  }
  await send();
}

function charsOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  return Buffer.isBuffer(value) ? 2 * value.length : 8;
}
