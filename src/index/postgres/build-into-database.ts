import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFile } from '../documents/folder.ts';
import { newBuildId } from '../library/build-folders.ts';
import { sourceChanges } from '../library/folder-changes.ts';
import { BuildRefusedError } from '../library/library-errors.ts';
import type { Refreshed } from '../library/refresh-library.ts';
import type { SourceFile } from '../library/sources.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { type ChangedTables, changeTables } from './change-tables.ts';
import { databaseName } from './database-errors.ts';
import type { DatabaseRequest, DatabaseState } from './database-state.ts';
import type { Connection } from './pg.ts';
import { postgresLibrary } from './postgres-library.ts';
import { readChanged } from './read-changed.ts';

export interface Building {
  readonly request: DatabaseRequest;
  /** The folder's listing. */
  readonly files: readonly FolderFile[];
  readonly state: DatabaseState;
  /** Files that stay as they are. */
  readonly kept: ReadonlySet<string>;
  readonly isStale: boolean;
}

/**
 * Reads and embeds what isn't kept, and changes the tables.
 *
 * @throws BuildRefusedError
 */
export async function buildIntoDatabase(
  connection: Connection,
  schema: string,
  building: Building,
): Promise<Omit<Refreshed, 'because'>> {
  const { request } = building;
  const id = newBuildId(new Date());
  const folder = path.join(request.libraryDir, 'database', id);
  await mkdir(folder, { recursive: true });
  try {
    const embedder = await request.embedder();
    const changed = await readChanged({ ...building, folder, id, embedder });
    try {
      const sources = sourcesNow(building, changed.sources);
      const changes = { ...building, id, embedder, changed, sources };
      const made = await changeTables(connection, schema, { ...changes, ...fate(building) });
      if (made.verdict.outcome !== 'refused') await changed.forgetEmbeddings();
      return await reportOn(connection, schema, { building, made, sources });
    } finally {
      changed.build.close();
    }
  } finally {
    await rm(path.dirname(folder), { recursive: true, force: true });
  }
}

/** What becomes of the documents that are there. */
function fate({ state, isStale, kept }: Building) {
  const known = isStale ? [] : state.sources.map(({ id }) => id);
  return { previous: state.catalogue, removed: known.filter((id) => !kept.has(id)) };
}

async function reportOn(
  connection: Connection,
  schema: string,
  done: {
    readonly building: Building;
    readonly made: ChangedTables;
    readonly sources: readonly SourceFile[];
  },
): Promise<Omit<Refreshed, 'because'>> {
  const { manifest, verdict, embeddings } = done.made;
  const { state, request } = done.building;
  const { complaints, goldenAsked } = verdict;
  const files = await filesReport(done.sources, state.sources);
  const report = { made: manifest, complaints, goldenAsked, embeddings, files };
  if (verdict.outcome !== 'refused') {
    const catalogue = await readCatalogue(connection, schema);
    return { kind: 'built', ...libraryAndManifest(catalogue, schema), ...report };
  }
  if (state.catalogue !== undefined) {
    return { kind: 'refused', ...libraryAndManifest(state.catalogue, schema), ...report };
  }
  const where = `the database ${databaseName(request.databaseUrl)}`;
  throw new BuildRefusedError(where, manifest.id, complaints);
}

/** Of each file of the folder: what was known of those that stay, what was read of the others. */
function sourcesNow({ state, files, kept }: Building, read: readonly SourceFile[]): SourceFile[] {
  const now = new Map(files.map((file) => [file.id, file]));
  const stay = state.sources.filter(({ id }) => kept.has(id));
  return [
    ...stay.map((source) => ({
      ...source,
      modifiedMs: now.get(source.id)?.modifiedMs ?? source.modifiedMs,
    })),
    ...read,
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function filesReport(now: readonly SourceFile[], before: readonly SourceFile[]) {
  const skipped = new Map(now.map((source) => [source.id, source.skipped]));
  const changes = await sourceChanges(now, before);
  return changes.map((change) => ({ ...change, skipped: skipped.get(change.id) }));
}

/** A library that only says what it holds. */
export function libraryAndManifest(catalogue: Catalogue, schema: string) {
  const ask = () => Promise.reject(new Error('Ask the library in the database through a pool'));
  return { library: postgresLibrary({ ask, schema, catalogue }), manifest: catalogue.manifest };
}
