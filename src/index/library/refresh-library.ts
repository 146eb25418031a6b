import { counted } from '../counted.ts';
import { DocumentsFolderError } from '../documents/folder-errors.ts';
import { type FolderFile, listFolder } from '../documents/folder.ts';
import { PASSAGE_SIZE } from '../documents/passages.ts';
import { READING_LIMITS, type ReadingLimits } from '../documents/reading-limits.ts';
import type { Embedder, EmbeddingModel } from '../embedding/embedder.ts';
import type { BuildProgress } from './build-library.ts';
import type { EmbedReport } from './embed-passages.ts';
import { type FileChange, folderChanges } from './folder-changes.ts';
import type { Complaint, GoldenOutcome } from './gate.ts';
import { BuildRunningError, inLibraryFolder } from './library-errors.ts';
import type { Library } from './library.ts';
import { type LibraryState, type UsableBuild, libraryState } from './library-state.ts';
import type { LibrarySettings, Manifest } from './manifest.ts';
import type { SourceFile } from './sources.ts';

/** Asks the maintainers' own questions of a library that isn't in use yet. */
export type GoldenCheck = (library: Library, embedder: Embedder) => Promise<GoldenOutcome>;

export interface RefreshRequest {
  readonly documentsDir: string;
  readonly libraryDir: string;
  /** Larger files are skipped. */
  readonly maxFileBytes: number;
  /** What reading one file may take; {@link READING_LIMITS} unless told. */
  readonly limits?: ReadingLimits;
  readonly model: EmbeddingModel;
  /** Asked for only when something has to be built: loading a model takes a second. */
  readonly embedder: () => Promise<Embedder>;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Builds although nothing changed, and reads every file again. */
  readonly force?: boolean;
  /** Puts a build in use although it holds much less than the one before. */
  readonly yes?: boolean;
  /** An empty folder is meant to be empty. */
  readonly allowEmpty?: boolean;
  /** Published builds that stay, the one in use among them: at least 1. */
  readonly keptBuilds?: number;
  readonly golden?: GoldenCheck;
  /** Where somebody else is building already, the library in use is good enough. */
  readonly othersMayBuild?: boolean;
}

/** What became of a file in a refresh. */
export interface FileReport extends FileChange {
  /** Why it isn't in the library; undefined where it is, or was removed. */
  readonly skipped: string | undefined;
}

export interface Refreshed {
  /** `refused`: the library in use is still the one before. */
  readonly kind: 'unchanged' | 'built' | 'refused';
  /** In use. */
  readonly library: Library;
  /** Of the library in use. */
  readonly manifest: Manifest;
  /** Why something had to be built; undefined where nothing had. */
  readonly because: string | undefined;
  /** By id; removed files last. */
  readonly files: readonly FileReport[];
  readonly embeddings: EmbedReport;
  /** Of the build that was made, in use or refused; undefined where none was. */
  readonly made: Manifest | undefined;
  /** What the gate said: why a build was refused, or what was insisted on. */
  readonly complaints: readonly Complaint[];
  readonly goldenAsked: number;
}

/** Raised with every change of what readers, structure and sentences give for a file: all files are read again. */
const READING = 3;

/** What shapes a library besides documents and model. */
export function librarySettings({
  maxFileBytes,
  limits = READING_LIMITS,
}: Pick<RefreshRequest, 'maxFileBytes' | 'limits'>): LibrarySettings {
  const { maxSeconds, maxMemoryMb } = limits;
  return { ...PASSAGE_SIZE, maxFileBytes, maxSeconds, maxMemoryMb, reading: READING };
}

/**
 * Opens the library of a documents folder, and builds it first where it is missing, stale, damaged, or documents changed.
 *
 * @throws DocumentsFolderError, BuildRunningError, BuildRefusedError (and there is no library to go on with),
 *   LibraryFolderError
 */
export async function refreshLibrary(request: RefreshRequest): Promise<Refreshed> {
  return await inLibraryFolder(request.libraryDir, () => refresh(request));
}

async function refresh(request: RefreshRequest): Promise<Refreshed> {
  const state = await stateOf(request);
  try {
    return await bringUpToDate(request, state);
  } catch (error) {
    if (state.build === undefined) throw error;
    if (request.othersMayBuild && error instanceof BuildRunningError) {
      return standing(state.build, state);
    }
    const emptied = emptiedComplaint(state.build?.library.documents.length, error);
    if (emptied === undefined) throw error;
    return { ...standing(state.build, state), kind: 'refused', complaints: [emptied] };
  }
}

async function bringUpToDate(request: RefreshRequest, state: LibraryState): Promise<Refreshed> {
  const files = await listDocuments(request);
  const changes = await folderChanges(files, state.known, request.maxFileBytes);
  const hasChanged = changes.some(({ change }) => change !== 'unchanged');
  if (state.build !== undefined && state.because === undefined && !hasChanged && !request.force) {
    return standing(state.build, state);
  }
  const because =
    state.because ?? (hasChanged ? 'Documents changed.' : 'A new build was asked for.');
  // Readers and language tables take a third of a second to load: a start with nothing to build goes without.
  const { rebuild } = await import('./rebuild.ts');
  return { ...(await rebuild(request, files, state)), because };
}

async function listDocuments(request: RefreshRequest): Promise<readonly FolderFile[]> {
  try {
    return await listFolder(request.documentsDir);
  } catch (error) {
    if (request.allowEmpty === true && error instanceof DocumentsFolderError) return [];
    throw error;
  }
}

/** What `--dry-run` shows. */
export interface RefreshPreview {
  /** Why a library would be built; undefined where only documents changed, or nothing. */
  readonly because: string | undefined;
  /** Names the library in use. */
  readonly library: string | undefined;
  readonly files: readonly FileReport[];
  /** That nothing would be left. */
  readonly complaints: readonly Complaint[];
}

/**
 * What would change, without a build.
 *
 * @throws DocumentsFolderError, LibraryFolderError
 */
export async function previewRefresh(
  request: Omit<RefreshRequest, 'embedder'>,
): Promise<RefreshPreview> {
  return await inLibraryFolder(request.libraryDir, () => preview(request));
}

async function preview(request: Omit<RefreshRequest, 'embedder'>): Promise<RefreshPreview> {
  const state = await stateOf(request);
  const { because, build } = state;
  const found = { because, library: build?.library.id };
  try {
    const files = await listFolder(request.documentsDir);
    const changes = await folderChanges(files, state.known, request.maxFileBytes);
    const isEmpty = files.every(({ skipped }) => skipped !== undefined);
    const error = new DocumentsFolderError(
      `The documents folder ${request.documentsDir} is empty.`,
    );
    const emptied = isEmpty && emptiedComplaint(build?.library.documents.length, error);
    const complaints = emptied && request.allowEmpty !== true ? [emptied] : [];
    return { ...found, files: previewed(files, changes, state.known), complaints };
  } catch (error) {
    const emptied = emptiedComplaint(build?.library.documents.length, error);
    if (emptied === undefined) throw error;
    return { ...found, files: [], complaints: [emptied] };
  }
}

/** @param known the files that the library was made of */
export function previewed(
  files: readonly FolderFile[],
  changes: readonly FileChange[],
  known: readonly SourceFile[],
): FileReport[] {
  const skipped = new Map(files.map((file) => [file.id, file.skipped]));
  const before = new Map(known.map((source) => [source.id, source.skipped]));
  return changes.map((change) => {
    const now = skipped.get(change.id);
    const still = change.change === 'unchanged' ? before.get(change.id) : undefined;
    return { ...change, skipped: now ?? still };
  });
}

function stateOf(request: Omit<RefreshRequest, 'embedder'>): Promise<LibraryState> {
  const { libraryDir, model } = request;
  return libraryState(libraryDir, { model, settings: librarySettings(request) });
}

/** The library in use, as it is. */
function standing(
  { library, manifest }: UsableBuild,
  { sources, because: stale, rolledBackFrom }: LibraryState,
): Refreshed {
  const because =
    stale ?? (rolledBackFrom && `Rolled back from ${rolledBackFrom}; nothing changed since then.`);
  const files = sources.map(({ id, skipped }): FileReport => ({
    id,
    change: 'unchanged',
    skipped,
  }));
  const embeddings = { embedded: 0, reused: library.passageCount };
  const nothingMade = { made: undefined, complaints: [], goldenAsked: 0 };
  return { kind: 'unchanged', library, manifest, because, files, embeddings, ...nothingMade };
}

/**
 * A folder without documents where there were some is a mistake, most likely: a disk that isn't mounted.
 *
 * @param documents of the library in use
 */
export function emptiedComplaint(documents = 0, error: unknown): Complaint | undefined {
  if (!(error instanceof DocumentsFolderError) || documents === 0) return undefined;
  const says = `${error.message} The library in use has ${counted(documents, 'document')} and stays. If that is meant to be so: npm run index -- --allow-empty`;
  return { check: 'emptied', says, yesHelps: false };
}
