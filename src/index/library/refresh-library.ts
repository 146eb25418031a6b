import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../documents/document.ts';
import { listFolder } from '../documents/folder.ts';
import { PASSAGE_SIZE } from '../documents/passages.ts';
import { type FileOutcome, readFolder } from '../documents/read-folder.ts';
import type { Embedder, EmbeddingModel } from '../embedding/embedder.ts';
import { buildFolder, newBuildId, removeLeftovers } from './build-folders.ts';
import { type BuildProgress, type BuiltLibrary, buildLibrary } from './build-library.ts';
import type { EmbedReport } from './embed-passages.ts';
import { openEmbeddingCache } from './embedding-cache.ts';
import { type FileChange, folderChanges, readSources } from './folder-changes.ts';
import { LibraryDamagedError } from './library-errors.ts';
import type { Library } from './library.ts';
import { lockBuilds } from './lock.ts';
import type { LibrarySettings, Manifest } from './manifest.ts';
import { type OpenBuild, openLibrary } from './open-library.ts';
import { publishBuild } from './publish.ts';
import type { SourceFile } from './sources.ts';

export interface RefreshRequest {
  readonly documentsDir: string;
  readonly libraryDir: string;
  /** Larger files are skipped. */
  readonly maxFileBytes: number;
  readonly model: EmbeddingModel;
  /** Asked for only when something has to be built: loading a model takes a second. */
  readonly embedder: () => Promise<Embedder>;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Builds although nothing changed. */
  readonly force?: boolean;
}

/** What became of a file in a refresh. */
export interface FileReport {
  readonly id: string;
  readonly change: FileChange['change'];
  /** Why it isn't in the library; undefined where it is, or was removed. */
  readonly skipped: string | undefined;
}

export interface Refreshed {
  readonly kind: 'unchanged' | 'built';
  readonly library: Library;
  readonly manifest: Manifest;
  /** Why something had to be built; undefined where nothing had. */
  readonly because: string | undefined;
  /** By id; removed files last. */
  readonly files: readonly FileReport[];
  readonly embeddings: EmbedReport;
}

/** What shapes a library besides documents and model. */
export function librarySettings(maxFileBytes: number): LibrarySettings {
  return { ...PASSAGE_SIZE, maxFileBytes };
}

/**
 * Opens the library of a documents folder, and builds it first where it is missing, stale, damaged, or documents changed.
 *
 * @throws DocumentsFolderError, BuildRunningError
 */
export async function refreshLibrary(request: RefreshRequest): Promise<Refreshed> {
  const state = await stateOf(request);
  const files = await listFolder(request.documentsDir);
  const changes = await folderChanges(files, state.sources);
  const hasChanged = changes.some(({ change }) => change !== 'unchanged');
  if (state.build !== undefined && state.because === undefined && !hasChanged && !request.force) {
    return unchanged(state.build, changes, state.sources);
  }
  const because =
    state.because ?? (hasChanged ? 'Documents changed.' : 'A new build was asked for.');
  return { ...(await build(request, files.length, state)), because };
}

/** What `--dry-run` shows: the changes, without a build. */
export async function previewRefresh(
  request: Pick<RefreshRequest, 'documentsDir' | 'libraryDir' | 'maxFileBytes' | 'model'>,
): Promise<{ readonly because: string | undefined; readonly files: readonly FileReport[] }> {
  const { because, sources } = await stateOf(request);
  const files = await listFolder(request.documentsDir);
  const skipped = new Map(files.map((file) => [file.id, file.skipped]));
  const known = new Map(sources.map((source) => [source.id, source.skipped]));
  const changes = await folderChanges(files, sources);
  return {
    because,
    files: changes.map(({ id, change }) => ({
      id,
      change,
      skipped: skipped.get(id) ?? (change === 'unchanged' ? known.get(id) : undefined),
    })),
  };
}

/** The library that is there, as far as it can be used. */
interface LibraryState {
  /** With the right model: its vectors can be used again even where it is stale. */
  readonly build: (OpenBuild & { readonly manifest: Manifest }) | undefined;
  /** Why it must be built anew; undefined where it needn't. */
  readonly because: string | undefined;
  readonly sources: readonly SourceFile[];
}

async function stateOf({
  libraryDir,
  maxFileBytes,
  model,
}: Pick<RefreshRequest, 'libraryDir' | 'maxFileBytes' | 'model'>): Promise<LibraryState> {
  try {
    const opened = await openLibrary(libraryDir, {
      model,
      settings: librarySettings(maxFileBytes),
    });
    const because = opened.kind === 'open' ? undefined : opened.reason;
    const build =
      opened.kind === 'stale'
        ? await openLibrary(libraryDir, { model, settings: undefined })
        : opened;
    if (build.kind !== 'open') return { build: undefined, because, sources: [] };
    const sources = await readSources(buildFolder(libraryDir, build.library.id));
    return { build, because, sources };
  } catch (error) {
    if (!(error instanceof LibraryDamagedError)) throw error;
    return { build: undefined, because: error.message, sources: [] };
  }
}

function unchanged(
  { library, manifest }: OpenBuild & { readonly manifest: Manifest },
  changes: readonly FileChange[],
  sources: readonly SourceFile[],
): Refreshed {
  const skipped = new Map(sources.map((source) => [source.id, source.skipped]));
  return {
    kind: 'unchanged',
    library,
    manifest,
    because: undefined,
    files: changes.map((change) => ({ ...change, skipped: skipped.get(change.id) })),
    embeddings: { embedded: 0, reused: library.passageCount },
  };
}

async function build(
  request: RefreshRequest,
  fileCount: number,
  state: LibraryState,
): Promise<Omit<Refreshed, 'because'>> {
  const lock = await lockBuilds(request.libraryDir);
  try {
    await removeLeftovers(request.libraryDir);
    const sources: SourceFile[] = [];
    const id = newBuildId(new Date());
    const built = await publishBuild(request.libraryDir, id, (folder) =>
      buildInto(folder, { request, id, fileCount, state, sources }),
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
