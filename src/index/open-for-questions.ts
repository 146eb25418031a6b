import { openBuildEmbedder } from './embedding/build-embedder.ts';
import type { Embedder } from './embedding/embedder.ts';
import { embeddingModel, openModelFolder } from './embedding/model-files.ts';
import { type OpenAsking, goldenCheck } from './golden/golden-check.ts';
import { type RefreshRequest, type Refreshed, refreshLibrary } from './library/refresh-library.ts';
import { progressDisplay } from './progress.ts';
import { gateLines } from './refresh-report.ts';
import type { IndexSettings } from './settings.ts';

/** What questions need: a library that is up to date, and the model that it was built with. */
export interface OpenForQuestions {
  readonly refreshed: Refreshed;
  readonly embedder: Embedder;
}

export interface OpenOptions extends Pick<RefreshRequest, 'yes'> {
  /** Where the progress of a build is shown, and why one was refused. */
  readonly progressOut: NodeJS.WriteStream;
  /** What asks golden questions; without it none are asked. */
  readonly openAsking?: OpenAsking;
}

/**
 * Brings the library up to date and opens it, while the model is loaded beside it. Where the gate refuses the new build,
 * or somebody else is building, the library before it is opened.
 *
 * @throws what openBuildEmbedder and refreshLibrary throw; operatorAdvice knows each
 */
export async function openForQuestions(
  settings: Omit<IndexSettings, 'stateDir'>,
  { progressOut, openAsking, yes = false }: OpenOptions,
): Promise<OpenForQuestions> {
  const { modelsDir, embeddingModel: modelId, goldenFile, ...places } = settings;
  const model = embeddingModel(await openModelFolder(modelsDir, modelId));
  const opening = openBuildEmbedder({ modelsDir, modelId });
  const display = progressDisplay(progressOut);
  const refreshing = refreshLibrary({
    ...places,
    model,
    yes,
    othersMayBuild: true,
    ...(openAsking && { golden: goldenCheck(goldenFile, openAsking) }),
    embedder: () => opening,
    onProgress: (progress) => display.show(progress),
  }).finally(() => display.stop());
  const [refreshed, embedder] = await Promise.allSettled([refreshing, opening]);
  if (refreshed.status === 'fulfilled' && embedder.status === 'fulfilled') {
    if (refreshed.value.kind === 'refused') {
      progressOut.write(
        gateLines(refreshed.value)
          .map((line) => `${line}\n`)
          .join(''),
      );
    }
    return { refreshed: refreshed.value, embedder: embedder.value };
  }
  if (embedder.status === 'fulfilled') await embedder.value.close();
  throw embedder.status === 'rejected'
    ? embedder.reason
    : (refreshed as PromiseRejectedResult).reason;
}
