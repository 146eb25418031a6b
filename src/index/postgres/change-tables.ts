import type { Embedder } from '../embedding/embedder.ts';
import type { EmbedReport } from '../library/embed-passages.ts';
import { type Verdict, judge } from '../library/gate.ts';
import {
  BUILD_FILES,
  type GraphAudit,
  LIBRARY_FORMAT,
  type Manifest,
} from '../library/manifest.ts';
import { librarySettings } from '../library/refresh-library.ts';
import { type SourceFile, fingerprintOf } from '../library/sources.ts';
import { auditGraph } from './audit-graph.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { type Changing, removeDocuments, removeOrphans, renewPassages } from './change-rows.ts';
import { insertBuild } from './insert-build.ts';
import type { NextNumbers } from './number-build.ts';
import { insertRows } from './insert-rows.ts';
import type { Connection } from './pg.ts';
import { postgresLibrary } from './postgres-library.ts';
import type { ChangedDocuments } from './read-changed.ts';
import type { DatabaseRequest } from './database-state.ts';
import { DATABASE_FORMAT, createGraph, createTables, swapSchemas } from './schema.ts';
import { wordRows } from './word-rows.ts';

export interface TableChanges {
  readonly id: string;
  readonly request: DatabaseRequest;
  readonly embedder: Embedder;
  readonly changed: ChangedDocuments;
  /** Ids of documents that aren't any more, or not as they were. */
  readonly removed: readonly string[];
  /** All files of the folder. */
  readonly sources: readonly SourceFile[];
  /** What is in the database is not gone on with. */
  readonly isStale: boolean;
  readonly previous: Catalogue | undefined;
}

export interface ChangedTables {
  readonly manifest: Manifest;
  readonly verdict: Verdict;
  readonly embeddings: EmbedReport;
}

/**
 * Changes the tables in one transaction and has them judged before it ends: refused, or ended at any moment, they are as
 * they were. What is built anew is built beside and put in the place of the other at the end, so that readers wait for
 * nothing but that.
 */
export async function changeTables(
  connection: Connection,
  schema: string,
  changes: TableChanges,
): Promise<ChangedTables> {
  await connection.query('BEGIN');
  try {
    const made = await changeAndJudge(connection, schema, changes);
    await connection.query(made.verdict.outcome === 'refused' ? 'ROLLBACK' : 'COMMIT');
    return made;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function changeAndJudge(
  connection: Connection,
  schema: string,
  changes: TableChanges,
): Promise<ChangedTables> {
  const isBeside = changes.isStale;
  const target = isBeside ? `${schema}_next` : schema;
  if (isBeside) await createTables(connection, target, changes.embedder.model.dimensions);
  const changing = { connection, schema: target, words: wordRows(connection, target) };
  const next = await nextNumbers(connection, isBeside ? undefined : schema);
  const touched = await changeDocuments(changing, changes, next);
  if (isBeside) await createGraph(connection, target);
  const { embeddings, manifest } = await describe(changing, changes, next, touched);
  const verdict = await judged(connection, target, changes, manifest);
  if (isBeside && verdict.outcome !== 'refused') await swapSchemas(connection, target, schema);
  return { manifest, verdict, embeddings };
}

async function nextNumbers(
  connection: Connection,
  schema: string | undefined,
): Promise<NextNumbers> {
  if (schema === undefined) return { document: 0, sentence: 0, passage: 0 };
  const [row] = await connection.query<NextNumbers>(
    `SELECT next_document AS document, next_sentence AS sentence, next_passage AS passage FROM ${schema}.library`,
  );
  return { ...(row ?? { document: 0, sentence: 0, passage: 0 }) };
}

/** @returns passages that stood there before and gained or lost a place */
async function changeDocuments(
  changing: Changing,
  { request, removed, changed, embedder, sources }: TableChanges,
  next: NextNumbers,
): Promise<number[]> {
  const { connection, schema, words } = changing;
  request.onProgress?.({ phase: 'publish', done: 0, total: undefined });
  const left = await removeDocuments(changing, removed);
  const shared = await insertBuild(changing, { build: changed.build, model: embedder.model }, next);
  const touched = await removeOrphans(changing, [...new Set([...left, ...shared])]);
  await words.flush();
  await connection.query(`DELETE FROM ${schema}.sources`);
  await insertRows(
    connection,
    { table: `${schema}.sources`, columns: SOURCE_COLUMNS },
    sources.map((source) => [source.id, JSON.stringify(source)]),
  );
  return touched;
}

const SOURCE_COLUMNS = [
  ['id', 'text'],
  ['source', 'text'],
] as const;

/** Writes what the library is now, and renews what hangs on all of it. */
async function describe(
  changing: Changing,
  changes: TableChanges,
  next: NextNumbers,
  touched: readonly number[],
): Promise<Pick<ChangedTables, 'manifest' | 'embeddings'>> {
  const { connection, schema, words } = changing;
  const { embedder, changed } = changes;
  const draft = await draftManifest(changing, changes);
  await writeLibrary(changing, draft, next);
  const catalogue = await readCatalogue(connection, schema);
  const library = postgresLibrary({ ask: connection.query, schema, catalogue });
  const anew = await renewPassages(changing, touched, { library, embedder });
  await words.flush();
  for (const table of ['vectors', 'postings', 'passages', 'places', 'sentences', 'terms']) {
    await connection.query(`ANALYZE ${schema}.${table}`);
  }
  const graph = await auditGraph(connection, schema, embedder.model.dimensions);
  const manifest = { ...draft, graph };
  await writeLibrary(changing, manifest, next);
  const embedded = changed.embeddings.embedded + anew;
  const reused = Math.max(0, manifest.counts.passages - embedded);
  return { manifest, embeddings: { embedded, reused } };
}

async function draftManifest(
  { connection, schema }: Changing,
  { id, request, embedder, sources }: TableChanges,
): Promise<Manifest> {
  const { id: model, sha256, dimensions, maxTokens } = embedder.model;
  return {
    format: LIBRARY_FORMAT,
    id,
    builtAt: new Date().toISOString(),
    model: { id: model, sha256, dimensions, maxTokens },
    settings: librarySettings(request),
    counts: await countRows(connection, schema),
    graph: NO_AUDIT,
    documentsFingerprint: fingerprintOf(sources),
    files: NO_FILES,
  };
}

const NO_AUDIT: GraphAudit = {
  shape: { dimensions: 0, m: 0, efConstruction: 0, ef: 0 },
  recallAt10: 1,
  sampled: 0,
  unreachable: [],
  grown: 0,
};

/** A library in the database has no files. */
const NO_FILES = Object.fromEntries(
  Object.values(BUILD_FILES).map((name) => [name, { bytes: 0, sha256: '' }]),
) as Manifest['files'];

async function countRows(connection: Connection, schema: string): Promise<Manifest['counts']> {
  const [row] = await connection.query<Manifest['counts']>(
    `SELECT (SELECT count(*) FROM ${schema}.documents) AS documents,
      (SELECT count(*) FROM ${schema}.passages) AS passages,
      (SELECT count(*) FROM ${schema}.places) AS places,
      (SELECT count(*) FROM ${schema}.sentences) AS sentences,
      (SELECT count(place) FROM ${schema}.sentences) AS marks,
      (SELECT count(*) FROM ${schema}.vectors) AS vectors, 0 AS copies,
      (SELECT coalesce(sum(octet_length(body)), 0)::bigint / 2 FROM ${schema}.documents) AS chars`,
  );
  if (row === undefined) throw new RangeError('A count without a row');
  return { ...row };
}

async function writeLibrary(
  { connection, schema }: Changing,
  manifest: Manifest,
  next: NextNumbers,
): Promise<void> {
  const [sums] = await connection.query<{ t: number; h: number; q: number }>(
    `SELECT coalesce(sum(in_text), 0)::bigint AS t, coalesce(sum(in_headings), 0)::bigint AS h,
      coalesce(sum(in_question), 0)::bigint AS q FROM ${schema}.passages`,
  );
  const lengths = JSON.stringify([sums?.t ?? 0, sums?.h ?? 0, sums?.q ?? 0]);
  await connection.query(
    `INSERT INTO ${schema}.library (format, build, manifest, lengths, next_document, next_sentence, next_passage)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (one) DO UPDATE SET format = excluded.format,
      build = excluded.build, manifest = excluded.manifest, lengths = excluded.lengths,
      next_document = excluded.next_document, next_sentence = excluded.next_sentence, next_passage = excluded.next_passage`,
    [
      DATABASE_FORMAT,
      manifest.id,
      JSON.stringify(manifest),
      lengths,
      next.document,
      next.sentence,
      next.passage,
    ],
  );
}

async function judged(
  connection: Connection,
  schema: string,
  { request, changed, embedder, previous }: TableChanges,
  manifest: Manifest,
): Promise<Verdict> {
  const { golden, onProgress, yes, allowEmpty } = request;
  onProgress?.({ phase: 'check', done: 0, total: undefined });
  const catalogue = await readCatalogue(connection, schema);
  return await judge({
    build: changed.build,
    manifest,
    previous: previous?.manifest,
    passageSums: changed.passageSums,
    golden: async () => {
      const library = postgresLibrary({ ask: connection.query, schema, catalogue });
      return (await golden?.(library, embedder)) ?? { asked: 0, missing: [] };
    },
    yes: yes === true || allowEmpty === true,
  });
}
