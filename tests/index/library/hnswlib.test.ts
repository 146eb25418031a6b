import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  GraphFileError,
  type GraphShape,
  createExactScan,
  createGraph,
  loadGraph,
} from '../../../src/index/library/hnswlib.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { describeVectorIndex, randomVectors } from './vector-index.contract.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

const SHAPE: GraphShape = { dimensions: 24, m: 16, efConstruction: 200, ef: 100 };

describeVectorIndex('the HNSW graph', (dimensions, capacity) =>
  createGraph({ ...SHAPE, dimensions }, capacity),
);
describeVectorIndex('the exact scan', createExactScan);

describe('the HNSW graph', () => {
  test.each([
    ['m', 1],
    ['m', 1e9],
    ['efConstruction', 0],
    ['ef', Number.NaN],
  ])('is not begun with %s = %s, which would end the process', (name, number) => {
    expect(() => createGraph({ ...SHAPE, [name]: number }, 10)).toThrow(RangeError);
  });

  test('answers after saving and loading as before, ef included', async () => {
    const vectors = randomVectors(500);
    const { file, graph } = await savedGraph(vectors);
    const loaded = await loadGraph(file, SHAPE, { size: 500 });
    for (const vector of randomVectors(50, 7)) {
      expect(loaded.nearest(vector, 20)).toEqual(graph.nearest(vector, 20));
    }
  });

  test('takes more vectors after loading, and gives none that was removed', async () => {
    const vectors = randomVectors(300);
    const { file } = await savedGraph(vectors.slice(0, 200));
    const grown = await loadGraph(file, SHAPE, { size: 200, room: 100 });
    for (const vector of vectors.slice(200)) grown.add(vector);
    for (let label = 0; label < 300; label += 2) grown.remove(label);
    await grown.save(`${file}.grown`);
    const loaded = await loadGraph(`${file}.grown`, SHAPE, { size: 300 });
    for (const [label, vector] of vectors.entries()) {
      const [nearest] = loaded.nearest(vector, 10);
      expect(nearest?.label === label).toBe(label % 2 === 1);
    }
    expect(loaded.nearest(randomVectors(1)[0] ?? new Float32Array(24), 300)).toHaveLength(150);
    expect(() => loaded.add(randomVectors(1, 8)[0] ?? new Float32Array(24))).toThrow(/exceeds/);
  });

  test('agrees with the exact scan on at least 99 of 100 neighbours', () => {
    const vectors = randomVectors(2000);
    const graph = createGraph(SHAPE, 2000);
    const scan = createExactScan(24, 2000);
    for (const vector of vectors) {
      graph.add(vector);
      scan.add(vector);
    }
    const shares = randomVectors(50, 3).map((question) => {
      const exact = new Set(scan.nearest(question, 10).map(({ label }) => label));
      return graph.nearest(question, 10).filter(({ label }) => exact.has(label)).length / 10;
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(
      0.99,
    );
  });

  test.each([
    ['another number of elements', { offset: 16, bytes: 1 }, /elements/],
    ['room for fewer than it holds', { offset: 8, bytes: 1 }, /room/],
    ['room that would take all memory', { offset: 8, bytes: 0xffff_ffff }, /room/],
    ['another element size', { offset: 24, bytes: 8 }, /bytes of an element/],
    ['another label place', { offset: 32, bytes: 8 }, /label/],
    ['an entry point beyond the end', { offset: 52, bytes: 99_999 }, /entry point/],
    ['another number of links', { offset: 72, bytes: 4 }, /links/],
  ])('does not load a file with %s', async (_, { offset, bytes }, complaint) => {
    const { file } = await savedGraph(randomVectors(30));
    const contents = await readFile(file);
    contents.writeUInt32LE(bytes, offset);
    await writeFile(file, contents);
    const loading = loadGraph(file, SHAPE, { size: 30 });
    await expect(loading).rejects.toThrow(GraphFileError);
    await expect(loading).rejects.toThrow(complaint);
  });

  test('does not load a file for other dimensions', async () => {
    const { file } = await savedGraph(randomVectors(30));
    await expect(loadGraph(file, { ...SHAPE, dimensions: 32 }, { size: 30 })).rejects.toThrow(
      GraphFileError,
    );
  });

  test('does not load a file that is shorter than a header', async () => {
    const file = path.join(await temporaryFolder(), 'graph.hnsw');
    await writeFile(file, 'no graph');
    await expect(loadGraph(file, SHAPE, { size: 30 })).rejects.toThrow(GraphFileError);
  });

  test('can be loaded after another file could not', async () => {
    const { file } = await savedGraph(randomVectors(30));
    const cut = `${file}.cut`;
    await writeFile(cut, (await readFile(file)).subarray(0, (await stat(file)).size - 40));
    await expect(loadGraph(cut, SHAPE, { size: 30 })).rejects.toThrow(/corrupted/);
    await rm(cut);
    expect((await loadGraph(file, SHAPE, { size: 30 })).size).toBe(30);
  });
});

async function savedGraph(vectors: readonly Float32Array[]) {
  const graph = createGraph(SHAPE, vectors.length);
  for (const vector of vectors) graph.add(vector);
  const file = path.join(await temporaryFolder(), 'graph.hnsw');
  await graph.save(file);
  return { file, graph };
}
