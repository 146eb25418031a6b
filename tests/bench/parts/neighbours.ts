import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { relabelled } from '../../../src/index/library/copies.ts';
import type * as Hnswlib from '../../../src/index/library/hnswlib.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import { NONE } from '../../../src/index/library/table.ts';
import { passageOfVector } from '../../../src/index/library/tables.ts';
import type { Neighbour, VectorIndex } from '../../../src/index/library/vector-index.ts';
import { compiled } from '../compiled.ts';
import { meanOf, recallOf } from '../recall.ts';
import { type Percentiles, percentilesOf } from '../statistics.ts';

/** Nearest vectors as a question looks for them, by the library's own index, and by comparing with all. */
export interface NeighboursMeasured {
  readonly limit: number;
  readonly libraryMs: Percentiles;
  readonly exactScanMs: Percentiles;
  /** Share of the ten nearest passages that the library finds too, mean over the questions; copies of vectors left out. */
  readonly recallAt10: number;
}

/** Passages that a question asks the library for. */
const LIMIT = 40;
/** Vectors that a scan is asked for then: `VECTORS_PER_PASSAGE` of library-view.ts for each. */
export const SCANNED = 160;

export async function measureNeighbours(
  build: OpenBuild,
  embedder: Embedder,
  questions: readonly string[],
): Promise<NeighboursMeasured> {
  const scan = await scanOf(build);
  const recalls: number[] = [];
  const [libraryMs, exactScanMs]: [number[], number[]] = [[], []];
  for (const question of questions) {
    const { vector } = await embedder.embedQuestion(question);
    const since = performance.now();
    const near = await build.library.nearest(vector, LIMIT);
    const found = performance.now();
    const scanned = scan.nearest(vector, SCANNED);
    libraryMs.push(found - since);
    exactScanMs.push(performance.now() - found);
    const similarities = near.map(({ similarity }) => similarity);
    recalls.push(recallOf(similarities, passageSimilarities(build, scanned).slice(0, 10)));
  }
  return {
    limit: LIMIT,
    recallAt10: meanOf(recalls),
    libraryMs: percentilesOf(libraryMs),
    exactScanMs: percentilesOf(exactScanMs),
  };
}

/** An exact scan over the vectors that a library's graph holds. */
export async function scanOf(build: OpenBuild): Promise<VectorIndex> {
  const { createExactScan } = await compiled<typeof Hnswlib>('index/library/hnswlib.js');
  const labels = build.nodes.filter((label) => label !== NONE);
  const scan = createExactScan(build.library.model.dimensions, labels.length);
  for (const label of labels) scan.add(build.vector(label));
  return relabelled(scan, labels);
}

/** Similarities of the passages that vectors are of, nearest first: each is as near as its nearest vector. */
export function passageSimilarities(
  { tables }: Pick<OpenBuild, 'tables'>,
  nearest: readonly Neighbour[],
): number[] {
  const seen = new Set<number>();
  return nearest
    .filter(({ label }) => seen.size < seen.add(passageOfVector(tables, label)).size)
    .map(({ similarity }) => similarity);
}
