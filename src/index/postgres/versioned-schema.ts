import { DatabaseError, databaseName } from './database-errors.ts';
import type { Connection, Pool } from './pg.ts';

export interface VersionedSchema {
  readonly schema: string;
  /** Each leads from one version of the tables to the next; one that has been released is never edited. */
  readonly steps: readonly string[];
}

/**
 * Makes tables, or brings those of an older version up to date. Instances of the older version go on with them meanwhile, so
 * that a step may add, and not take away.
 *
 * @throws DatabaseError where they are a newer version's
 */
export async function bringSchemaUpToDate(pool: Pool, wanted: VersionedSchema): Promise<void> {
  const { schema, steps } = wanted;
  const connection = await pool.connect();
  try {
    await connection.query('BEGIN');
    // Two instances may start at once, and PostgreSQL's IF NOT EXISTS is not safe then.
    await connection.query('SELECT pg_advisory_xact_lock(hashtext($1))', [schema]);
    await connection.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await connection.query(`SET LOCAL search_path = ${schema}`);
    await connection.query('CREATE TABLE IF NOT EXISTS version (steps integer NOT NULL)');
    const version = await versionIn(connection);
    if (version > steps.length) throw newer(pool.url);
    for (const step of steps.slice(version)) await connection.query(step);
    await connection.query('DELETE FROM version');
    await connection.query('INSERT INTO version VALUES ($1)', [steps.length]);
    await connection.query('COMMIT');
  } finally {
    connection.release(true); // with what isn't done
  }
}

/** @throws DatabaseError where there are no tables, or those of another version */
export async function needSchema(pool: Pool, wanted: VersionedSchema): Promise<void> {
  const { schema, steps } = wanted;
  const connection = await pool.connect();
  try {
    const there = 'SELECT to_regclass($1) IS NOT NULL AS there';
    const [table] = await connection.query<{ there: boolean }>(there, [`${schema}.version`]);
    const name = databaseName(pool.url);
    if (!table?.there) {
      throw new DatabaseError(
        `There is no state of the bot in ${name}: it has not run yet with this STATE_URL and BOT_TOKEN.`,
      );
    }
    if ((await versionIn(connection)) === steps.length) return;
    throw new DatabaseError(
      `The bot's state in ${name} is of another version. Start this version once (npm start), then try again.`,
    );
  } finally {
    connection.release();
  }
}

async function versionIn(connection: Connection): Promise<number> {
  const [row] = await connection.query<{ steps: number }>('SELECT steps FROM version');
  return row?.steps ?? 0;
}

function newer(url: string): DatabaseError {
  return new DatabaseError(
    `The bot's state in ${databaseName(url)} was written by a newer version of the bot. Update this one, too.`,
  );
}
