import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../documents/document.ts';
import { DocumentsFolderError } from '../documents/folder-errors.ts';
import { type FileOutcome, readFolder } from '../documents/read-folder.ts';
import { READING_LIMITS } from '../documents/reading-limits.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { buildLibrary } from '../library/build-library.ts';
import type { EmbedReport } from '../library/embed-passages.ts';
import { openEmbeddingCache } from '../library/embedding-cache.ts';
import { type OpenBuild, openBuild } from '../library/open-build.ts';
import { type PassageSums, addPassageSum } from '../library/passage-sums.ts';
import { librarySettings } from '../library/refresh-library.ts';
import { type SourceFile, sourceOf } from '../library/sources.ts';
import type { DatabaseRequest } from './database-state.ts';

export interface ReadRequest {
  readonly request: DatabaseRequest;
  readonly files: readonly unknown[];
  /** Files that aren't read. */
  readonly kept: ReadonlySet<string>;
  /** An empty folder for the build. */
  readonly folder: string;
  readonly id: string;
  readonly embedder: Embedder;
}

/** What changed, as a small library of its own. */
export interface ChangedDocuments {
  readonly build: OpenBuild;
  readonly sources: readonly SourceFile[];
  readonly passageSums: PassageSums;
  readonly embeddings: EmbedReport;
  /** Embeddings are kept until they are in the database: a build that breaks off is gone on with. */
  forgetEmbeddings(): Promise<void>;
}

/** Reads and embeds the files that aren't kept, and makes a library of them in a folder. */
export async function readChanged(reading: ReadRequest): Promise<ChangedDocuments> {
  const { request, folder, id, embedder, files } = reading;
  const { onProgress = () => undefined } = request;
  const sources: SourceFile[] = [];
  const passageSums: PassageSums = new Map();
  const cacheFile = path.join(request.libraryDir, 'embeddings.cache');
  const cache = openEmbeddingCache(cacheFile, embedder.model);
  try {
    const { manifest, embeddings } = await buildLibrary({
      folder,
      id,
      documents: documentsOf(outcomesOf(reading), (outcome) => {
        sources.push(sourceOf(outcome));
        if (outcome.kind === 'read') addPassageSum(passageSums, outcome.document);
        onProgress({ phase: 'read', done: sources.length, total: files.length });
      }),
      sources: () => sources,
      embedder,
      settings: librarySettings(request),
      cache,
      previous: undefined,
      onProgress: (progress) => {
        if (progress.phase !== 'read') onProgress(progress);
      },
    });
    const build = await openBuild(folder, manifest);
    const forgetEmbeddings = () => rm(cacheFile, { force: true });
    return { build, sources, passageSums, embeddings, forgetEmbeddings };
  } finally {
    cache.close();
  }
}

async function* outcomesOf({ request, kept, embedder }: ReadRequest): AsyncGenerator<FileOutcome> {
  const { documentsDir, maxFileBytes, limits = READING_LIMITS, allowEmpty } = request;
  const measure = {
    passageTokens: embedder.passageTokens,
    countTokens: (texts: readonly string[]) => embedder.countTokens(texts),
  };
  const isKept = ({ id }: { readonly id: string }) => kept.has(id);
  try {
    yield* readFolder(documentsDir, { measure, maxFileBytes, limits, isKept });
  } catch (error) {
    if (allowEmpty === true && error instanceof DocumentsFolderError) return;
    throw error;
  }
}

async function* documentsOf(
  outcomes: AsyncIterable<FileOutcome>,
  onOutcome: (outcome: FileOutcome) => void,
): AsyncIterable<Document> {
  for await (const outcome of outcomes) {
    onOutcome(outcome);
    if (outcome.kind === 'read') yield outcome.document;
  }
}
