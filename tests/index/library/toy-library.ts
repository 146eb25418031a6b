import path from 'node:path';
import type { Document } from '../../../src/index/documents/document.ts';
import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { newBuildId } from '../../../src/index/library/build-folders.ts';
import { type BuildProgress, buildLibrary } from '../../../src/index/library/build-library.ts';
import { openEmbeddingCache } from '../../../src/index/library/embedding-cache.ts';
import type { Verdict } from '../../../src/index/library/gate.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import { publishBuild } from '../../../src/index/library/publish.ts';
import { toyEmbedder } from './toy-embedder.ts';

export const SETTINGS = { passageTokens: 40 };

/** Builds and publishes a library of these documents, without a documents folder. */
export async function publishToyLibrary(
  libraryDir: string,
  documents: readonly Document[],
  more: {
    readonly embedder?: Embedder;
    readonly previous?: OpenBuild;
    readonly onProgress?: (progress: BuildProgress) => void;
    readonly verdict?: Verdict;
  } = {},
) {
  const { embedder = toyEmbedder(), previous, onProgress = () => undefined } = more;
  const { verdict = { outcome: 'passed', complaints: [], goldenAsked: 0 } } = more;
  const id = newBuildId(new Date());
  const write = async (folder: string) => {
    const cache = openEmbeddingCache(path.join(libraryDir, 'embeddings.cache'), embedder.model);
    try {
      return await buildLibrary({
        folder,
        id,
        documents: each(documents),
        sources: () => documents.map(sourceOf),
        embedder,
        settings: SETTINGS,
        cache,
        previous,
        onProgress,
      });
    } finally {
      cache.close();
    }
  };
  const judge = () => Promise.resolve(verdict);
  return await publishBuild(libraryDir, id, { write, judge, keptBuilds: 3 });
}

async function* each(documents: readonly Document[]): AsyncIterable<Document> {
  yield* documents;
}

function sourceOf({ id, text, sha256 }: Document) {
  return { id, bytes: text.length, modifiedMs: 0, sha256, skipped: undefined };
}
