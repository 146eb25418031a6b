import { listFolder } from '../documents/folder.ts';
import { PASSAGE_SIZE } from '../documents/passages.ts';
import type { Embedder, EmbeddingModel } from '../embedding/embedder.ts';
import { buildFolder } from './build-folders.ts';
import type { BuildProgress } from './build-library.ts';
import type { EmbedReport } from './embed-passages.ts';
import { type FileChange, folderChanges, readSources } from './folder-changes.ts';
import { LibraryDamagedError, folderErrorOf } from './library-errors.ts';
import type { Library } from './library.ts';
import type { LibrarySettings, Manifest } from './manifest.ts';
import type { OpenBuild } from './open-build.ts';
import { openLibrary } from './open-library.ts';
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
 * @throws DocumentsFolderError, BuildRunningError, LibraryFolderError
 */
export async function refreshLibrary(request: RefreshRequest): Promise<Refreshed> {
  try {
    return await refresh(request);
  } catch (error) {
    throw folderErrorOf(request.libraryDir, error) ?? error;
  }
}

async function refresh(request: RefreshRequest): Promise<Refreshed> {
  const state = await stateOf(request);
  const files = await listFolder(request.documentsDir);
  const changes = await folderChanges(files, state.sources);
  const hasChanged = changes.some(({ change }) => change !== 'unchanged');
  if (state.build !== undefined && state.because === undefined && !hasChanged && !request.force) {
    return unchanged(state.build, changes, state.sources);
  }
  const because =
    state.because ?? (hasChanged ? 'Documents changed.' : 'A new build was asked for.');
  // Readers and language tables take a third of a second to load: a start with nothing to build goes without.
  const { rebuild } = await import('./rebuild.ts');
  return { ...(await rebuild(request, files, state)), because };
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
export interface LibraryState {
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
