import type { Library, UseLibrary } from '../library/library.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import { differenceFrom } from '../library/open-library.ts';
import { BuildChangedError, DatabaseError, databaseName } from './database-errors.ts';
import type { Asking } from './fetching.ts';
import type { Connection, Pool } from './pg.ts';
import { postgresLibrary } from './postgres-library.ts';
import { DATABASE_FORMAT } from './schema.ts';

/** The library in the database, whichever build that is now. */
export interface DatabaseLibrary {
  /** What is known without asking the database: documents and counts of the build in use. */
  readonly library: () => Library;
  readonly during: UseLibrary;
  /** Looks whether another build is in use. */
  readonly look: () => Promise<void>;
}

export interface UseDatabaseParts {
  readonly pool: Pool;
  readonly schema: string;
  /** Of the build that was in use when it was opened. */
  readonly catalogue: Catalogue;
  /** Questions are embedded with it. */
  readonly model: EmbeddingModel;
  readonly onSwap?: (event: { readonly from: string; readonly to: string }) => void;
}

/** A question that a new build or a lost connection interrupts is asked at most so often. */
const ATTEMPTS = 5;

/**
 * Every piece of work sees one state of the library: what it asks for is asked in one transaction, which begins with its
 * first question to the database. Where another build came in use meanwhile, or the connection was lost, the work is done again.
 */
export function useDatabase(parts: UseDatabaseParts): DatabaseLibrary {
  const { pool, schema } = parts;
  const known = knownCatalogue(parts);
  const attempt = async <T>(work: (library: Library) => Promise<T>): Promise<T> => {
    const catalogue = known.current();
    const snapshot = openSnapshot(pool, schema, catalogue);
    try {
      return await work(postgresLibrary({ ask: snapshot.ask, schema, catalogue }));
    } finally {
      const next = await snapshot.end();
      if (next) known.learn(next);
    }
  };
  return {
    library: () => postgresLibrary({ ask: notNow, schema, catalogue: known.current() }),
    async during(work) {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(work);
        } catch (error) {
          if (!isPassing(error) || attempts === ATTEMPTS) throw error;
        }
      }
    },
    async look() {
      const next = await catalogueInUse(pool, schema, known.current());
      if (next) known.learn(next);
    },
  };
}

/** A replica ends questions that are in the way of a build, some of them with their connection. */
function isPassing(error: unknown): boolean {
  if (error instanceof BuildChangedError) return true;
  return error instanceof DatabaseError && error.isPassing;
}

/** What is in use as far as it is known, and what is told when that changes. */
function knownCatalogue({ pool, model, onSwap, catalogue: first }: UseDatabaseParts) {
  let catalogue = first;
  return {
    current: () => catalogue,
    learn(next: Catalogue): void {
      const difference = differenceFrom(next.manifest, { model, settings: undefined });
      if (difference !== undefined) {
        throw new DatabaseError(`The library in ${databaseName(pool.url)} ${difference}.`);
      }
      const [from, to] = [catalogue.manifest.id, next.manifest.id];
      catalogue = next;
      if (from !== to) onSwap?.({ from, to });
    },
  };
}

/** @returns undefined where it is the one that is known */
async function catalogueInUse(
  pool: Pool,
  schema: string,
  known: Catalogue,
): Promise<Catalogue | undefined> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    await begin(connection);
    const isKnown = (await buildInUse(connection, schema)) === known.manifest.id;
    const catalogue = isKnown ? undefined : await readCatalogue(connection, schema);
    await connection.query('COMMIT');
    isBroken = false;
    return catalogue;
  } finally {
    connection.release(isBroken);
  }
}

function notNow(): Promise<never> {
  return Promise.reject(new Error('Ask a library in the database within `during`'));
}

interface Snapshot {
  readonly ask: Asking;
  /** Lets the connection go. @returns what is in use instead of what was expected, where that is so */
  end(): Promise<Catalogue | undefined>;
}

function openSnapshot(pool: Pool, schema: string, expected: Catalogue): Snapshot {
  let opening: Promise<Connection> | undefined;
  let instead: Catalogue | undefined;
  let isBroken = false;
  const open = async (): Promise<Connection> => {
    const connection = await pool.connect();
    try {
      await begin(connection);
      if ((await buildInUse(connection, schema)) !== expected.manifest.id) {
        instead = await readCatalogue(connection, schema);
      }
      return connection;
    } catch (error) {
      connection.release(true);
      throw error;
    }
  };
  return {
    async ask(sql, values) {
      const connection = await (opening ??= open());
      if (instead) throw new BuildChangedError('Another build came in use');
      try {
        return await connection.query(sql, values);
      } catch (error) {
        isBroken = true;
        throw error;
      }
    },
    async end() {
      const connection = await opening?.catch(() => undefined);
      if (!connection) return undefined;
      if (!isBroken) await connection.query('COMMIT').catch(() => (isBroken = true));
      connection.release(isBroken);
      return instead;
    },
  };
}

async function begin(connection: Connection): Promise<void> {
  await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
}

/** @throws DatabaseError where the tables are another version's */
async function buildInUse(connection: Connection, schema: string): Promise<string | undefined> {
  const [row] = await connection.query<{ build: string; format: number }>(
    `SELECT build, format FROM ${schema}.library`,
  );
  if (row === undefined || row.format === DATABASE_FORMAT) return row?.build;
  throw new DatabaseError(
    'The library in the database was built by another version of this program: bring both to one.',
  );
}
