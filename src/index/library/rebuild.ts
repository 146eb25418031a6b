import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFile } from '../documents/folder.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { buildFolder, newBuildId, removeLeftovers } from './build-folders.ts';
import {
  type FolderReading,
  buildFromFolder,
  embeddingsFile,
  outcomesOf,
} from './build-from-folder.ts';
import type { BuiltLibrary } from './build-library.ts';
import { currentManifest } from './builds.ts';
import { folderChanges, sourceChanges } from './folder-changes.ts';
import { judge } from './gate.ts';
import type { EarlierGraph } from './grow-graph.ts';
import { knownOutcomes } from './known-outcomes.ts';
import { BuildRefusedError } from './library-errors.ts';
import type { LibraryState } from './library-state.ts';
import { lockBuilds } from './lock.ts';
import { BUILD_FILES } from './manifest.ts';
import { publishBuild } from './publish.ts';
import type { FileReport, RefreshRequest, Refreshed } from './refresh-library.ts';
import type { SourceFile } from './sources.ts';

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

interface Building extends FolderReading {
  readonly files: readonly FolderFile[];
  readonly state: LibraryState;
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
    await rm(embeddingsFile(libraryDir), { force: true });
    return { kind: 'built', library, manifest, ...made };
  }
  if (state.build === undefined) throw new BuildRefusedError(libraryDir, id, complaints);
  return { kind: 'refused', library: state.build.library, manifest: state.build.manifest, ...made };
}

async function buildInto(folder: string, building: Started): Promise<BuiltLibrary> {
  const { request, state, id, loading } = building;
  const { libraryDir, force } = request;
  const known = await knownOf(building); // while the model is loading
  return await buildFromFolder(building, {
    folder,
    id,
    embedder: await loading,
    unread: { known },
    earlier: {
      previous: state.build,
      ...(force !== true && {
        earlierGraph: earlierGraphOf(libraryDir, state),
        earlierWords: state.build,
      }),
    },
  });
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

async function reportOf(
  now: readonly SourceFile[],
  before: readonly SourceFile[],
): Promise<FileReport[]> {
  const skipped = new Map(now.map((source) => [source.id, source.skipped]));
  const changes = await sourceChanges(now, before);
  return changes.map((change) => ({ ...change, skipped: skipped.get(change.id) }));
}
