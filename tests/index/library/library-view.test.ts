import { expect, test, vi } from 'vitest';
import { libraryOf } from '../../../src/index/library/library-view.ts';
import { publishToyLibrary } from './toy-library.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocuments } from './toy-documents.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

test('finds a passage that the graph does not lead to', async () => {
  const { library, tables, manifest } = await publishToyLibrary(
    await temporaryFolder(),
    toyDocuments(3),
  );
  const vectors = new Float32Array(
    [
      ...Array.from({ length: library.passageCount }, (_, at) => [...library.passageVector(at)]),
      ...Array.from({ length: tables.owners.rows }, () => [...new Float32Array(64)]),
    ].flat(),
  );
  const unreachable = libraryOf({
    manifest: { ...manifest, graph: { ...manifest.graph, unreachable: [2] } },
    tables,
    texts: Buffer.alloc(0),
    vectors: {
      read: (label) => vectors.subarray(label * 64, (label + 1) * 64),
      readEach: () => [],
    },
    tokens: { read: () => [] },
    words: { find: () => [], passagesWith: () => 0 },
    near: {
      dimensions: 64,
      size: vectors.length / 64,
      add: () => undefined,
      nearest: () => [{ label: 0, similarity: 0.5 }],
    },
  });
  const found = await unreachable.nearest(library.passageVector(2), 2);
  expect(found.map(({ passage }) => passage)).toEqual([2, 0]);
  expect(found[0]?.similarity).toBeCloseTo(1, 5);
});
