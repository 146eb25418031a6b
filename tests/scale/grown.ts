import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openEmbedder } from '../../src/index/embedding/worker-embedder.ts';
import type { Vector } from '../../src/index/embedding/embedder.ts';
import { type AuditedGraph, buildGraph } from '../../src/index/library/build-graph.ts';
import type { VectorSource } from '../../src/index/library/copies.ts';
import { growGraph } from '../../src/index/library/grow-graph.ts';
import { createExactScan } from '../../src/index/library/hnswlib.ts';
import type { OpenBuild } from '../../src/index/library/open-build.ts';
import { searchedEf } from '../../src/index/library/searched-ef.ts';
import { NONE } from '../../src/index/library/table.ts';
import { cell, passageOfVector } from '../../src/index/library/tables.ts';
import { meanOf, recallOf } from '../bench/recall.ts';
import type { SweepLibraryRequest } from './sweep-library.ts';
import { openOf } from './synthetic/synthetic-library.ts';

/** A graph of which documents were replaced, beside one made anew of the same vectors. */
export interface GrownRow {
  readonly vectors: number;
  /** Vectors that were added or removed since it was made at once, as a share of all. */
  readonly grown: number;
  /** Mean share of the ten vectors nearest to a question that the graph finds. */
  readonly recallAt10: number;
  /** The same of a graph that was made anew. */
  readonly anewRecallAt10: number;
}

/** A round replaces so many of the passages: the graph is made anew at 30 % of additions and removals, so in the fourth. */
const ROUNDS = 4;
const REPLACED = 0.04;

/** Replaces documents of a library round by round, as rebuilds do, and measures the graph that grew with them. */
export async function measureGrown(request: SweepLibraryRequest): Promise<readonly GrownRow[]> {
  const build = await openOf(request);
  if (typeof build === 'string') throw new Error(build);
  const asked = await askedVectors(request);
  const rows: GrownRow[] = [];
  let before: { readonly graph: AuditedGraph; readonly vectors: readonly Vector[] } | undefined;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const vectors = vectorsOfRound(build, round);
    const anew = await buildGraph(sourceOf(vectors), () => undefined);
    const graph = (before && (await grownFrom(before, vectors, request))) ?? anew;
    before = { graph, vectors };
    const exact = exactOf(vectors, asked);
    rows.push({
      vectors: vectors.length,
      grown: graph.audit.grown / vectors.length,
      recallAt10: recallOfGraph(graph, asked, exact),
      anewRecallAt10: recallOfGraph(anew, asked, exact),
    });
  }
  return rows;
}

async function askedVectors({ modelsDir, modelId, questions }: SweepLibraryRequest) {
  const embedder = await openEmbedder({ modelsDir, modelId });
  const asked: Vector[] = [];
  for (const question of questions) asked.push((await embedder.embedQuestion(question)).vector);
  await embedder.close();
  return asked;
}

/** Of all passages but some: each round the first ones of the round before are gone, and as many others are there. */
function vectorsOfRound(build: OpenBuild, round: number): readonly Vector[] {
  const step = Math.ceil(build.library.passageCount * REPLACED);
  const start = round * step;
  const end = build.library.passageCount - (ROUNDS - round) * step;
  return [...build.nodes]
    .filter((label) => label !== NONE)
    .filter((label) => {
      const passage = passageOfVector(build.tables, label);
      return passage >= start && passage < end;
    })
    .map((label) => build.vector(label));
}

/** @returns undefined where it would be made anew */
async function grownFrom(
  before: { readonly graph: AuditedGraph; readonly vectors: readonly Vector[] },
  vectors: readonly Vector[],
  { libraryDir }: SweepLibraryRequest,
): Promise<AuditedGraph | undefined> {
  const { graph, nodes, audit } = before.graph;
  const file = path.join(libraryDir, 'grown.hnsw');
  await rm(file, { force: true });
  await graph.save(file);
  const vector = (label: number) => before.vectors[label] ?? new Float32Array();
  const earlier = { file, audit, nodes, vector };
  const grown = await growGraph(sourceOf(vectors), earlier, () => undefined);
  await rm(file);
  return grown;
}

function sourceOf(vectors: readonly Vector[]): VectorSource {
  const read = (start: number, count: number) =>
    Promise.resolve(vectors.slice(start, start + count));
  return { dimensions: vectors[0]?.length ?? 0, count: vectors.length, read };
}

function exactOf(vectors: readonly Vector[], asked: readonly Vector[]): readonly number[][] {
  const scan = createExactScan(vectors[0]?.length ?? 0, vectors.length);
  for (const vector of vectors) scan.add(vector);
  return asked.map((vector) => scan.nearest(vector, 10).map(({ similarity }) => similarity));
}

/** Searched as a library of its size is. */
function recallOfGraph(
  { graph, nodes, audit }: AuditedGraph,
  asked: readonly Vector[],
  exact: readonly number[][],
): number {
  graph.setEf(searchedEf(audit.shape.ef, nodes.length));
  const found = asked.map((vector) =>
    graph
      .nearest(vector, NEIGHBOURS)
      .filter(({ label }) => cell(nodes, label) !== NONE)
      .map(({ similarity }) => similarity),
  );
  return meanOf(found.map((similarities, at) => recallOf(similarities, exact[at] ?? [])));
}

/** As many as a question asks for. */
const NEIGHBOURS = 160;

/** A table for people. */
export function renderGrown(rows: readonly GrownRow[]): string {
  const lines = rows.map(({ vectors, grown, recallAt10, anewRecallAt10 }) => [
    vectors,
    `${(100 * grown).toFixed(0)} %`,
    recallAt10.toFixed(4),
    anewRecallAt10.toFixed(4),
  ]);
  const head = ['vectors', 'added or removed', 'recall@10', 'made anew'];
  return [head, head.map(() => '--:'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
