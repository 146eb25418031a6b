import { randomUUID } from 'node:crypto';
import { type Pool, type Value, openPool } from './pg.ts';

/** Claims of numbered things by one of several processes: the bot's `Claims` (src/bot/inbox/claims.ts). */
export interface DatabaseClaims {
  take(id: number): Promise<'ours' | 'done' | 'elsewhere'>;
  done(id: number): Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ClaimsParts {
  readonly url: string;
  /** Whose things these are: numbers of another one's mean others. */
  readonly origin: string;
  /** Renewing claims failed, or works again where there is no error. */
  readonly onContact: (error: unknown) => void;
}

/** A process that says nothing for so long is taken for dead; it says something every {@link RENEW_MS}. Milliseconds. */
const LEASE_MS = 10_000;
const RENEW_MS = 3000;

/** Telegram repeats an update for a day at most; done ones are kept for two, as in the inbox. */
const REMEMBERED = "interval '48 hours'";

/** Connections of an instance for claims, beside those for questions. */
const CONNECTIONS = 4;

const TABLE = 'excerpt_state.claims';

/**
 * Opens the table of claims, and makes it where it isn't there.
 *
 * @throws DatabaseError
 */
export async function openClaims({ url, origin, onContact }: ClaimsParts): Promise<DatabaseClaims> {
  const pool = openPool(url, { connections: CONNECTIONS });
  const owner = randomUUID();
  try {
    await createTable(pool);
  } catch (error) {
    await pool.close();
    throw error;
  }
  const timer = setInterval(() => void renewing(), RENEW_MS).unref();
  const renewing = telling(() => ask(pool, RENEW, [owner]), onContact);
  return {
    async take(id) {
      const [claimed] = await ask<{ ours: boolean }>(pool, TAKE, [origin, id, owner]);
      if (claimed) return 'ours';
      const [known] = await ask<{ done: boolean }>(pool, LOOK, [origin, id]);
      return known?.done === true ? 'done' : 'elsewhere';
    },
    async done(id) {
      await ask(pool, DONE, [origin, id, owner]);
    },
    async close() {
      clearInterval(timer);
      // What it had begun is free at once.
      await ask(pool, GIVE_UP, [owner]).catch(() => undefined);
      await pool.close();
    },
  };
}

const LEASE = `now() + interval '${LEASE_MS} milliseconds'`;

const TAKE = `INSERT INTO ${TABLE} AS c (origin, id, owner, lapses) VALUES ($1, $2, $3, ${LEASE})
  ON CONFLICT (origin, id) DO UPDATE SET owner = excluded.owner, lapses = excluded.lapses
  WHERE NOT c.done AND (c.owner = excluded.owner OR c.lapses < now()) RETURNING true AS ours`;
const LOOK = `SELECT done FROM ${TABLE} WHERE origin = $1 AND id = $2`;
const DONE = `UPDATE ${TABLE} SET done = true, lapses = now() WHERE origin = $1 AND id = $2 AND owner = $3`;
const RENEW = `UPDATE ${TABLE} SET lapses = ${LEASE} WHERE owner = $1 AND NOT done`;
const GIVE_UP = `UPDATE ${TABLE} SET lapses = now() - interval '1 second' WHERE owner = $1 AND NOT done`;

const CREATE = [
  'CREATE SCHEMA IF NOT EXISTS excerpt_state',
  `CREATE TABLE IF NOT EXISTS ${TABLE} (origin text, id bigint, owner uuid NOT NULL,
    lapses timestamptz NOT NULL, done boolean NOT NULL DEFAULT false, PRIMARY KEY (origin, id))`,
  `DELETE FROM ${TABLE} WHERE done AND lapses < now() - ${REMEMBERED}`,
];

async function createTable(pool: Pool): Promise<void> {
  const connection = await pool.connect();
  try {
    // Two instances may start at once, and PostgreSQL's IF NOT EXISTS is not safe then.
    await connection.query("SELECT pg_advisory_lock(hashtext('excerpt_state'))");
    for (const sql of CREATE) await connection.query(sql);
  } finally {
    connection.release(true); // with the lock
  }
}

async function ask<R extends object>(
  pool: Pool,
  sql: string,
  values: readonly Value[] = [],
): Promise<readonly R[]> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    const rows = await connection.query<R>(sql, values);
    isBroken = false;
    return rows;
  } finally {
    connection.release(isBroken);
  }
}

/** Trouble is told when it begins and when it ends. */
function telling(
  work: () => Promise<unknown>,
  onContact: ClaimsParts['onContact'],
): () => Promise<void> {
  let isLost = false;
  return async () => {
    try {
      await work();
      if (isLost) onContact(undefined);
      isLost = false;
    } catch (error) {
      if (!isLost) onContact(error);
      isLost = true;
    }
  };
}
