import path from 'node:path';
import type { Vector } from '../../src/index/embedding/embedder.ts';
import { openEmbedder } from '../../src/index/embedding/worker-embedder.ts';
import { buildFolder } from '../../src/index/library/build-folders.ts';
import { relabelled } from '../../src/index/library/copies.ts';
import { loadGraph } from '../../src/index/library/hnswlib.ts';
import { BUILD_FILES } from '../../src/index/library/manifest.ts';
import { SCANNED, passageSimilarities, scanOf } from '../bench/parts/neighbours.ts';
import { meanOf, recallOf } from '../bench/recall.ts';
import type { SweepLibraryRequest } from './sweep-library.ts';
import { openOf } from './synthetic/synthetic-library.ts';

/** A library's graph, searched as questions do, with some ef. */
export interface EfRow {
  readonly vectors: number;
  readonly ef: number;
  /** As `NeighboursMeasured.recallAt10`. */
  readonly recallAt10: number;
  /** Mean processor time of a search, milliseconds. */
  readonly searchMs: number;
}

/** {@link SCANNED} neighbours are searched for, so less makes no difference. */
const EFS = [240, 300, 400, 600, 800, 1200, 1600];

/** What a library's graph finds with one ef and another. */
export async function measureEfs(request: SweepLibraryRequest): Promise<readonly EfRow[]> {
  const { modelsDir, modelId, libraryDir, questions } = request;
  const build = await openOf(request);
  if (typeof build === 'string') throw new Error(build);
  const { manifest, nodes } = build;
  const embedder = await openEmbedder({ modelsDir, modelId });
  const scan = await scanOf(build);
  const asked: { readonly vector: Vector; readonly exact: readonly number[] }[] = [];
  for (const question of questions) {
    const { vector } = await embedder.embedQuestion(question);
    const exact = passageSimilarities(build, scan.nearest(vector, SCANNED)).slice(0, 10);
    asked.push({ vector, exact });
  }
  await embedder.close();
  const file = path.join(buildFolder(libraryDir, manifest.id), BUILD_FILES.graph);
  const graph = await loadGraph(file, manifest.graph.shape, { size: nodes.length });
  const near = relabelled(graph, nodes);
  return EFS.map((ef) => {
    graph.setEf(ef);
    const before = process.cpuUsage();
    const found = asked.map(({ vector }) => near.nearest(vector, SCANNED));
    const { user, system } = process.cpuUsage(before);
    const recalls = found.map((neighbours, at) =>
      recallOf(passageSimilarities(build, neighbours), asked[at]?.exact ?? []),
    );
    return {
      vectors: graph.size,
      ef,
      recallAt10: meanOf(recalls),
      searchMs: (user + system) / 1000 / asked.length,
    };
  });
}

/** A table for people. */
export function renderEfs(rows: readonly EfRow[]): string {
  const lines = rows.map(({ vectors, ef, recallAt10, searchMs }) => [
    vectors,
    ef,
    recallAt10.toFixed(4),
    searchMs.toFixed(2),
  ]);
  const head = ['vectors', 'ef', 'recall@10', 'search, ms'];
  return [head, head.map(() => '--:'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
