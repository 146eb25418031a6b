import os from 'node:os';
import type { Embedder } from './embedder.ts';
import { startHelper } from './helper-process.ts';
import { SharedEmbedder } from './shared-embedder.ts';
import { type EmbedderSettings, openEmbedder } from './worker-embedder.ts';

/**
 * Opens an embedder for builds: with many passages, processes help it, one for each further processor.
 *
 * @throws what openEmbedder throws
 */
export async function openBuildEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const embedder = await openEmbedder(settings);
  const { modelsDir, modelId: id } = settings;
  const start = { place: { modelsDir, id }, sha256: embedder.model.sha256 };
  return new SharedEmbedder({
    embedder,
    startHelper: () => startHelper(start),
    helpersThatFit: () => helpersThatFit(os.availableParallelism(), process.availableMemory()),
  });
}

/** More processors than this have better to do than to wait for one main thread that reads and writes. */
const MAX_HELPERS = 7;

/** What a helper with the shipped model takes at most while it loads, and what is left for everything else. */
const HELPER_BYTES = 500e6;
const SPARE_BYTES = 500e6;

/** One for each processor but the first, as far as there is memory. @param freeBytes that the system could give now */
export function helpersThatFit(processors: number, freeBytes: number): number {
  const inMemory = Math.floor((freeBytes - SPARE_BYTES) / HELPER_BYTES);
  return Math.max(0, Math.min(processors - 1, inMemory, MAX_HELPERS));
}
