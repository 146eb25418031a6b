import path from 'node:path';
import type { Document } from '../documents/document.ts';
import { DocumentsFolderError } from '../documents/folder-errors.ts';
import { type FileOutcome, type ReadFolderOptions, readFolder } from '../documents/read-folder.ts';
import { READING_LIMITS } from '../documents/reading-limits.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type BuildRequest, type BuiltLibrary, buildLibrary } from './build-library.ts';
import { openEmbeddingCache } from './embedding-cache.ts';
import { type PassageSums, addPassageSum } from './passage-sums.ts';
import { type RefreshRequest, librarySettings } from './refresh-library.ts';
import { type SourceFile, sourceOf } from './sources.ts';

/** What is read of a documents folder. */
export interface FolderReading {
  readonly request: RefreshRequest;
  /** The folder's listing. */
  readonly files: readonly unknown[];
  /** Filled as files are read. */
  readonly sources: SourceFile[];
  readonly passageSums: PassageSums;
}

export interface FolderBuild extends Pick<BuildRequest, 'folder' | 'id' | 'embedder'> {
  /** Files that needn't be opened. */
  readonly unread: Pick<ReadFolderOptions, 'known' | 'isKept'>;
  /** What is gone on from. */
  readonly earlier: Pick<BuildRequest, 'previous' | 'earlierGraph' | 'earlierWords'>;
}

/**
 * Reads a documents folder and builds a library of it in another one. Embeddings are kept until they are forgotten: a build
 * that breaks off is gone on with.
 *
 * @throws DocumentsFolderError
 */
export async function buildFromFolder(
  { request, files, sources, passageSums }: FolderReading,
  { folder, id, embedder, unread, earlier }: FolderBuild,
): Promise<BuiltLibrary> {
  const { libraryDir, onProgress = () => undefined } = request;
  const outcomes = outcomesOf(request, { measure: measuredBy(embedder), ...unread });
  const cache = openEmbeddingCache(embeddingsFile(libraryDir), embedder.model);
  try {
    return await buildLibrary({
      folder,
      id,
      documents: documentsOf(outcomes, (outcome) => {
        sources.push(sourceOf(outcome));
        if (outcome.kind === 'read') addPassageSum(passageSums, outcome.document);
        onProgress({ phase: 'read', done: sources.length, total: files.length });
      }),
      sources: () => sources,
      embedder,
      settings: librarySettings(request),
      cache,
      ...earlier,
      onProgress: (progress) => {
        if (progress.phase !== 'read') onProgress(progress);
      },
    });
  } finally {
    cache.close();
  }
}

/** Embeddings of builds that aren't in use yet. */
export function embeddingsFile(libraryDir: string): string {
  return path.join(libraryDir, 'embeddings.cache');
}

/** Every file's outcome, and no complaint about a folder that may be empty. */
export async function* outcomesOf(
  { documentsDir, maxFileBytes, limits = READING_LIMITS, allowEmpty }: RefreshRequest,
  options: Omit<ReadFolderOptions, 'maxFileBytes' | 'limits'>,
): AsyncGenerator<FileOutcome> {
  try {
    yield* readFolder(documentsDir, { ...options, maxFileBytes, limits });
  } catch (error) {
    if (allowEmpty === true && error instanceof DocumentsFolderError) return;
    throw error;
  }
}

/** What is measured will be embedded, most likely. */
function measuredBy(embedder: Embedder) {
  return {
    passageTokens: embedder.passageTokens,
    countTokens: (texts: readonly string[]) => {
      embedder.expectPassages?.(texts.reduce((chars, { length }) => chars + length, 0));
      return embedder.countTokens(texts);
    },
  };
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
