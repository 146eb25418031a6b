import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../../../src/index/documents/document.ts';
import { newBuildId } from '../../../src/index/library/build-folders.ts';
import { type BuildProgress, buildLibrary } from '../../../src/index/library/build-library.ts';
import type { EmbeddingCache } from '../../../src/index/library/embedding-cache.ts';
import { judge } from '../../../src/index/library/gate.ts';
import type { Manifest } from '../../../src/index/library/manifest.ts';
import { type PassageSums, addPassageSum } from '../../../src/index/library/passage-sums.ts';
import { publishBuild } from '../../../src/index/library/publish.ts';
import { librarySettings } from '../../../src/index/library/refresh-library.ts';
import type { SourceFile } from '../../../src/index/library/sources.ts';
import type { Base } from './base.ts';
import { volumesOf } from './volumes.ts';

export interface SyntheticRequest {
  readonly base: Base;
  readonly documentsDir: string;
  readonly libraryDir: string;
  /** Vectors that it is to have; it has a few more, less those of passages that repeat. */
  readonly vectors: number;
  readonly onProgress: (progress: BuildProgress) => void;
}

/**
 * Builds a library of a base's documents, over and over with other words and other vectors, as documents are built, gate
 * included; and writes the documents, so that whoever asks finds nothing changed.
 */
export async function buildSynthetic(request: SyntheticRequest): Promise<Manifest> {
  const { base, documentsDir, libraryDir, vectors, onProgress } = request;
  const { documents, embedder } = volumesOf(base, vectors);
  const sources: SourceFile[] = [];
  const passageSums: PassageSums = new Map();
  const written = async function* () {
    for (const document of documents) {
      sources.push(await writeDocument(documentsDir, document));
      addPassageSum(passageSums, document);
      yield document;
    }
  };
  const id = newBuildId(new Date());
  const published = await publishBuild(libraryDir, id, {
    keptBuilds: 1,
    write: (folder) =>
      buildLibrary({
        folder,
        id,
        documents: written(),
        sources: () => sources,
        embedder,
        settings: librarySettings({ maxFileBytes: MAX_FILE_BYTES }),
        cache: NO_CACHE,
        previous: undefined,
        onProgress,
      }),
    judge: (build, { manifest }) => {
      onProgress({ phase: 'check', done: 0, total: undefined });
      const golden = () => Promise.resolve({ asked: 0, missing: [] });
      return judge({ build, manifest, previous: undefined, passageSums, golden, yes: false });
    },
  });
  published.close();
  if (published.verdict.outcome === 'refused') throw new Error(JSON.stringify(published.verdict));
  return published.manifest;
}

/** As `MAX_FILE_MB` is unless told: the settings of a library that is opened must be those that it was built with. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** Nothing breaks off here, and it would double what is written. */
const NO_CACHE: EmbeddingCache = {
  size: 0,
  find: () => undefined,
  keep: () => undefined,
  close: () => undefined,
};

async function writeDocument(folder: string, { id, text, sha256 }: Document): Promise<SourceFile> {
  const file = path.join(folder, id);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  const { size, mtimeMs } = await stat(file);
  return { id, bytes: size, modifiedMs: mtimeMs, sha256, skipped: undefined };
}
