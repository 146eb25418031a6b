import { DocumentsFolderError } from '../documents/folder-errors.ts';
import { type FolderFile, listFolder } from '../documents/folder.ts';
import { folderChanges } from '../library/folder-changes.ts';
import {
  type RefreshPreview,
  type Refreshed,
  emptiedComplaint,
  previewed,
} from '../library/refresh-library.ts';
import { buildIntoDatabase, libraryAndManifest } from './build-into-database.ts';
import type { Catalogue } from './catalogue.ts';
import { type DatabaseRequest, type DatabaseState, lockBuilds, stateOf } from './database-state.ts';
import { type Connection, openPool } from './pg.ts';
import { LIBRARY_SCHEMA, needVectors } from './schema.ts';

/**
 * Brings the library in the database up to date with the documents folder: reads and embeds what changed, and puts it
 * there in one transaction, if the gate lets it through. Readers see the library before or after it.
 *
 * @throws DatabaseError, DocumentsFolderError, BuildRunningError, BuildRefusedError (and there is no library to go on with)
 */
export async function refreshDatabase(request: DatabaseRequest): Promise<Refreshed> {
  return await withConnection(request, async (connection, schema) => {
    await needVectors(connection, request.databaseUrl);
    await lockBuilds(connection, schema, request.databaseUrl);
    const state = await stateOf(connection, schema, request);
    try {
      return await bringUpToDate(connection, schema, request, state);
    } catch (error) {
      const emptied = emptiedComplaint(state.catalogue?.documents.length, error);
      if (emptied === undefined || state.catalogue === undefined) throw error;
      const stands = standing(state.catalogue, state, schema);
      return { ...stands, kind: 'refused', complaints: [emptied] };
    }
  });
}

/** What would change, without a build. */
export async function previewDatabase(
  request: Omit<DatabaseRequest, 'embedder'>,
): Promise<RefreshPreview> {
  return await withConnection(request, async (connection, schema) => {
    const state = await stateOf(connection, schema, request);
    const library = state.catalogue?.manifest.id;
    const found = { because: state.because, library };
    try {
      const files = await listFolder(request.documentsDir);
      const changes = await folderChanges(files, state.sources, request.maxFileBytes);
      return { ...found, files: previewed(files, changes, state.sources), complaints: [] };
    } catch (error) {
      const emptied = emptiedComplaint(state.catalogue?.documents.length, error);
      if (emptied === undefined) throw error;
      return { ...found, files: [], complaints: [emptied] };
    }
  });
}

async function withConnection<T>(
  { databaseUrl, schema = LIBRARY_SCHEMA }: Pick<DatabaseRequest, 'databaseUrl' | 'schema'>,
  work: (connection: Connection, schema: string) => Promise<T>,
): Promise<T> {
  const pool = openPool(databaseUrl, { connections: 1 });
  try {
    const connection = await pool.connect();
    try {
      return await work(connection, schema);
    } finally {
      connection.release(true); // with what it had locked
    }
  } finally {
    await pool.close();
  }
}

async function bringUpToDate(
  connection: Connection,
  schema: string,
  request: DatabaseRequest,
  state: DatabaseState,
): Promise<Refreshed> {
  const files = await listDocuments(request);
  const changes = await folderChanges(files, state.sources, request.maxFileBytes);
  const hasChanged = changes.some(({ change }) => change !== 'unchanged');
  const isStale = state.because !== undefined || request.force === true;
  if (state.catalogue !== undefined && !isStale && !hasChanged) {
    return standing(state.catalogue, state, schema);
  }
  const unchanged = changes.filter(({ change }) => change === 'unchanged').map(({ id }) => id);
  const kept = new Set(isStale ? [] : unchanged);
  const because =
    state.because ?? (hasChanged ? 'Documents changed.' : 'A new build was asked for.');
  return {
    ...(await buildIntoDatabase(connection, schema, { request, files, state, kept, isStale })),
    because,
  };
}

async function listDocuments(request: DatabaseRequest): Promise<readonly FolderFile[]> {
  try {
    return await listFolder(request.documentsDir);
  } catch (error) {
    if (request.allowEmpty === true && error instanceof DocumentsFolderError) return [];
    throw error;
  }
}

/** The library in use, as it is. */
function standing(catalogue: Catalogue, state: DatabaseState, schema: string): Refreshed {
  return {
    kind: 'unchanged',
    ...libraryAndManifest(catalogue, schema),
    because: state.because,
    files: state.sources.map(({ id, skipped }) => ({ id, change: 'unchanged', skipped })),
    embeddings: { embedded: 0, reused: catalogue.manifest.counts.passages },
    made: undefined,
    complaints: [],
    goldenAsked: 0,
  };
}
