import { createHash, randomUUID } from 'node:crypto';
import { type Pool, type Value } from './pg.ts';

/** Claims of numbered things by one of several processes: the bot's `Claims` (src/bot/inbox/claims.ts). */
export interface DatabaseClaims {
  take(id: number, lane: string): Promise<'ours' | 'done' | 'elsewhere'>;
  done(id: number): Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ClaimsParts {
  readonly pool: Pool;
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

const SCHEMA = 'excerpt_state';
const CLAIMS = `${SCHEMA}.claims`;
const LANES = `${SCHEMA}.lanes`;

/**
 * Opens the tables of claims, and makes them where they aren't there. Things of one lane are handled by one process at a time: it
 * takes the lane first, so that nobody comes in between.
 *
 * @throws DatabaseError
 */
export async function openClaims({
  pool,
  origin,
  onContact,
}: ClaimsParts): Promise<DatabaseClaims> {
  const owner = randomUUID();
  await createTables(pool);
  const ask = <R extends object>(sql: string, values: readonly Value[]) =>
    query<R>(pool, sql, values);
  const lanes = new Map<number, string>();
  const leave = async (id: number): Promise<void> => {
    const lane = lanes.get(id);
    if (lane !== undefined) await ask(LEAVE_LANE, [origin, lane, owner, id]);
    lanes.delete(id);
  };
  const timer = setInterval(() => void renewing(), RENEW_MS).unref();
  const renewing = telling(async () => {
    for (const renew of RENEW) await ask(renew, [owner]);
  }, onContact);
  return {
    async take(id, lane) {
      const taken = [origin, digestOf(lane), owner, id];
      if ((await ask(TAKE_LANE, taken)).length === 0) return 'elsewhere';
      lanes.set(id, digestOf(lane));
      if ((await ask(TAKE, [origin, id, owner])).length > 0) return 'ours';
      const [known] = await ask<{ done: boolean }>(LOOK, [origin, id]);
      await leave(id);
      return known?.done === true ? 'done' : 'elsewhere';
    },
    async done(id) {
      await ask(DONE, [origin, id, owner]);
      await leave(id);
    },
    async close() {
      clearInterval(timer);
      // What it had begun is free at once.
      for (const giveUp of GIVE_UP) await ask(giveUp, [owner]).catch(() => undefined);
    },
  };
}

const LEASE = `now() + interval '${LEASE_MS} milliseconds'`;

/** Ours where nobody has it, or only we; with the last of our things that is in it. */
const TAKE_LANE = `INSERT INTO ${LANES} AS l (origin, lane, owner, id, lapses) VALUES ($1, $2, $3, $4, ${LEASE})
  ON CONFLICT (origin, lane) DO UPDATE SET owner = excluded.owner, id = excluded.id, lapses = excluded.lapses
  WHERE l.owner = excluded.owner OR l.lapses < now() RETURNING true AS ours`;
const LEAVE_LANE = `DELETE FROM ${LANES} WHERE origin = $1 AND lane = $2 AND owner = $3 AND id = $4`;
const TAKE = `INSERT INTO ${CLAIMS} AS c (origin, id, owner, lapses) VALUES ($1, $2, $3, ${LEASE})
  ON CONFLICT (origin, id) DO UPDATE SET owner = excluded.owner, lapses = excluded.lapses
  WHERE NOT c.done AND (c.owner = excluded.owner OR c.lapses < now()) RETURNING true AS ours`;
const LOOK = `SELECT done FROM ${CLAIMS} WHERE origin = $1 AND id = $2`;
const DONE = `UPDATE ${CLAIMS} SET done = true, lapses = now() WHERE origin = $1 AND id = $2 AND owner = $3`;
const RENEW = [
  `UPDATE ${CLAIMS} SET lapses = ${LEASE} WHERE owner = $1 AND NOT done`,
  `UPDATE ${LANES} SET lapses = ${LEASE} WHERE owner = $1`,
];
const GIVE_UP = [
  `UPDATE ${CLAIMS} SET lapses = now() - interval '1 second' WHERE owner = $1 AND NOT done`,
  `DELETE FROM ${LANES} WHERE owner = $1`,
];

const CREATE = [
  `CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`,
  `CREATE TABLE IF NOT EXISTS ${CLAIMS} (origin text, id bigint, owner uuid NOT NULL,
    lapses timestamptz NOT NULL, done boolean NOT NULL DEFAULT false, PRIMARY KEY (origin, id))`,
  `CREATE TABLE IF NOT EXISTS ${LANES} (origin text, lane text, owner uuid NOT NULL, id bigint NOT NULL,
    lapses timestamptz NOT NULL, PRIMARY KEY (origin, lane))`,
  `DELETE FROM ${CLAIMS} WHERE done AND lapses < now() - ${REMEMBERED}`,
  `DELETE FROM ${LANES} WHERE lapses < now()`,
];

async function createTables(pool: Pool): Promise<void> {
  const connection = await pool.connect();
  try {
    // Two instances may start at once, and PostgreSQL's IF NOT EXISTS is not safe then.
    await connection.query(`SELECT pg_advisory_lock(hashtext('${SCHEMA}'))`);
    for (const sql of CREATE) await connection.query(sql);
  } finally {
    connection.release(true); // with the lock
  }
}

/** A lane is named after a chat and a person, whom nobody need find here. */
function digestOf(lane: string): string {
  return createHash('sha256').update(lane).digest('base64url');
}

async function query<R extends object>(
  pool: Pool,
  sql: string,
  values: readonly Value[],
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
