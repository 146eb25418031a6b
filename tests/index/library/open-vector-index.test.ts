import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Copies } from '../../../src/index/library/copies.ts';
import { createGraph } from '../../../src/index/library/hnswlib.ts';
import type { Manifest } from '../../../src/index/library/manifest.ts';
import { openVectorIndex } from '../../../src/index/library/open-vector-index.ts';
import { NONE } from '../../../src/index/library/table.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { randomVectors } from './vector-index.contract.ts';

const SHAPE = { dimensions: 24, m: 8, efConstruction: 40, ef: 100 };
const NO_COPIES: Copies = {
  rows: 0,
  columns: { label: new Uint32Array(), original: new Uint32Array() },
};

describe('the index of a build’s vectors', () => {
  // The graph that was written holds one vector more, which was removed since: so it is told from the scan.
  test('is an exact scan where a graph would not be quicker', async () => {
    const { index, vectors } = await opened(2000);
    expect(index.size).toBe(2000);
    expect(index.nearest(vectors[77] ?? new Float32Array(24), 1)[0]?.label).toBe(77);
  });

  test('is the graph above that', async () => {
    const { index, vectors } = await opened(2001);
    expect(index.size).toBe(2002);
    expect(index.nearest(vectors[77] ?? new Float32Array(24), 1)[0]?.label).toBe(77);
  });

  test('is an exact scan where the graph can’t be loaded', async () => {
    const { index } = await opened(2001, 'other.hnsw');
    expect(index.size).toBe(2001);
  });
});

async function opened(count: number, name = 'graph.hnsw') {
  const folder = await temporaryFolder();
  const vectors = randomVectors(count);
  const graph = createGraph(SHAPE, count + 1);
  for (const vector of [...vectors, ...randomVectors(1, 9)]) graph.add(vector);
  graph.remove(count);
  await graph.save(path.join(folder, name));
  const manifest = { graph: { shape: SHAPE }, counts: { vectors: count } } as Manifest;
  const read = (label: number) => vectors[label] ?? new Float32Array(24);
  const nodes = Uint32Array.from([...vectors.keys(), NONE]);
  const index = await openVectorIndex(folder, {
    manifest,
    nodes,
    vectors: { read },
    copies: NO_COPIES,
  });
  return { index, vectors };
}
