import { DatabaseError, databaseName } from './database-errors.ts';
import type { Connection } from './pg.ts';

/**
 * Raised with every change of the tables: a library of another version is rebuilt by the next build, and not read by a
 * bot before.
 */
export const DATABASE_FORMAT = 1;

/** The schema that holds the library in use. */
export const LIBRARY_SCHEMA = 'excerpt_library';

/**
 * The tables of a library. What stands in texts is kept as bytes, since PostgreSQL's texts hold neither NUL nor half a
 * surrogate pair. Positions are never given twice: what a reader saw in one build is not another thing in the next.
 *
 * - `library`: one row, what the build in use is: its manifest and the numbers that the next build goes on from.
 * - `documents`: `entry` is JSON of title, language, length, sections and pages; `body` the canonical text, UTF-16LE,
 *   not compressed, so that a part of it is read without the rest.
 * - `sentences`: `place` is JSON of the time, row or message that it begins in; `passage` and `ordinal` name its vector.
 * - `passages`: `name` as `passageName`, `embedding` as `embeddingKey`; the numbers of distinct terms by field.
 * - `vectors`: of passages (`ordinal` -1) and their sentences; `tokens` as `encodeTokens`.
 * - `postings`: how often a term stands in a passage, by field. `terms`: in how many passages it does.
 * - `vocabulary`: words as they are written, for spelling.
 */
function tables(schema: string, dimensions: number): string[] {
  return [
    `CREATE SCHEMA ${schema}`,
    ...documentTables(schema),
    ...passageTables(schema, dimensions),
    ...wordTables(schema),
  ];
}

function documentTables(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.library (
      one boolean PRIMARY KEY DEFAULT true CHECK (one), format int NOT NULL, build text NOT NULL,
      manifest text NOT NULL, lengths text NOT NULL, next_document int NOT NULL, next_sentence bigint NOT NULL,
      next_passage bigint NOT NULL)`,
    `CREATE TABLE ${schema}.sources (id text COLLATE "C" PRIMARY KEY, source text NOT NULL)`,
    `CREATE TABLE ${schema}.documents (
      position int PRIMARY KEY, id text COLLATE "C" UNIQUE NOT NULL, sha256 text NOT NULL, entry bytea NOT NULL,
      first_sentence bigint NOT NULL, end_sentence bigint NOT NULL, body bytea NOT NULL)`,
    `ALTER TABLE ${schema}.documents ALTER body SET STORAGE EXTERNAL`,
    `CREATE TABLE ${schema}.sentences (
      position bigint PRIMARY KEY, passage bigint NOT NULL, document int NOT NULL, span_start int NOT NULL,
      span_end int NOT NULL, tokens int NOT NULL, section int NOT NULL, paragraph int NOT NULL,
      paragraph_number int NOT NULL, ordinal smallint NOT NULL, kind smallint NOT NULL, place bytea)`,
    `CREATE INDEX ON ${schema}.sentences (document, paragraph)`,
  ];
}

function passageTables(schema: string, dimensions: number): string[] {
  return [
    `CREATE TABLE ${schema}.passages (
      position bigint PRIMARY KEY, name bytea UNIQUE NOT NULL, embedding bytea NOT NULL, in_text int NOT NULL,
      in_headings int NOT NULL, in_question int NOT NULL)`,
    `CREATE TABLE ${schema}.places (
      passage bigint NOT NULL, first_sentence bigint NOT NULL, end_sentence bigint NOT NULL, question_start bigint,
      question_end bigint, document int NOT NULL)`,
    `CREATE INDEX ON ${schema}.places (passage)`,
    `CREATE INDEX ON ${schema}.places (document)`,
    `CREATE TABLE ${schema}.vectors (
      passage bigint, ordinal smallint, vector vector(${dimensions}) NOT NULL, tokens bytea,
      PRIMARY KEY (passage, ordinal))`,
    `ALTER TABLE ${schema}.vectors ALTER vector SET STORAGE PLAIN, ALTER tokens SET STORAGE EXTERNAL`,
  ];
}

function wordTables(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.terms (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, term text COLLATE "C" UNIQUE NOT NULL,
      passages bigint NOT NULL DEFAULT 0, in_text bigint NOT NULL DEFAULT 0, in_headings bigint NOT NULL DEFAULT 0,
      in_question bigint NOT NULL DEFAULT 0)`,
    `CREATE TABLE ${schema}.postings (
      passage bigint, term bigint, in_text smallint NOT NULL, in_headings smallint NOT NULL,
      in_question smallint NOT NULL, PRIMARY KEY (term, passage) INCLUDE (in_text, in_headings, in_question))`,
    `CREATE INDEX ON ${schema}.postings (passage)`,
    `CREATE TABLE ${schema}.vocabulary (
      word text COLLATE "C" PRIMARY KEY, chars int NOT NULL, signature int NOT NULL, count bigint NOT NULL)`,
    `CREATE INDEX ON ${schema}.vocabulary (chars)`,
  ];
}

/** M and efConstruction as for files of fewer than 100,000 vectors: see build-graph.ts. */
const GRAPH = { m: 16, efConstruction: 200 };

/** Memory for making a graph at once: a graph that doesn't fit is made on the disk, many times slower. */
const GRAPH_MEMORY = '1GB';

/** Makes empty tables. */
export async function createTables(
  connection: Connection,
  schema: string,
  dimensions: number,
): Promise<void> {
  await connection.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  for (const sql of tables(schema, dimensions)) await connection.query(sql);
}

/** Over tables that are filled: a graph is made at once several times faster than vector by vector. */
export async function createGraph(connection: Connection, schema: string): Promise<void> {
  await connection.query(`SET LOCAL maintenance_work_mem = '${GRAPH_MEMORY}'`);
  await connection.query(
    `CREATE INDEX graph ON ${schema}.vectors USING hnsw (vector vector_ip_ops)
      WITH (m = ${GRAPH.m}, ef_construction = ${GRAPH.efConstruction})`,
  );
}

/** Puts filled tables in the place of those in use. */
export async function swapSchemas(connection: Connection, from: string, to: string): Promise<void> {
  await connection.query(`DROP SCHEMA IF EXISTS ${to} CASCADE`);
  await connection.query(`ALTER SCHEMA ${from} RENAME TO ${to}`);
}

/** Whether there is a library of this version's tables, of another's, or none. */
export async function tablesThere(
  connection: Connection,
  schema: string,
): Promise<'current' | 'other' | 'none'> {
  const [found] = await connection.query<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [`${schema}.library`],
  );
  if (found?.there !== true) return 'none';
  const [row] = await connection.query<{ format: number }>(`SELECT format FROM ${schema}.library`);
  return row?.format === DATABASE_FORMAT ? 'current' : 'other';
}

/**
 * Makes sure that pgvector is there.
 *
 * @throws DatabaseError
 */
export async function needVectors(connection: Connection, url: string): Promise<void> {
  const [row] = await connection.query<{ there: boolean; may: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AS there,
      EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS may`,
  );
  if (row?.there === true) return;
  const where = `The database ${databaseName(url)}`;
  if (row?.may !== true) {
    throw new DatabaseError(
      `${where} has no pgvector: install it on that server (https://github.com/pgvector/pgvector) and try again.`,
    );
  }
  try {
    await connection.query('CREATE EXTENSION IF NOT EXISTS vector');
  } catch (cause) {
    throw new DatabaseError(
      `${where} has pgvector, but this user may not enable it: let a superuser say CREATE EXTENSION vector; there, and try again.`,
      { cause },
    );
  }
}
