import { rm } from 'node:fs/promises';
import type * as Folder from '../../../src/index/documents/folder.ts';
import type * as ReadFile from '../../../src/index/documents/read-file.ts';
import type * as BuildEmbedder from '../../../src/index/embedding/build-embedder.ts';
import type * as ModelFiles from '../../../src/index/embedding/model-files.ts';
import type * as Refresh from '../../../src/index/library/refresh-library.ts';
import { compiled } from '../compiled.ts';
import { type PhaseSeconds, startPhaseTimes } from '../phase-times.ts';
import { type BenchPlaces, MAX_FILE_BYTES } from './places.ts';

export interface BuildMeasured {
  readonly documents: number;
  readonly passages: number;
  readonly chars: number;
  readonly vectors: number;
  /** Wall clock, the model's loading left out. */
  readonly seconds: number;
  /** Of this process; those of the processes that help it are not in it. */
  readonly cpuSeconds: number;
  /** Wall clock, to the model's first answer. */
  readonly loadSeconds: number;
  readonly phases: Omit<PhaseSeconds, 'read'> & {
    /** Readers alone. */
    readonly read: number;
    /** Language, sentences, tokens counted, passages. */
    readonly split: number;
  };
  /** Of the whole process, the model's thread among it; not of the processes that help it. */
  readonly peakMb: number;
}

/** Builds the library anew, as `npm run index -- --force` does, golden questions left out. */
export async function measureBuild(places: BenchPlaces): Promise<BuildMeasured> {
  const { documentsDir, libraryDir, modelsDir, modelId } = places;
  await rm(libraryDir, { recursive: true, force: true });
  const { openBuildEmbedder } = await compiled<typeof BuildEmbedder>(
    'index/embedding/build-embedder.js',
  );
  const files = await compiled<typeof ModelFiles>('index/embedding/model-files.js');
  const { refreshLibrary } = await compiled<typeof Refresh>('index/library/refresh-library.js');
  await compiled('index/library/rebuild.js');
  const model = files.embeddingModel(await files.openModelFolder(modelsDir, modelId));
  const loadingSince = performance.now();
  const embedder = await openBuildEmbedder({ modelsDir, modelId });
  const loadSeconds = (performance.now() - loadingSince) / 1000;
  const readSeconds = await secondsToRead(documentsDir);
  const times = startPhaseTimes();
  const cpuBefore = process.cpuUsage();
  const { manifest } = await refreshLibrary({
    documentsDir,
    libraryDir,
    maxFileBytes: MAX_FILE_BYTES,
    model,
    embedder: () => Promise.resolve(embedder),
    onProgress: (progress) => times.onProgress(progress),
  });
  const { read: readAndSplit, ...phases } = times.seconds();
  const { user, system } = process.cpuUsage(cpuBefore);
  await embedder.close();
  const { documents, passages, chars, vectors } = manifest.counts;
  const read = Math.min(readSeconds, readAndSplit);
  return {
    documents,
    passages,
    chars,
    vectors,
    loadSeconds,
    seconds: readAndSplit + Object.values(phases).reduce((sum, seconds) => sum + seconds, 0),
    cpuSeconds: (user + system) / 1e6,
    phases: {
      ...phases,
      read,
      split: readAndSplit - read,
    },
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

async function secondsToRead(documentsDir: string): Promise<number> {
  const { listFolder } = await compiled<typeof Folder>('index/documents/folder.js');
  const { readFileHere } = await compiled<typeof ReadFile>('index/documents/read-file.js');
  const since = performance.now();
  for (const { id, path } of await listFolder(documentsDir)) {
    await readFileHere({ path, id, maxFileBytes: MAX_FILE_BYTES });
  }
  return (performance.now() - since) / 1000;
}
