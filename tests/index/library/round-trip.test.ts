import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import type { BuildProgress } from '../../../src/index/library/build-library.ts';
import { type Library, using } from '../../../src/index/library/library.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { describeLibrary } from './library.contract.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument, toyDocuments } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { SETTINGS, publishToyLibrary } from './toy-library.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

const embedder = toyEmbedder();
const expected = { model: embedder.model, settings: SETTINGS };

describeLibrary('a folder of files', async (documents) => using(await builtAndOpened(documents)));

describe('a passage that stands in several places', () => {
  test('is stored and embedded once, with all its places', async () => {
    const own = toyEmbedder();
    const folder = await temporaryFolder();
    const text = 'All rights reserved. Printed in the same shop.';
    const documents = ['a.txt', 'b.txt', 'c.txt'].map((id) => toyDocument(id, text));
    const { library, manifest } = await publishToyLibrary(folder, documents, { embedder: own });
    expect(own.seen).toHaveLength(1);
    expect(library.passageCount).toBe(1);
    expect(library.passage(0).places.map(({ document }) => document)).toEqual([0, 1, 2]);
    expect(manifest.counts).toMatchObject({ passages: 1, places: 3, sentences: 6, vectors: 3 });
    expect(library.sentenceVector(4)).toEqual(library.sentenceVector(0));
  });
});

describe('a build', () => {
  test('tells how far it is, each phase to its end', async () => {
    const progress: BuildProgress[] = [];
    await publishToyLibrary(await temporaryFolder(), toyDocuments(4), {
      onProgress: (step) => progress.push(step),
    });
    const phases = [...new Set(progress.map(({ phase }) => phase))];
    expect(phases).toEqual(['read', 'embed', 'graph', 'words', 'publish']);
    for (const phase of ['embed', 'graph', 'words'] as const) {
      const last = progress.findLast((step) => step.phase === phase);
      expect(last?.done).toBe(last?.total);
    }
  });

  test('measures its graph and says so in the manifest', async () => {
    const { manifest } = await publishToyLibrary(await temporaryFolder(), toyDocuments(60));
    expect(manifest.graph.recallAt10).toBeGreaterThanOrEqual(0.99);
    expect(manifest.graph.sampled).toBe(100);
  });

  test('leaves no unfinished folder, and three builds at most', async () => {
    const folder = await temporaryFolder();
    for (let build = 0; build < 5; build += 1) {
      await publishToyLibrary(folder, toyDocuments(1));
    }
    const builds = await readdir(path.join(folder, 'builds'));
    expect(builds).toHaveLength(3);
    expect(builds).toContain((await readFile(path.join(folder, 'current'), 'utf8')).trim());
  });
});

async function builtAndOpened(documents: readonly Document[]): Promise<Library> {
  const folder = await temporaryFolder();
  await publishToyLibrary(folder, documents, { embedder });
  const opened = await openLibrary(folder, expected);
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened.library;
}
