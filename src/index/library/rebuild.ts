import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../documents/document.ts';
import { DocumentsFolderError } from '../documents/folder-errors.ts';
import type { FolderFile } from '../documents/folder.ts';
import { type FileOutcome, readFolder } from '../documents/read-folder.ts';
import { READING_LIMITS } from '../documents/reading-limits.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { buildFolder, newBuildId, removeLeftovers } from './build-folders.ts';
import { type BuiltLibrary, buildLibrary } from './build-library.ts';
import { currentManifest } from './builds.ts';
import { openEmbeddingCache } from './embedding-cache.ts';
import { folderChanges, sourceChanges } from './folder-changes.ts';
import { judge } from './gate.ts';
import type { EarlierGraph } from './grow-graph.ts';
import { knownOutcomes } from './known-outcomes.ts';
import { BuildRefusedError } from './library-errors.ts';
import type { LibraryState } from './library-state.ts';
import { lockBuilds } from './lock.ts';
import { BUILD_FILES } from './manifest.ts';
import { type PassageSums, addPassageSum } from './passage-sums.ts';
import { publishBuild } from './publish.ts';
import {
  type FileReport,
  type RefreshRequest,
  type Refreshed,
  librarySettings,
} from './refresh-library.ts';
import { type SourceFile, sourceOf } from './sources.ts';

/** Builds that stay unless told otherwise: the one in use, and two to go back to. */
const KEPT_BUILDS = 3;

/**
 * Reads the documents folder, builds a library of it and puts it in use if the gate lets it through.
 *
 * @param files the folder's listing
 * @throws BuildRunningError, BuildRefusedError, DocumentsFolderError
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
    return await buildAndPublish({ request, files, state, sources: [], passageSums: new Map() });
  } finally {
    await lock.release();
  }
}

/** Says why the folder gives no documents. Without the model: it takes a second to load, and there is nothing to count. */
async function refuse(request: RefreshRequest): Promise<void> {
  const measure = { passageTokens: 1, countTokens: () => Promise.reject(new Error('Not asked')) };
  const outcomes = outcomesOf(request, { measure });
  while (!(await outcomes.next()).done);
}

/** Every file's outcome, and no complaint about a folder that may be empty. */
async function* outcomesOf(
  { documentsDir, maxFileBytes, limits = READING_LIMITS, allowEmpty }: RefreshRequest,
  options: Omit<Parameters<typeof readFolder>[1], 'maxFileBytes' | 'limits'>,
): AsyncGenerator<FileOutcome> {
  try {
    yield* readFolder(documentsDir, { ...options, maxFileBytes, limits });
  } catch (error) {
    if (allowEmpty === true && error instanceof DocumentsFolderError) return;
    throw error;
  }
}

interface Building {
  readonly request: RefreshRequest;
  readonly files: readonly FolderFile[];
  readonly state: LibraryState;
  /** Filled as files are read. */
  readonly sources: SourceFile[];
  readonly passageSums: PassageSums;
}

/** With the model on its way. */
interface Started extends Building {
  readonly id: string;
  readonly loading: Promise<Embedder>;
}

async function buildAndPublish(building: Building): Promise<Omit<Refreshed, 'because'>> {
  const { request, state, sources, passageSums } = building;
  const { libraryDir, golden, onProgress, keptBuilds = KEPT_BUILDS } = request;
  const loading = request.embedder();
  loading.catch(() => undefined); // thrown where it is awaited
  const previous = await currentManifest(libraryDir);
  const id = newBuildId(new Date());
  const published = await publishBuild(libraryDir, id, {
    keptBuilds,
    write: (folder) => buildInto(folder, { ...building, id, loading }),
    judge: (build, { manifest }) => {
      onProgress?.({ phase: 'check', done: 0, total: undefined });
      return judge({
        build,
        manifest,
        previous,
        passageSums,
        golden: async () =>
          (await golden?.(build.library, await loading)) ?? { asked: 0, missing: [] },
        yes: request.yes === true || request.allowEmpty === true,
      });
    },
  });
  const { library, manifest, embeddings, verdict } = published;
  const { complaints, goldenAsked } = verdict;
  const files = await reportOf(sources, state.sources);
  const made = { made: manifest, complaints, goldenAsked, files, embeddings };
  if (verdict.outcome !== 'refused') {
    await rm(cacheFile(libraryDir), { force: true });
    return { kind: 'built', library, manifest, ...made };
  }
  if (state.build === undefined) throw new BuildRefusedError(libraryDir, id, complaints);
  return { kind: 'refused', library: state.build.library, manifest: state.build.manifest, ...made };
}

/** Embeddings of builds that weren't published. */
function cacheFile(libraryDir: string): string {
  return path.join(libraryDir, 'embeddings.cache');
}

async function buildInto(folder: string, building: Started): Promise<BuiltLibrary> {
  const { request, files, state, sources, passageSums, id, loading } = building;
  const { onProgress = () => undefined, libraryDir } = request;
  const known = await knownOf(building); // while the model is loading
  const embedder = await loading;
  const outcomes = outcomesOf(request, { measure: measuredBy(embedder), known });
  const cache = openEmbeddingCache(cacheFile(libraryDir), embedder.model);
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
      previous: state.build,
      ...(request.force !== true && {
        earlierGraph: earlierGraphOf(libraryDir, state),
        earlierWords: state.build,
      }),
      onProgress: (progress) => {
        if (progress.phase !== 'read') onProgress(progress);
      },
    });
  } finally {
    cache.close();
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

function earlierGraphOf(libraryDir: string, { build }: LibraryState): EarlierGraph | undefined {
  if (build === undefined) return undefined;
  const { manifest, nodes } = build;
  return {
    file: path.join(buildFolder(libraryDir, manifest.id), BUILD_FILES.graph),
    audit: manifest.graph,
    nodes,
    vector: (label) => build.vector(label),
  };
}

/** What is known of unchanged files; nothing where the library in use was made in another way, or may not be trusted. */
async function knownOf({ request, files, state }: Building) {
  const { build, because, sources } = state;
  if (build === undefined || because !== undefined || request.force === true)
    return () => undefined;
  const changes = await folderChanges(files, sources, request.maxFileBytes);
  return knownOutcomes({ build, sources, changes, files });
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

async function reportOf(
  now: readonly SourceFile[],
  before: readonly SourceFile[],
): Promise<FileReport[]> {
  const skipped = new Map(now.map((source) => [source.id, source.skipped]));
  const changes = await sourceChanges(now, before);
  return changes.map((change) => ({ ...change, skipped: skipped.get(change.id) }));
}
