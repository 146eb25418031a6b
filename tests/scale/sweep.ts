import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Vector } from '../../src/index/embedding/embedder.ts';
import { createExactScan, createGraph } from '../../src/index/library/hnswlib.ts';
import type { VectorIndex } from '../../src/index/library/vector-index.ts';
import { exactNearest, meanOf, recallOf } from '../bench/recall.ts';

/** A graph, or the exact scan (`m` 0), as it was measured. Times are of the processor, since others may be at work. */
export interface SweepRow {
  readonly vectors: number;
  readonly m: number;
  readonly efConstruction: number;
  readonly ef: number;
  readonly recallAt10: number;
  readonly searchMs: number;
  readonly addMs: number;
  readonly bytesPerVector: number;
}

const EFS = [50, 100, 200, 240, 400, 800];
const SHAPES = [
  [8, 100],
  [16, 200],
  [16, 400],
  [24, 300],
  [32, 400],
  [48, 400],
] as const;

export interface SweepRequest {
  /** Distinct. */
  readonly vectors: readonly Vector[];
  /** Vectors of questions. */
  readonly asked: readonly Vector[];
  /** For files that are measured and removed. */
  readonly folder: string;
  readonly shapes?: readonly (readonly [m: number, efConstruction: number])[];
  readonly onRow: (row: SweepRow) => void;
}

/** Measures graphs of several shapes over the same vectors, and the exact scan. */
export async function sweep(request: SweepRequest): Promise<void> {
  const { vectors, asked, shapes = SHAPES, onRow } = request;
  const exact = asked.map((vector) =>
    exactNearest(vectors, vector, 10).map(({ similarity }) => similarity),
  );
  const dimensions = vectors[0]?.length ?? 0;
  const scan = createExactScan(dimensions, vectors.length);
  const known = {
    vectors: vectors.length,
    addMs: cpuMs(() => fill(scan, vectors)) / vectors.length,
  };
  const scanned = searched(scan, asked, exact);
  onRow({ ...known, m: 0, efConstruction: 0, ef: 0, ...scanned, bytesPerVector: dimensions * 4 });
  for (const [m, efConstruction] of shapes) {
    const graph = createGraph({ dimensions, m, efConstruction, ef: 100 }, vectors.length);
    const addMs = cpuMs(() => fill(graph, vectors)) / vectors.length;
    const file = path.join(request.folder, `sweep-${vectors.length}-${m}-${efConstruction}.hnsw`);
    await rm(file, { force: true });
    await graph.save(file);
    const bytesPerVector = Math.round((await stat(file)).size / vectors.length);
    await rm(file);
    for (const ef of EFS) {
      graph.setEf(ef);
      const found = searched(graph, asked, exact);
      onRow({ vectors: vectors.length, m, efConstruction, ef, ...found, addMs, bytesPerVector });
    }
  }
}

function fill(index: VectorIndex, vectors: readonly Vector[]): void {
  for (const vector of vectors) index.add(vector);
}

function searched(index: VectorIndex, asked: readonly Vector[], exact: readonly number[][]) {
  const found: number[][] = [];
  const ms = cpuMs(() => {
    for (const vector of asked)
      found.push(index.nearest(vector, 10).map(({ similarity }) => similarity));
  });
  const recalls = found.map((similarities, at) => recallOf(similarities, exact[at] ?? []));
  return { recallAt10: meanOf(recalls), searchMs: ms / Math.max(1, asked.length) };
}

/** Milliseconds of this process's processor time. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A table for people. */
export function renderSweep(rows: readonly SweepRow[]): string {
  const lines = rows.map((row) => [
    row.vectors,
    row.m === 0 ? 'exact scan' : `${row.m} / ${row.efConstruction}`,
    row.ef,
    row.recallAt10.toFixed(4),
    row.searchMs.toFixed(2),
    row.addMs.toFixed(2),
    row.bytesPerVector,
  ]);
  const head = [
    'vectors',
    'm / efConstruction',
    'ef',
    'recall@10',
    'search, ms',
    'add, ms',
    'bytes',
  ];
  return [head, head.map(() => '--:'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
