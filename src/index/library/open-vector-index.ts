import path from 'node:path';
import { type Copies, distinctLabels, relabelled } from './copies.ts';
import { createExactScan, loadGraph } from './hnswlib.ts';
import { BUILD_FILES, type Manifest } from './manifest.ts';
import { searchedEf } from './searched-ef.ts';
import { cell } from './tables.ts';
import type { VectorReader } from './vector-file.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * Up to this many vectors an exact scan is used: it is right by construction, and quicker. Measured with what a question
 * asks for (240 neighbours, tests/scale/SWEEP.md): a scan of 2,000 vectors takes 0.28 ms, of 9,000 1.6 ms, a search of
 * their graphs 0.45 and 1.0 ms, so they meet near 4,000. But for a scan each vector is copied when the library is opened
 * (0.05 ms), which the graph is not: beyond 2,000 that is more than a few hundred questions win back.
 */
const EXACT_SCAN_VECTORS = 2000;

/**
 * Opens the index over a build's distinct vectors.
 *
 * A graph that can't be loaded although its bytes are right (another build of hnswlib, say) is no reason to stop.
 */
export async function openVectorIndex(
  folder: string,
  {
    manifest,
    vectors,
    copies,
    nodes,
  }: {
    readonly manifest: Manifest;
    readonly vectors: Pick<VectorReader, 'read'>;
    readonly copies: Copies;
    /** For each label of the graph, the label of its vector; NONE where that was removed. */
    readonly nodes: Uint32Array;
  },
): Promise<VectorIndex> {
  const { shape } = manifest.graph;
  const labels = distinctLabels(copies, manifest.counts.vectors);
  const scan = () => relabelled(scanOf(vectors, labels, shape.dimensions), labels);
  if (labels.length <= EXACT_SCAN_VECTORS) return scan();
  try {
    const file = path.join(folder, BUILD_FILES.graph);
    const ef = searchedEf(shape.ef, labels.length);
    const graph = await loadGraph(file, { ...shape, ef }, { size: nodes.length });
    return relabelled(graph, nodes);
  } catch {
    return scan();
  }
}

function scanOf(
  vectors: Pick<VectorReader, 'read'>,
  labels: Uint32Array,
  dimensions: number,
): VectorIndex {
  const scan = createExactScan(dimensions, labels.length);
  for (let position = 0; position < labels.length; position += 1) {
    scan.add(vectors.read(cell(labels, position)));
  }
  return scan;
}
