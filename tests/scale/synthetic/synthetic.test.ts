import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Vector } from '../../../src/index/embedding/embedder.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { refreshLibrary } from '../../../src/index/library/refresh-library.ts';
import { cosineSimilarity } from '../../../src/retrieval/similarity.ts';
import { exactNearest } from '../../bench/recall.ts';
import { allVectors } from '../../index/library/all-vectors.ts';
import { toyEmbedder } from '../../index/library/toy-embedder.ts';
import { type Base, baseOf } from './base.ts';
import { buildSynthetic } from './build-synthetic.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SIZE = 1500;
const embedder = toyEmbedder();
let folder: string;
let base: Base;
let real: readonly Vector[];
let made: Awaited<ReturnType<typeof synthetic>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'synthetic-'));
  const places = { documentsDir: path.join(folder, 'real'), libraryDir: path.join(folder, 'base') };
  await cp(path.resolve(import.meta.dirname, '../../../data/documents'), places.documentsDir, {
    recursive: true,
  });
  await writeFile(path.join(places.documentsDir, 'other.md'), '# Penguins\n\nPenguins eat fish.\n');
  await refresh(places);
  const built = await open(places.libraryDir);
  real = vectorsOf(allVectors(built));
  base = baseOf(built);
  made = await synthetic();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a synthetic library', () => {
  test('has as many vectors as it is told, near enough, and passes the gate', () => {
    const { counts, graph } = made;
    expect(counts.vectors).toBeGreaterThan(SIZE * 0.8);
    expect(counts.vectors).toBeLessThan(SIZE * 1.3);
    expect(graph.recallAt10).toBeGreaterThanOrEqual(0.99);
  });

  test('begins with the real vectors, and holds copies of some of them', () => {
    const { counts, vectors } = made;
    const all = new Set(vectors.map((vector) => vector.join()));
    expect(real.filter((vector) => !all.has(vector.join()))).toEqual([]);
    const share = counts.copies / counts.vectors;
    expect(share).toBeGreaterThan(0.001);
    expect(share).toBeLessThan(0.1);
  });

  test('is clustered as its base is: neighbours far nearer than others, others as far apart', () => {
    const { vectors } = made;
    const [of, among] = [distancesIn(real), distancesIn(vectors)];
    expect(among.median).toBeCloseTo(of.median, 1);
    expect(among.tenth - among.median).toBeGreaterThan(0.5 * (of.tenth - of.median));
  });

  test('says something else in each volume: hardly a sentence has itself for a neighbour there', () => {
    const placed = placedSentences(made.library);
    const asked = placed.filter((_, at) => at % 29 === 0);
    const shares = asked.map(({ vector, place }) => {
      const others = placed.filter((other) => cosineSimilarity(other.vector, vector) < 0.9999);
      const near = exactNearest(
        others.map((other) => other.vector),
        vector,
        10,
      );
      return near.filter(({ label }) => others[label]?.place === place).length / near.length;
    });
    expect(asked.length).toBeGreaterThan(30);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.1);
  });

  test('is opened and asked as any other: its documents have not changed', async () => {
    const { documentsDir, libraryDir } = made;
    const { kind, library } = await refresh({ documentsDir, libraryDir });
    expect(kind).toBe('unchanged');
    const matches = await library.findWords({ terms: ['penguin'], limit: 100 });
    expect(matches.length).toBeGreaterThan(1);
  });

  test('has words that its base has not, the more of them the larger it is', () => {
    const { library } = made;
    const texts = library.documents.map(({ length }, at) =>
      library.text(at, { start: 0, end: length }),
    );
    const wordsIn = (some: readonly string[]) => new Set(some.flatMap((text) => text.split(/\W+/)));
    const volumes = texts.length / base.documents.length;
    const half = wordsIn(texts.slice(0, Math.floor(volumes / 2) * base.documents.length)).size;
    const known = wordsIn(base.documents.map(({ text }) => text)).size;
    expect(half).toBeGreaterThan(known);
    expect(wordsIn(texts).size).toBeGreaterThan(half);
  });
});

async function refresh(places: { readonly documentsDir: string; readonly libraryDir: string }) {
  return await refreshLibrary({
    ...places,
    maxFileBytes: 50 * 1024 * 1024,
    model: embedder.model,
    embedder: () => Promise.resolve(embedder),
  });
}

async function open(libraryDir: string) {
  const opened = await openLibrary(libraryDir, { model: embedder.model, settings: undefined });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened;
}

async function synthetic() {
  const documentsDir = path.join(folder, 'documents');
  const libraryDir = path.join(folder, 'library');
  const onProgress = () => undefined;
  const request = { base, documentsDir, libraryDir, vectors: SIZE, onProgress };
  const { counts, graph } = await buildSynthetic(request);
  const build = await open(libraryDir);
  const { library } = build;
  const vectors = vectorsOf(allVectors(build));
  return { documentsDir, libraryDir, counts, graph, library, vectors };
}

/** Sentences of all volumes but the real one; those of one place are made of the same real sentence. */
function placedSentences(library: (typeof made)['library']) {
  return library.documents
    .filter(({ id }) => !id.startsWith('volume-0000/'))
    .flatMap(({ id, firstSentence, endSentence }) => {
      const count = endSentence - firstSentence;
      const numbers = Array.from({ length: count }, (_, at) => firstSentence + at);
      return library.sentenceVectors(numbers).map((vector, at) => ({
        vector,
        place: `${id.replace(/^volume-\d+/, '')} ${at}`,
      }));
    });
}

function vectorsOf(numbers: Float32Array): Vector[] {
  const { dimensions } = embedder.model;
  return Array.from({ length: numbers.length / dimensions }, (_, at) =>
    numbers.subarray(at * dimensions, (at + 1) * dimensions),
  );
}

/** Medians over some vectors: similarity to the tenth nearest, and to one in the middle. */
function distancesIn(vectors: readonly Vector[]) {
  const some = Array.from(
    { length: 40 },
    (_, at) => vectors[Math.floor((at * vectors.length) / 40)],
  );
  const middle = (numbers: readonly number[]) =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
  const asked = some.filter((vector) => vector !== undefined);
  return {
    tenth: middle(asked.map((vector) => exactNearest(vectors, vector, 10).at(-1)?.similarity ?? 0)),
    median: middle(
      asked.map((vector) => middle(vectors.map((other) => cosineSimilarity(vector, other)))),
    ),
  };
}
