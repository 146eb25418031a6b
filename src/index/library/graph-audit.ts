import type { Vector } from '../embedding/embedder.ts';
import type { VectorSource } from './copies.ts';
import { dot } from './dot.ts';
import type { Graph } from './hnswlib.ts';
import { keepPace } from './pace.ts';
import type { Neighbour } from './vector-index.ts';

/** What is measured: a graph whose labels are positions in a source of vectors. */
export type Searched = Pick<Graph, 'nearest' | 'setEf'>;

/** Vectors to search for, and what an exact scan finds near each. */
export interface Trial {
  readonly sample: readonly Vector[];
  readonly exact: readonly (readonly Neighbour[])[];
}

/** Vectors read at a time: 1.5 MB at 384 dimensions. */
const BLOCK = 1000;

const NEIGHBOURS = 10;

/** What a graph is to find of what an exact scan finds. */
export const RECALL_GOAL = 0.99;

/** @param size most vectors to search for */
export async function trialOf(vectors: VectorSource, size: number): Promise<Trial> {
  const sample = await sampleOf(vectors, size);
  return { sample, exact: await exactNeighbours(vectors, sample) };
}

/** The first ef that reaches the goal, else the one with the best recall. */
export function measureRecall(
  graph: Searched,
  efs: readonly number[],
  trial: Trial,
): { readonly ef: number; readonly recall: number } {
  let best = { ef: efs[0] ?? 100, recall: -1 };
  for (const ef of efs) {
    graph.setEf(ef);
    const recall = recallOf(graph, trial);
    if (recall > best.recall) best = { ef, recall };
    if (best.recall >= RECALL_GOAL) break;
  }
  graph.setEf(best.ef);
  return best;
}

/** Mean share of the exact neighbours that the graph finds; one as near as the farthest of them counts, too. */
function recallOf(graph: Searched, { sample, exact }: Trial): number {
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
async function sampleOf(vectors: VectorSource, size: number): Promise<Vector[]> {
  const { count } = vectors;
  const sample: Vector[] = [];
  for (let at = 0; at < Math.min(size, count); at += 1) {
    const label = Math.floor((at * count) / Math.min(size, count));
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

/**
 * Every vector is compared with every searched one, a block at a time. Not by hnswlib's scan: it copies all vectors
 * number by number first, which takes longer than to compare them with a hundred others.
 */
async function exactNeighbours(
  vectors: VectorSource,
  sample: readonly Vector[],
): Promise<readonly (readonly Neighbour[])[]> {
  const pace = keepPace();
  const nearest: Neighbour[][] = sample.map(() => []);
  for (let start = 0; start < vectors.count; start += BLOCK) {
    const block = await vectors.read(start, BLOCK);
    for (const [at, searched] of sample.entries()) {
      nearest[at] = nearestIn(block, { start, searched, nearest: nearest[at] ?? [] });
      await pace();
    }
  }
  return nearest;
}

/** The nearest ones so far and those of a block. */
function nearestIn(
  block: readonly Vector[],
  known: { readonly start: number; readonly searched: Vector; readonly nearest: Neighbour[] },
): Neighbour[] {
  let { nearest } = known;
  let least = nearest.length < NEIGHBOURS ? -Infinity : (nearest.at(-1)?.similarity ?? -Infinity);
  for (const [at, vector] of block.entries()) {
    const similarity = dot(vector, known.searched);
    if (similarity <= least) continue;
    nearest = closest([...nearest, { label: known.start + at, similarity }]);
    if (nearest.length === NEIGHBOURS) least = nearest.at(-1)?.similarity ?? least;
  }
  return nearest;
}

function closest(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((a, b) => b.similarity - a.similarity).slice(0, NEIGHBOURS);
}

/** Enough to find most vectors by themselves, in a fifth of the time that a thorough search takes. */
const QUICK_EF = 20;

export interface ReachRequest {
  readonly graph: Searched;
  readonly vectors: VectorSource;
  /** How many candidates a question's search keeps. */
  readonly ef: number;
  /** Ascending positions of the vectors to search for; all unless told. */
  readonly positions?: readonly number[];
  readonly onVector: (done: number) => void;
}

/** Searches for each vector by itself: quickly first, and as thoroughly as questions do where that didn't find it. */
export async function unreachablePositions(request: ReachRequest): Promise<number[]> {
  const { graph, ef, onVector } = request;
  const pace = keepPace();
  const unreachable: number[] = [];
  let done = 0;
  for await (const [position, vector] of vectorsAt(request)) {
    const isFound = [QUICK_EF, ef].some((tried) => isFoundWith(graph, tried, { position, vector }));
    if (!isFound) unreachable.push(position);
    done += 1;
    onVector(done);
    await pace();
  }
  graph.setEf(ef);
  return unreachable;
}

async function* vectorsAt({
  vectors,
  positions,
}: ReachRequest): AsyncGenerator<readonly [number, Vector]> {
  if (positions === undefined) {
    for (let start = 0; start < vectors.count; start += BLOCK) {
      for (const [at, vector] of (await vectors.read(start, BLOCK)).entries())
        yield [start + at, vector];
    }
    return;
  }
  for (const position of positions) {
    const [vector] = await vectors.read(position, 1);
    if (vector !== undefined) yield [position, vector];
  }
}

function isFoundWith(
  graph: Searched,
  ef: number,
  { position, vector }: { readonly position: number; readonly vector: Vector },
): boolean {
  graph.setEf(ef);
  return graph.nearest(vector, NEIGHBOURS).some(({ label }) => label === position);
}
