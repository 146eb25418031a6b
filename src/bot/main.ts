import { operatorAdvice } from '../index/operator-errors.ts';
import { type IndexSettings, indexSettingsShape } from '../index/settings.ts';
import { readEnvironment, readIndexSettings, unknownVariables } from '../index/settings.ts';
import { botAdvice, exitCodeFor, stopSignal, surviveRejections } from './ending.ts';
import type { Retrieval } from './running.ts';
import { botSettingsShape, readBotSettings } from './settings.ts';

// `npm start`: the bot, until it is told to stop. Settings are checked before anything heavy is loaded, so that a mistake
// is told at once.

try {
  await start(readEnvironment());
  process.exit(0);
} catch (error) {
  const advice = botAdvice(error) ?? operatorAdvice(error);
  if (advice === undefined) throw error;
  process.stderr.write(`${advice}\n`);
  process.exit(exitCodeFor(error));
}

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const settings = readBotSettings(env);
  const indexSettings = readIndexSettings(env);
  const stopping = stopSignal();
  const [{ createLog }, { runBot }] = await Promise.all([
    import('./operating/log.ts'),
    import('./running.ts'),
  ]);
  const log = createLog(settings.logLevel);
  surviveRejections(log);
  const known = [...Object.keys(botSettingsShape.shape), ...Object.keys(indexSettingsShape.shape)];
  const unknown = unknownVariables(env, known);
  if (unknown.length > 0) log.warn({ variables: unknown }, 'unknown variables: misspelt?');
  await runBot({
    settings,
    stateDir: indexSettings.stateDir,
    log,
    openRetrieval: () => openRetrieval(indexSettings),
    stopping,
  });
}

/** Brings the library up to date, and opens it with the model that it was built with. */
async function openRetrieval(settings: IndexSettings): Promise<Retrieval> {
  const [
    { openModelFolder },
    { openEmbedder },
    { refreshLibrary },
    { progressDisplay },
    { createAsk },
  ] = await Promise.all([
    import('../index/embedding/model-files.ts'),
    import('../index/embedding/worker-embedder.ts'),
    import('../index/library/refresh-library.ts'),
    import('../index/progress.ts'),
    import('../retrieval/ask.ts'),
  ]);
  const { documentsDir, libraryDir, modelsDir, embeddingModel, maxFileBytes } = settings;
  const { id, sha256, manifest } = await openModelFolder(modelsDir, embeddingModel);
  const embedder = openEmbedder({ modelsDir, modelId: embeddingModel });
  const display = progressDisplay(process.stderr);
  const [{ library }, model] = await Promise.all([
    refreshLibrary({
      documentsDir,
      libraryDir,
      maxFileBytes,
      model: { id, sha256, dimensions: manifest.dimensions, maxTokens: manifest.maxTokens },
      embedder: () => embedder,
      onProgress: (progress) => display.show(progress),
    }).finally(() => display.stop()),
    embedder,
  ]);
  return {
    ask: createAsk({ library: () => library, embedder: model }),
    topics: () => library.documents.map(({ title }) => title),
    libraryId: () => library.id,
    close: () => model.close(),
  };
}
