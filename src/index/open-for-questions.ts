import type { Embedder } from './embedding/embedder.ts';
import { embeddingModel, openModelFolder } from './embedding/model-files.ts';
import { openEmbedder } from './embedding/worker-embedder.ts';
import { refreshLibrary, type Refreshed } from './library/refresh-library.ts';
import { progressDisplay } from './progress.ts';
import type { IndexSettings } from './settings.ts';

/** What questions need: a library that is up to date, and the model that it was built with. */
export interface OpenForQuestions {
  readonly refreshed: Refreshed;
  readonly embedder: Embedder;
}

/**
 * Brings the library up to date and opens it, while the model is loaded beside it.
 *
 * @param progressOut where the progress of a build is shown
 * @throws what openEmbedder and refreshLibrary throw; operatorAdvice knows each
 */
export async function openForQuestions(
  settings: Omit<IndexSettings, 'stateDir'>,
  progressOut: NodeJS.WriteStream,
): Promise<OpenForQuestions> {
  const { documentsDir, libraryDir, modelsDir, embeddingModel: modelId, maxFileBytes } = settings;
  const model = embeddingModel(await openModelFolder(modelsDir, modelId));
  const opening = openEmbedder({ modelsDir, modelId });
  const display = progressDisplay(progressOut);
  const refreshing = refreshLibrary({
    documentsDir,
    libraryDir,
    maxFileBytes,
    model,
    embedder: () => opening,
    onProgress: (progress) => display.show(progress),
  }).finally(() => display.stop());
  const [refreshed, embedder] = await Promise.allSettled([refreshing, opening]);
  if (refreshed.status === 'fulfilled' && embedder.status === 'fulfilled') {
    return { refreshed: refreshed.value, embedder: embedder.value };
  }
  if (embedder.status === 'fulfilled') await embedder.value.close();
  throw embedder.status === 'rejected'
    ? embedder.reason
    : (refreshed as PromiseRejectedResult).reason;
}
