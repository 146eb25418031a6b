import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  type AuditedGraph,
  attemptsAt,
  buildGraph,
} from '../../../src/index/library/build-graph.ts';
import { distinctVectors } from '../../../src/index/library/copies.ts';
import { unreachablePositions } from '../../../src/index/library/graph-audit.ts';
import { growGraph } from '../../../src/index/library/grow-graph.ts';
import { NONE } from '../../../src/index/library/table.ts';
import { createVectorFile } from '../../../src/index/library/vector-file.ts';
import { exactNearest, meanOf } from '../../bench/recall.ts';
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

  test('begins with more links where there are many vectors, and ends with as many as any', () => {
    const [few, many] = [attemptsAt(99_999), attemptsAt(100_000)];
    expect(many[0]?.m).toBeGreaterThan(few[0]?.m ?? Infinity);
    expect(many.slice(1)).toEqual(few.slice(1));
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

describe('a graph that grows', () => {
  const old = randomVectors(1000);
  const more = randomVectors(40, 5);

  test('finds what an exact scan finds, and leads to every vector but those that are gone', async () => {
    // Most stay, in other places; a few come, a few go.
    const vectors = [...more.slice(0, 20), ...old.slice(30), ...more.slice(20)];
    const { grown } = await grownOf(old, vectors);
    if (grown === undefined) throw new Error('made anew');
    const { graph, nodes, audit } = grown;
    expect(audit).toMatchObject({ grown: 70, unreachable: [] });
    expect(audit.recallAt10).toBeGreaterThanOrEqual(0.98);
    expect([...nodes].filter((position) => position === NONE)).toHaveLength(30);
    for (const [position, vector] of vectors.entries()) {
      expect(nodes[graph.nearest(vector, 1)[0]?.label ?? -1]).toBe(position);
    }
  });

  test('grows again and again, until making it anew is better', async () => {
    let vectors = old;
    let { earlier, grown } = await grownOf(old, old);
    for (let round = 0; round < 7; round += 1) {
      vectors = [...vectors.slice(25), ...randomVectors(25, 100 + round)];
      ({ earlier, grown } = await grownOf(earlier, vectors));
      expect(grown?.audit.grown).toBe(round < 6 ? 50 * (round + 1) : undefined);
    }
  });

  test('finds as much after many additions and removals, grown or made anew', async () => {
    let vectors = old;
    let earlier = (await grownOf(old, old)).earlier;
    for (let round = 0; round < 8; round += 1) {
      const added = randomVectors(60, 200 + round);
      vectors = [...vectors.slice(60), ...added];
      const { grown } = await grownOf(earlier, vectors);
      const next = grown ?? (await graphOf(vectors));
      expect(foundBy(next, vectors)).toBeGreaterThanOrEqual(0.98);
      earlier = await earlierOf(vectors, next);
    }
    expect(earlier.audit.grown).toBeLessThan(8 * 120); // made anew on the way
  });

  test('lists vectors that it does not lead to, those of before among them', async () => {
    const [copied, far] = [randomVectors(1)[0], randomVectors(1, 5)[0]];
    if (copied === undefined || far === undefined) throw new Error('no vectors');
    const nearCopies = randomVectors(400, 7).map((noise) => near(copied, noise));
    const before = [...nearCopies, far, ...randomVectors(100, 9)];
    const vectors = [...randomVectors(3, 11), ...before];
    const { grown } = await grownOf(before, vectors);
    if (grown === undefined) throw new Error('made anew');
    const { graph, nodes, audit } = grown;
    const request = {
      graph: {
        setEf: (ef: number) => graph.setEf(ef),
        nearest: (vector: Float32Array, limit: number) =>
          graph
            .nearest(vector, limit)
            .map((found) => ({ ...found, label: nodes[found.label] ?? -1 })),
      },
      vectors: await sourceOf(vectors),
      ef: audit.shape.ef,
      onVector: () => undefined,
    };
    const all = await unreachablePositions(request);
    await request.vectors.close();
    expect(all.length).toBeGreaterThan(0);
    expect(audit.unreachable).toEqual(all);
  });

  test('is made anew where its file can’t be used', async () => {
    const { earlier } = await grownOf(old, old);
    const [graph] = [{ ...earlier, file: `${earlier.file}.gone` }];
    expect((await grownOf(graph, old)).grown).toBeUndefined();
  });

  test('tells how far it is, up to the end', async () => {
    const steps: string[] = [];
    await grownOf(old, [...old, ...more], (done, total) => steps.push(`${done} of ${total}`));
    expect(steps.slice(0, 2)).toEqual([
      expect.stringMatching(/^1 of /),
      expect.stringMatching(/^2 of /),
    ]);
    const [, done, total] = /(\d+) of (\d+)/.exec(steps.at(-1) ?? '') ?? [];
    expect(done).toBe(total);
  });
});

/** A vector of unit length that is nearly `vector`, and no copy. */
function near(vector: Float32Array, noise: Float32Array): Float32Array {
  const sum = vector.map((number, place) => number + 1e-4 * (noise[place] ?? 0));
  const length = Math.hypot(...sum);
  return sum.map((number) => number / length);
}

/** Share of the ten nearest that a graph finds, mean over vectors that are none of its own. */
function foundBy({ graph, nodes }: AuditedGraph, vectors: readonly Float32Array[]): number {
  const asked = randomVectors(40, 999);
  const shares = asked.map((vector) => {
    const exact = exactNearest(vectors, vector, 10).map(({ label }) => label);
    const found = graph.nearest(vector, 10).map(({ label }) => nodes[label]);
    return exact.filter((label) => found.includes(label)).length / 10;
  });
  return meanOf(shares);
}

type Earlier = Parameters<typeof growGraph>[1];

/** @returns the graph that grew, and what the next one grows from */
async function grownOf(
  before: readonly Float32Array[] | Earlier,
  vectors: readonly Float32Array[],
  onStep: (done: number, total: number) => void = () => undefined,
) {
  const earlier = 'nodes' in before ? before : await earlierOf(before, await graphOf(before));
  const source = await sourceOf(vectors);
  try {
    const grown = await growGraph(source, earlier, onStep);
    return { grown, earlier: grown ? await earlierOf(vectors, grown) : earlier };
  } finally {
    await source.close();
  }
}

async function earlierOf(
  vectors: readonly Float32Array[],
  { graph, nodes, audit }: AuditedGraph,
): Promise<Earlier> {
  const file = path.join(await temporaryFolder(), 'graph.hnsw');
  await graph.save(file);
  return { file, nodes, audit, vector: (label) => vectors[label] ?? new Float32Array(0) };
}

async function graphOf(
  vectors: readonly Float32Array[],
  onStep: (done: number, total: number) => void = () => undefined,
) {
  const source = await sourceOf(vectors);
  try {
    return await buildGraph(source, onStep);
  } finally {
    await source.close();
  }
}

async function sourceOf(vectors: readonly Float32Array[]) {
  const dimensions = vectors[0]?.length ?? 0;
  const file = await createVectorFile(path.join(await temporaryFolder(), 'v.f32'), dimensions);
  for (const [label, vector] of vectors.entries()) file.write(label, vector);
  const labels = Uint32Array.from(vectors.keys());
  return { ...distinctVectors(file, labels), close: () => file.close() };
}
