import type { Vector } from '../embedding/embedder.ts';
import type { GraphAudit } from '../library/manifest.ts';
import type { Connection } from './pg.ts';
import { vectorText } from './postgres-library.ts';

/** Vectors that are searched for: each is compared with all, once. */
const SAMPLE = 30;

const NEIGHBOURS = 10;

/** As a question searches: see `nearestPassages`. */
const EF = 160;

/**
 * Measures how much of what comparing all vectors finds the graph finds, too. Searched for is halfway between stored
 * vectors, since a question is near some of them and equal to none.
 */
export async function auditGraph(
  connection: Connection,
  schema: string,
  dimensions: number,
): Promise<GraphAudit> {
  const rows = await connection.query<{ vector: Buffer }>(
    `SELECT vector_send(vector) AS vector FROM ${schema}.vectors WHERE ordinal < 0 ORDER BY md5(passage::text) LIMIT $1::int`,
    [2 * SAMPLE],
  );
  const stored = rows.map(({ vector }) => decoded(vector));
  let found = 0;
  let wanted = 0;
  for (let at = 0; at + 1 < stored.length; at += 2) {
    const searched = vectorText(halfway(stored[at], stored[at + 1]));
    const exact = await nearest(connection, schema, searched, '0 +');
    await connection.query(`SELECT set_config('hnsw.ef_search', $1, true)`, [String(EF)]);
    const least = (exact.at(-1) ?? 1) - 1e-6;
    found += (await nearest(connection, schema, searched, '')).filter((one) => one >= least).length;
    wanted += exact.length;
  }
  const shape = { dimensions, m: 16, efConstruction: 200, ef: EF };
  const recallAt10 = wanted === 0 ? 1 : Math.min(1, found / wanted);
  return { shape, recallAt10, sampled: Math.floor(stored.length / 2), unreachable: [], grown: 0 };
}

/** Similarities, highest first. @param exactly `0 +` compares all */
async function nearest(
  connection: Connection,
  schema: string,
  searched: string,
  exactly: '0 +' | '',
): Promise<number[]> {
  const rows = await connection.query<{ similarity: number }>(
    `SELECT -(vector <#> $1::vector) AS similarity FROM ${schema}.vectors
      ORDER BY ${exactly} (vector <#> $1::vector) LIMIT $2::int`,
    [searched, NEIGHBOURS],
  );
  return rows.map(({ similarity }) => similarity);
}

function decoded(bytes: Buffer): Vector {
  return Float32Array.from({ length: bytes.readUInt16BE(0) }, (_, at) =>
    bytes.readFloatBE(4 + 4 * at),
  );
}

function halfway(one: Vector = new Float32Array(), other: Vector = new Float32Array()): Vector {
  const sum = one.map((number, at) => number + (other[at] ?? 0));
  const length = Math.hypot(...sum) || 1;
  return sum.map((number) => number / length);
}
