import type { Connection, Pool, Value as PgValue } from './pg.ts';

type Value = string | number | null;

/** Queries of which each may hang on the answers to those before it. */
type Work<T> = Generator<{ readonly sql: string; readonly values: readonly Value[] }, T, Rows>;
type Rows = readonly object[];

/** What the bot remembers of people and chats, in a database: the bot's `Store` (src/bot/inbox/store.ts). */
export interface DatabaseStore {
  rows<Row extends object>(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  write(sql: string, values?: readonly Value[]): Promise<void>;
  atOnce<T>(work: () => Work<T>): Promise<T>;
}

/** @param schema where the tables are; the pool looks there */
export function stateStore(pool: Pool, schema: string): DatabaseStore {
  const rows = <Row extends object>(sql: string, values: readonly Value[] = []) =>
    withConnection(pool, (connection) => connection.query<Row>(numbered(sql), accepted(values)));
  return {
    rows,
    write: async (sql, values) => void (await rows(sql, values)),
    atOnce: (work) => withConnection(pool, (connection) => carryOut(connection, schema, work())),
  };
}

/** One piece of work of a bot after the other, whichever instance does it: there is little of it, and each takes milliseconds. */
async function carryOut<T>(connection: Connection, schema: string, work: Work<T>): Promise<T> {
  await connection.query('BEGIN');
  await connection.query('SELECT pg_advisory_xact_lock(hashtext($1))', [schema]);
  let step = work.next();
  while (!step.done) {
    const { sql, values } = step.value;
    step = work.next(await connection.query(numbered(sql), accepted(values)));
  }
  await connection.query('COMMIT');
  return step.value;
}

/** A connection on which anything failed is not used again: what it had begun is undone with it. */
async function withConnection<T>(
  pool: Pool,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    const done = await work(connection);
    isBroken = false;
    return done;
  } finally {
    connection.release(isBroken);
  }
}

/** `?` and `?1` are SQLite's; here it is `$1`. No text in our queries holds a question mark. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll(/\?(\d*)/g, (_, number: string) => `$${number || ++count}`);
}

/**
 * PostgreSQL refuses two things that SQLite takes: the character U+0000, which stands for nothing that anybody wrote, and numbers
 * that are no 64-bit integers, which no row has (a forged button may name one).
 */
function accepted(values: readonly Value[]): PgValue[] {
  return values.map((value) => {
    if (typeof value === 'string') return value.replaceAll('\u0000', '\ufffd');
    return value === null || Number.isSafeInteger(value) ? value : null;
  });
}
