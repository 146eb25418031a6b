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
  const [{ openForQuestions }, { createAsk }] = await Promise.all([
    import('../index/open-for-questions.ts'),
    import('../retrieval/ask.ts'),
  ]);
  const { refreshed, embedder } = await openForQuestions(settings, process.stderr);
  const { library } = refreshed;
  return {
    ask: createAsk({ library: () => library, embedder }),
    topics: () => library.documents.map(({ title }) => title),
    libraryId: () => library.id,
    close: () => embedder.close(),
  };
}
