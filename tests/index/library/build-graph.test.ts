import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { buildGraph } from '../../../src/index/library/build-graph.ts';
import { distinctVectors } from '../../../src/index/library/copies.ts';
import { createVectorFile } from '../../../src/index/library/vector-file.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { randomVectors } from './vector-index.contract.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

describe('an audited graph', () => {
  test('finds at least 99 of 100 exact neighbours', async () => {
    const { audit } = await graphOf(randomVectors(1500));
    expect(audit.recallAt10).toBeGreaterThanOrEqual(0.99);
    expect(audit.sampled).toBe(100);
    expect(audit.unreachable).toEqual([]);
  });

  test('takes more trouble where the first graph finds too little', async () => {
    const { audit } = await graphOf(randomVectors(3000, 1, 256));
    expect(audit.shape.ef).toBeGreaterThan(100);
    expect(audit.recallAt10).toBeGreaterThanOrEqual(0.98);
  });

  test('lists every vector that it does not lead to', async () => {
    // Copies crowd each other out of the lists of neighbours, and one vector is far from all of them.
    const [copied, far] = [randomVectors(1)[0], randomVectors(1, 5)[0]];
    if (copied === undefined || far === undefined) throw new Error('no vectors');
    const vectors = [...Array.from({ length: 400 }, () => copied), far, ...randomVectors(100, 9)];
    const { graph, audit } = await graphOf(vectors);
    const missed = vectors.flatMap((vector, label) =>
      graph.nearest(vector, 10).some((near) => near.label === label) ? [] : [label],
    );
    expect(missed.length).toBeGreaterThan(0);
    expect(audit.unreachable).toEqual(missed);
  });

  test('may be of one vector', async () => {
    const { graph, audit } = await graphOf(randomVectors(1));
    expect(graph.size).toBe(1);
    expect(audit).toMatchObject({ recallAt10: 1, unreachable: [] });
  });

  test('tells how far it is, up to the end', async () => {
    const steps: number[] = [];
    await graphOf(randomVectors(50), (done) => steps.push(done));
    expect(steps).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  });
});

async function graphOf(
  vectors: readonly Float32Array[],
  onVector: (done: number) => void = () => undefined,
) {
  const dimensions = vectors[0]?.length ?? 0;
  const file = await createVectorFile(path.join(await temporaryFolder(), 'v.f32'), dimensions);
  for (const [label, vector] of vectors.entries()) await file.write(label, vector);
  try {
    const labels = Uint32Array.from(vectors.keys());
    return await buildGraph(distinctVectors(file, labels), onVector);
  } finally {
    await file.close();
  }
}
