import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../documents/document.ts';
import type { FolderFile } from '../documents/folder.ts';
import { type FileOutcome, readFolder } from '../documents/read-folder.ts';
import { newBuildId, removeLeftovers } from './build-folders.ts';
import { type BuiltLibrary, buildLibrary } from './build-library.ts';
import { openEmbeddingCache } from './embedding-cache.ts';
import { lockBuilds } from './lock.ts';
import { publishBuild } from './publish.ts';
import {
  type FileReport,
  type LibraryState,
  type RefreshRequest,
  type Refreshed,
  librarySettings,
} from './refresh-library.ts';
import type { SourceFile } from './sources.ts';

/**
 * Reads the documents folder, builds a library of it and puts it in use.
 *
 * @param files the folder's listing
 * @throws BuildRunningError, DocumentsFolderError
 */
export async function rebuild(
  request: RefreshRequest,
  files: readonly FolderFile[],
  state: LibraryState,
): Promise<Omit<Refreshed, 'because'>> {
  if (files.every(({ skipped }) => skipped !== undefined)) await refuse(request);
  const lock = await lockBuilds(request.libraryDir);
  try {
    await removeLeftovers(request.libraryDir);
    const sources: SourceFile[] = [];
    const id = newBuildId(new Date());
    const built = await publishBuild(request.libraryDir, id, (folder) =>
      buildInto(folder, { request, id, fileCount: files.length, state, sources }),
    );
    await rm(cacheFile(request.libraryDir), { force: true });
    const { library, manifest, embeddings } = built;
    return {
      kind: 'built',
      library,
      manifest,
      embeddings,
      files: reportOf(sources, state.sources),
    };
  } finally {
    await lock.release();
  }
}

/** Says why the folder gives no documents. Without the model: it takes a second to load, and there is nothing to count. */
async function refuse({ documentsDir, maxFileBytes }: RefreshRequest): Promise<void> {
  const measure = { passageTokens: 1, countTokens: () => Promise.reject(new Error('Not asked')) };
  const outcomes = readFolder(documentsDir, { maxFileBytes, measure });
  while (!(await outcomes.next()).done);
}

/** Embeddings of builds that weren't published. */
function cacheFile(libraryDir: string): string {
  return path.join(libraryDir, 'embeddings.cache');
}

interface Building {
  readonly request: RefreshRequest;
  readonly id: string;
  readonly fileCount: number;
  readonly state: LibraryState;
  /** Filled as files are read. */
  readonly sources: SourceFile[];
}

async function buildInto(
  folder: string,
  { request, id, fileCount, state, sources }: Building,
): Promise<BuiltLibrary> {
  const { onProgress = () => undefined, maxFileBytes, libraryDir } = request;
  const embedder = await request.embedder();
  const measure = {
    passageTokens: embedder.passageTokens,
    countTokens: (texts: readonly string[]) => embedder.countTokens(texts),
  };
  const outcomes = readFolder(request.documentsDir, { maxFileBytes, measure });
  const cache = openEmbeddingCache(cacheFile(libraryDir), embedder.model);
  try {
    return await buildLibrary({
      folder,
      id,
      documents: documentsOf(outcomes, (outcome) => {
        sources.push(sourceOf(outcome));
        onProgress({ phase: 'read', done: sources.length, total: fileCount });
      }),
      sources: () => sources,
      embedder,
      settings: librarySettings(maxFileBytes),
      cache,
      previous: state.build,
      onProgress: (progress) => {
        if (progress.phase !== 'read') onProgress(progress);
      },
    });
  } finally {
    cache.close();
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

function sourceOf(outcome: FileOutcome): SourceFile {
  const { id, bytes, modifiedMs, sha256 } = outcome;
  const skipped = outcome.kind === 'skipped' ? outcome.reason : undefined;
  return { id, bytes, modifiedMs, sha256, skipped };
}

function reportOf(now: readonly SourceFile[], before: readonly SourceFile[]): FileReport[] {
  const known = new Map(before.map((source) => [source.id, source]));
  const reports = now.map((source): FileReport => {
    const earlier = known.get(source.id);
    known.delete(source.id);
    const same = earlier?.sha256 === source.sha256 && earlier?.skipped === source.skipped;
    const change = earlier === undefined ? 'new' : same ? 'unchanged' : 'changed';
    return { id: source.id, change, skipped: source.skipped };
  });
  const removed = [...known.keys()].map((id): FileReport => ({
    id,
    change: 'removed',
    skipped: undefined,
  }));
  return [...reports, ...removed];
}
