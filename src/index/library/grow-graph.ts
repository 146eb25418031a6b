import { crc32 } from 'node:zlib';
import type { Vector } from '../embedding/embedder.ts';
import type { AuditedGraph, OnStep } from './build-graph.ts';
import type { VectorSource } from './copies.ts';
import {
  RECALL_GOAL,
  type Searched,
  measureRecall,
  trialOf,
  unreachablePositions,
} from './graph-audit.ts';
import { type Graph, loadGraph } from './hnswlib.ts';
import type { GraphAudit } from './manifest.ts';
import { keepPace } from './pace.ts';
import { NONE } from './table.ts';
import { cell } from './tables.ts';

/** The graph of the build before. */
export interface EarlierGraph {
  readonly file: string;
  /** `unreachable` are labels of that build's vectors. */
  readonly audit: GraphAudit;
  /** For each label of the graph, the label of its vector in that build; NONE where the vector was removed. */
  readonly nodes: Uint32Array;
  vector(label: number): Vector;
}

/** A graph that grew by more than this share of its vectors, or lost as many, is made anew: it is no worse then. */
const MOST_GROWN = 0.3;

/** Vectors that the graph is tried with: each costs an exact scan. */
const SAMPLE = 30;

/** A recall this much below the one before is no accident of the sample. */
const MOST_LOST = 0.01;

/**
 * Adds what is new to the graph of the build before, and removes what is gone: a build of thousands of vectors waits for
 * the few that changed.
 *
 * @returns undefined where a graph that is made anew would be better, or the one before can't be used
 */
export async function growGraph(
  vectors: VectorSource,
  earlier: EarlierGraph,
  onStep: OnStep,
): Promise<AuditedGraph | undefined> {
  const growth = await growthOf(vectors, earlier);
  const { removed, added } = growth;
  const grown = earlier.audit.grown + removed.length + added.length;
  if (vectors.count === 0 || grown > MOST_GROWN * vectors.count) return undefined;
  const graph = await grownGraph(vectors, earlier, growth);
  if (graph === undefined) return undefined;
  const audit = await audited({ graph, vectors, earlier, growth }, onStep);
  return audit && { graph, nodes: growth.nodes, audit: { ...audit, grown } };
}

interface Growth {
  /** As `AuditedGraph.nodes`. */
  readonly nodes: Uint32Array;
  /** Labels of the graph. */
  readonly removed: readonly number[];
  /** Positions. */
  readonly added: readonly number[];
}

/** Vectors read at a time: 1.5 MB at 384 dimensions. */
const BLOCK = 1000;

/** Vectors are told by their bits: those of unchanged passages are used again as they are. */
async function growthOf(vectors: VectorSource, earlier: EarlierGraph): Promise<Growth> {
  const pace = keepPace();
  const nodeBySum = new Map<number, number>();
  earlier.nodes.forEach((label, node) => {
    if (label !== NONE) nodeBySum.set(crc32(bytesOf(earlier.vector(label))), node);
  });
  const kept = new Uint32Array(earlier.nodes.length).fill(NONE);
  const added: number[] = [];
  for (let start = 0; start < vectors.count; start += BLOCK) {
    for (const [at, vector] of (await vectors.read(start, BLOCK)).entries()) {
      const node = nodeBySum.get(crc32(bytesOf(vector)));
      if (node !== undefined && kept[node] === NONE && isAt(earlier, node, vector)) {
        kept[node] = start + at;
      } else added.push(start + at);
    }
    await pace();
  }
  const removed = [...kept.keys()].filter(
    (node) => kept[node] === NONE && earlier.nodes[node] !== NONE,
  );
  return { nodes: Uint32Array.from([...kept, ...added]), removed, added };
}

function isAt(earlier: EarlierGraph, node: number, vector: Vector): boolean {
  const there = earlier.vector(cell(earlier.nodes, node));
  return Buffer.compare(bytesOf(there), bytesOf(vector)) === 0;
}

function bytesOf(vector: Vector): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

async function grownGraph(
  vectors: VectorSource,
  { file, audit, nodes }: EarlierGraph,
  { removed, added }: Growth,
): Promise<Graph | undefined> {
  const pace = keepPace();
  const graph = await loadGraph(file, audit.shape, {
    size: nodes.length,
    room: added.length,
  }).catch(
    () => undefined, // written by another build of hnswlib, say
  );
  if (graph === undefined) return undefined;
  for (const node of removed) graph.remove(node);
  for (const position of added) {
    const [vector] = await vectors.read(position, 1);
    if (vector !== undefined) graph.add(vector);
    await pace();
  }
  return graph;
}

interface Grown {
  readonly graph: Graph;
  readonly vectors: VectorSource;
  readonly earlier: EarlierGraph;
  readonly growth: Growth;
}

async function audited(
  grown: Grown,
  onStep: OnStep,
): Promise<Omit<GraphAudit, 'grown'> | undefined> {
  const { graph, vectors, earlier, growth } = grown;
  const { shape, recallAt10: before } = earlier.audit;
  const searched = byPosition(graph, growth.nodes);
  const trial = await trialOf(vectors, SAMPLE);
  const { ef, recall } = measureRecall(searched, [shape.ef, shape.ef * 2], trial);
  if (recall < Math.min(RECALL_GOAL, before - MOST_LOST)) return undefined;
  const unreachable = await unreachableIn(grown, { searched, ef, onStep });
  const sampled = trial.sample.length;
  return { shape: { ...shape, ef }, recallAt10: recall, sampled, unreachable };
}

function byPosition(graph: Graph, nodes: Uint32Array): Searched {
  return {
    setEf: (ef) => graph.setEf(ef),
    nearest: (vector, limit) =>
      graph
        .nearest(vector, limit)
        .map(({ label, similarity }) => ({ label: cell(nodes, label), similarity })),
  };
}

/** Of vectors that nothing happened to and nothing near them, these are searched for: if all are found, all are. */
const SPOT_CHECKS = 500;

async function unreachableIn(
  grown: Grown,
  { searched, ef, onStep }: { searched: Searched; ef: number; onStep: OnStep },
): Promise<readonly number[]> {
  const { vectors, earlier, growth } = grown;
  const search = async (positions?: readonly number[]) => {
    const total = positions?.length ?? vectors.count;
    const onVector = (done: number) => onStep(done, total);
    const request = { graph: searched, vectors, ef, onVector };
    return await unreachablePositions(
      positions === undefined ? request : { ...request, positions },
    );
  };
  const known = new Set(earlier.audit.unreachable);
  const still = growth.nodes
    .slice(0, earlier.nodes.length)
    .filter((_, node) => known.has(cell(earlier.nodes, node)))
    .filter((position) => position !== NONE);
  const near = await nearAdded(grown, searched);
  const expected = new Set([...still, ...near]);
  const spots = spotsIn(vectors.count).filter((position) => !expected.has(position));
  if ((await search(spots)).length > 0) return await search();
  return await search([...expected].sort((a, b) => a - b));
}

function spotsIn(count: number): number[] {
  const length = Math.min(SPOT_CHECKS, count);
  return Array.from({ length }, (_, at) => Math.floor((at * count) / length));
}

/** An added vector takes links of its neighbours, and their neighbours may lose theirs. */
const NEIGHBOURHOOD = 100;

async function nearAdded({ vectors, growth }: Grown, searched: Searched): Promise<Set<number>> {
  const pace = keepPace();
  const near = new Set<number>(growth.added);
  for (const position of growth.added) {
    const [vector] = await vectors.read(position, 1);
    const found = vector === undefined ? [] : searched.nearest(vector, NEIGHBOURHOOD);
    for (const { label } of found) near.add(label);
    await pace();
  }
  return near;
}
