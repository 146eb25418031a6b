import type { Vector } from '../embedding/embedder.ts';
import type { VectorSource } from './copies.ts';
import { type Graph, type GraphShape, createExactScan, createGraph } from './hnswlib.ts';
import type { GraphAudit } from './manifest.ts';
import { keepPace } from './pace.ts';
import type { Neighbour } from './vector-index.ts';

/** Vectors held at a time: 1.5 MB at 384 dimensions. */
const BLOCK = 1000;

/** A scan of this many vectors at a time measures the graph: 15 MB at 384 dimensions. */
const SCAN_BLOCK = 10_000;

const SAMPLE = 100;
const NEIGHBOURS = 10;
const GOAL = 0.99;

/**
 * Tried in turn until the graph finds what an exact scan finds: more costs time at each search, or memory. Measured over
 * 12,000 vectors of sentences of SQuAD articles: the first shape finds 0.997 with ef 100, 0.43 ms to add a vector.
 */
const ATTEMPTS = [
  { m: 16, efConstruction: 200, efs: [100, 200, 400] },
  { m: 32, efConstruction: 400, efs: [200, 400, 800] },
] as const;

export interface AuditedGraph {
  readonly graph: Graph;
  readonly audit: GraphAudit;
}

/**
 * Builds a graph over vectors and measures it.
 *
 * @param onVector is told how many of `2 * vectors.count` steps are done: each vector is added, and searched for later
 */
export async function buildGraph(
  vectors: VectorSource,
  onVector: (done: number) => void,
): Promise<AuditedGraph> {
  const sample = await sampleOf(vectors);
  const exact = await exactNeighbours(vectors, sample);
  let best: AuditedGraph | undefined;
  for (const { m, efConstruction, efs } of ATTEMPTS) {
    const shape = { dimensions: vectors.dimensions, m, efConstruction, ef: efs[0] };
    const graph = await filledGraph(vectors, { shape, onVector });
    const measured = measureRecall(graph, efs, { sample, exact });
    if (best === undefined || measured.recall > best.audit.recallAt10) {
      const audit = { shape: { ...shape, ef: measured.ef }, recallAt10: measured.recall };
      best = { graph, audit: { ...audit, sampled: sample.length, unreachable: [] } };
    }
    if (best.audit.recallAt10 >= GOAL) break;
  }
  if (best === undefined) throw new RangeError('No attempt at a graph');
  const unreachable = await unreachableLabels(best, vectors, (done) =>
    onVector(vectors.count + done),
  );
  return { graph: best.graph, audit: { ...best.audit, unreachable } };
}

async function filledGraph(
  vectors: VectorSource,
  { shape, onVector }: { shape: GraphShape; onVector: (done: number) => void },
): Promise<Graph> {
  const pace = keepPace();
  const graph = createGraph(shape, vectors.count);
  for (let label = 0; label < vectors.count; label += BLOCK) {
    for (const vector of await vectors.read(label, BLOCK)) {
      graph.add(vector);
      onVector(graph.size);
      await pace();
    }
  }
  return graph;
}

/** The first ef that reaches the goal, else the one with the best recall. */
function measureRecall(
  graph: Graph,
  efs: readonly number[],
  { sample, exact }: { sample: readonly Vector[]; exact: readonly (readonly Neighbour[])[] },
): { readonly ef: number; readonly recall: number } {
  let best = { ef: efs[0] ?? 100, recall: -1 };
  for (const ef of efs) {
    graph.setEf(ef);
    const recall = recallOf(graph, sample, exact);
    if (recall > best.recall) best = { ef, recall };
    if (best.recall >= GOAL) break;
  }
  graph.setEf(best.ef);
  return best;
}

/** Mean share of the exact neighbours that the graph finds; one as near as the farthest of them counts, too. */
function recallOf(
  graph: Graph,
  sample: readonly Vector[],
  exact: readonly (readonly Neighbour[])[],
): number {
  const shares = sample.map((vector, at) => {
    const wanted = exact[at] ?? [];
    const leastSimilarity = (wanted.at(-1)?.similarity ?? 1) - 1e-6;
    const found = graph
      .nearest(vector, wanted.length)
      .filter(({ similarity }) => similarity >= leastSimilarity);
    return wanted.length === 0 ? 1 : found.length / wanted.length;
  });
  return shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * Vectors to search for: halfway between stored ones, since a question is near some of them and equal to none. Spread
 * evenly and the same for each build of the same vectors.
 */
async function sampleOf(vectors: VectorSource): Promise<Vector[]> {
  const { count } = vectors;
  const sample: Vector[] = [];
  for (let at = 0; at < Math.min(SAMPLE, count); at += 1) {
    const label = Math.floor((at * count) / Math.min(SAMPLE, count));
    const [one] = await vectors.read(label, 1);
    // A prime step away: not the next passage of the same document.
    const [other] = await vectors.read((label + 7919) % count, 1);
    if (one !== undefined && other !== undefined) sample.push(between(one, other));
  }
  return sample;
}

function between(one: Vector, other: Vector): Vector {
  const sum = one.map((number, place) => 2 * number + (other[place] ?? 0));
  const length = Math.sqrt(sum.reduce((squares, number) => squares + number * number, 0));
  return length < 1e-6 ? one : sum.map((number) => number / length);
}

/** Scanned block by block, so that memory doesn't grow with the library. */
async function exactNeighbours(
  vectors: VectorSource,
  sample: readonly Vector[],
): Promise<readonly (readonly Neighbour[])[]> {
  const pace = keepPace();
  let nearest: Neighbour[][] = sample.map(() => []);
  for (let start = 0; start < vectors.count; start += SCAN_BLOCK) {
    const scan = createExactScan(vectors.dimensions, Math.min(SCAN_BLOCK, vectors.count));
    for (const vector of await vectors.read(start, SCAN_BLOCK)) {
      scan.add(vector);
      await pace();
    }
    const merged: Neighbour[][] = [];
    for (const [at, vector] of sample.entries()) {
      const here = scan.nearest(vector, NEIGHBOURS);
      const labelled = here.map((near) => ({ ...near, label: near.label + start }));
      merged.push(closest([...(nearest[at] ?? []), ...labelled]));
      await pace();
    }
    nearest = merged;
  }
  return nearest;
}

function closest(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((a, b) => b.similarity - a.similarity).slice(0, NEIGHBOURS);
}

/** Enough to find most vectors by themselves, in a fifth of the time that a thorough search takes. */
const QUICK_EF = 20;

/** Searches for each vector by itself: quickly first, and as thoroughly as questions do where that didn't find it. */
async function unreachableLabels(
  { graph, audit }: AuditedGraph,
  vectors: VectorSource,
  onVector: (done: number) => void,
): Promise<number[]> {
  const pace = keepPace();
  const unreachable: number[] = [];
  for (let start = 0; start < graph.size; start += BLOCK) {
    for (const [at, vector] of (await vectors.read(start, BLOCK)).entries()) {
      const label = start + at;
      const isFound = [QUICK_EF, audit.shape.ef].some((ef) =>
        isFoundWith(graph, { ef, vector, label }),
      );
      if (!isFound) unreachable.push(label);
      onVector(label + 1);
      await pace();
    }
  }
  graph.setEf(audit.shape.ef);
  return unreachable;
}

function isFoundWith(
  graph: Graph,
  { ef, vector, label }: { readonly ef: number; readonly vector: Vector; readonly label: number },
): boolean {
  graph.setEf(ef);
  return graph.nearest(vector, NEIGHBOURS).some((near) => near.label === label);
}
