import type { VectorSource } from './copies.ts';
import { RECALL_GOAL, measureRecall, trialOf, unreachablePositions } from './graph-audit.ts';
import { type Graph, type GraphShape, createGraph } from './hnswlib.ts';
import type { GraphAudit } from './manifest.ts';
import { keepPace } from './pace.ts';

/** Vectors held at a time: 1.5 MB at 384 dimensions. */
const BLOCK = 1000;

const SAMPLE = 100;

/**
 * Tried in turn until the graph finds what an exact scan finds: more costs time at each search, or memory. Chosen by a
 * sweep (`npm run scale -- vectors --sweep`, tests/scale/SWEEP.md): of 62,000 vectors m 16 finds 0.994 with ef 100, m 8
 * 0.924, which only ef 800 makes up for, at three times the search.
 */
const ATTEMPTS = [
  { m: 16, efConstruction: 200, efs: [100, 200, 400, 800] },
  { m: 32, efConstruction: 400, efs: [200, 400, 800] },
] as const satisfies readonly Attempt[];

/**
 * From so many vectors on the first attempt has more links: of 62,000 vectors m 24 finds what m 16 finds, of 94,000 it
 * misses 0.003 with ef 240 and 0.001 with 300, where m 16 misses 0.007 and 0.003, at 64 bytes a vector and half as much
 * time again for the graph (tests/scale/SWEEP.md).
 */
const MANY_VECTORS = 100_000;

/** What a graph is made with, and the `ef` it is searched with until it finds enough. */
interface Attempt extends Pick<GraphShape, 'm' | 'efConstruction'> {
  readonly efs: readonly [number, ...number[]];
}

/** @param count vectors of the graph */
export function attemptsAt(count: number): readonly Attempt[] {
  const [first, second] = ATTEMPTS;
  return count < MANY_VECTORS ? ATTEMPTS : [{ ...first, m: 24 }, second];
}

export interface AuditedGraph {
  readonly graph: Graph;
  /** For each label of the graph, the position of its vector; NONE where the vector was removed. */
  readonly nodes: Uint32Array;
  /** `unreachable` are positions. */
  readonly audit: GraphAudit;
}

/** Told how many steps are done, and of how many. */
export type OnStep = (done: number, total: number) => void;

/**
 * Builds a graph over vectors and measures it.
 *
 * @param onStep each vector is added, and searched for later: two steps
 */
export async function buildGraph(vectors: VectorSource, onStep: OnStep): Promise<AuditedGraph> {
  const { graph, audit } = await bestGraph(vectors, onStep);
  const unreachable = await unreachablePositions({
    graph,
    vectors,
    ef: audit.shape.ef,
    onVector: (done) => onStep(vectors.count + done, 2 * vectors.count),
  });
  const nodes = Uint32Array.from({ length: vectors.count }, (_, position) => position);
  return { graph, nodes, audit: { ...audit, unreachable } };
}

async function bestGraph(
  vectors: VectorSource,
  onStep: OnStep,
): Promise<Pick<AuditedGraph, 'graph' | 'audit'>> {
  const trial = await trialOf(vectors, SAMPLE);
  const sampled = trial.sample.length;
  let best: Pick<AuditedGraph, 'graph' | 'audit'> | undefined;
  for (const { m, efConstruction, efs } of attemptsAt(vectors.count)) {
    const shape = { dimensions: vectors.dimensions, m, efConstruction, ef: efs[0] };
    const graph = await filledGraph(vectors, shape, onStep);
    const { ef, recall } = measureRecall(graph, efs, trial);
    if (best === undefined || recall > best.audit.recallAt10) {
      const audit = { shape: { ...shape, ef }, recallAt10: recall, sampled, grown: 0 };
      best = { graph, audit: { ...audit, unreachable: [] } };
    }
    if (best.audit.recallAt10 >= RECALL_GOAL) break;
  }
  if (best === undefined) throw new RangeError('No attempt at a graph');
  return best;
}

async function filledGraph(
  vectors: VectorSource,
  shape: GraphShape,
  onStep: OnStep,
): Promise<Graph> {
  const pace = keepPace();
  const graph = createGraph(shape, vectors.count);
  for (let label = 0; label < vectors.count; label += BLOCK) {
    for (const vector of await vectors.read(label, BLOCK)) {
      graph.add(vector);
      onStep(graph.size, 2 * vectors.count);
      await pace();
    }
  }
  return graph;
}
