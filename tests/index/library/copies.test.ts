import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { distinctLabels, distinctVectors, findCopies } from '../../../src/index/library/copies.ts';
import { createVectorFile } from '../../../src/index/library/vector-file.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { publishToyLibrary } from './toy-library.ts';
import { randomVectors } from './vector-index.contract.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

describe('equal vectors', () => {
  test('are found, each with the first of its kind', async () => {
    const { file, vectors } = await fileWith([0, 1, 0, 2, 1, 0]);
    const copies = await findCopies(file, vectors.length);
    expect([...copies.columns.label]).toEqual([2, 4, 5]);
    expect([...copies.columns.original]).toEqual([0, 1, 0]);
    await file.close();
  });

  test('leave the others in their order, readable from any place', async () => {
    const { file, vectors } = await fileWith([0, 1, 0, 2, 1, 0, 3]);
    const labels = distinctLabels(await findCopies(file, vectors.length), vectors.length);
    expect([...labels]).toEqual([0, 1, 3, 6]);
    const distinct = distinctVectors(file, labels);
    expect(await distinct.read(0, 100)).toEqual([0, 1, 3, 6].map((label) => vectors[label]));
    expect(await distinct.read(2, 1)).toEqual([vectors[3]]);
    await file.close();
  });

  test('of a sentence that is said over and over take one place in the graph, and all is found', async () => {
    const embedder = toyEmbedder();
    const text = Array.from(
      { length: 900 },
      (_, at) => `Message number${at} came. Thank you.`,
    ).join('\n');
    const { library, manifest } = await publishToyLibrary(
      await temporaryFolder(),
      [toyDocument('chat.txt', text)],
      { embedder },
    );
    expect(manifest.counts).toMatchObject({ vectors: 2700, copies: 899 });
    expect(manifest.graph.unreachable).toEqual([]);
    const { vector } = await embedder.embedQuestion('Message number555 came.');
    const near = await library.nearest(vector, 3);
    expect(near.map(({ passage }) => passage)).toContain(555);
    const thanks = await embedder.embedQuestion('Thank you. chat.txt');
    expect(await library.nearest(thanks.vector, 1)).toHaveLength(1);
  });
});

/** A file of vectors, of which equal numbers stand for equal vectors. */
async function fileWith(kinds: readonly number[]) {
  const different = randomVectors(Math.max(...kinds) + 1);
  const vectors = kinds.map((kind) => different[kind] ?? new Float32Array());
  const file = await createVectorFile(path.join(await temporaryFolder(), 'v.f32'), 24);
  for (const [label, vector] of vectors.entries()) file.write(label, vector);
  return { file, vectors };
}
