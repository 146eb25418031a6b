import { BuildRunningError } from '../library/library-errors.ts';
import { LIBRARY_FORMAT, type Manifest } from '../library/manifest.ts';
import { differenceFrom } from '../library/open-library.ts';
import { type RefreshRequest, librarySettings } from '../library/refresh-library.ts';
import type { SourceFile } from '../library/sources.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { databaseName } from './database-errors.ts';
import type { Connection } from './pg.ts';
import { tablesThere } from './schema.ts';

export interface DatabaseRequest extends RefreshRequest {
  readonly databaseUrl: string;
  /** {@link LIBRARY_SCHEMA} unless told. */
  readonly schema?: string | undefined;
}

/** What is in the database. */
export interface DatabaseState {
  /** Undefined where nothing is there, or another version's. */
  readonly catalogue: Catalogue | undefined;
  readonly sources: readonly SourceFile[];
  /** Why all must be built anew; undefined where it needn't. */
  readonly because: string | undefined;
}

/** Opens the library that is in the database, or says why it must be built. */
export async function stateOf(
  connection: Connection,
  schema: string,
  request: Pick<DatabaseRequest, 'databaseUrl' | 'model' | 'maxFileBytes' | 'limits'>,
): Promise<DatabaseState> {
  const name = `The library in the database ${databaseName(request.databaseUrl)}`;
  const there = await tablesThere(connection, schema);
  if (there !== 'current') {
    const because =
      there === 'none'
        ? `There is no library in the database ${databaseName(request.databaseUrl)} yet.`
        : `${name} was built by another version of this program.`;
    return { catalogue: undefined, sources: [], because };
  }
  const catalogue = await readCatalogue(connection, schema);
  const rows = await connection.query<{ source: string }>(
    `SELECT source FROM ${schema}.sources ORDER BY id`,
  );
  const sources = rows.map(({ source }) => JSON.parse(source) as SourceFile);
  const how = staleness(catalogue.manifest, request);
  return { catalogue, sources, because: how === undefined ? undefined : `${name} ${how}.` };
}

/** @returns a clause; undefined where the library is as it should be */
function staleness(
  manifest: Manifest,
  request: Pick<DatabaseRequest, 'model' | 'maxFileBytes' | 'limits'>,
): string | undefined {
  const format: number = manifest.format;
  if (format !== LIBRARY_FORMAT) {
    return `was built for format ${format}, this version of the bot reads ${LIBRARY_FORMAT}`;
  }
  return differenceFrom(manifest, { model: request.model, settings: librarySettings(request) });
}

/** One builder at a time; the lock goes with the connection, however that ends. */
export async function lockBuilds(
  connection: Connection,
  schema: string,
  url: string,
): Promise<void> {
  const key = 'hashtext($1)';
  const [row] = await connection.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(${key}) AS locked`,
    [schema],
  );
  if (row?.locked === true) return;
  const [builder] = await connection.query<{ pid: number; since: number }>(
    `SELECT a.pid, extract(epoch FROM a.backend_start)::float8 AS since
      FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.objid::bigint = (${key}::bigint & 4294967295)`,
    [schema],
  );
  const { pid = 0, since = 0 } = builder ?? {};
  throw new BuildRunningError(`the database ${databaseName(url)}`, {
    pid,
    since: new Date(since * 1000),
  });
}
