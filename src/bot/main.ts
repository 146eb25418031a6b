import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../index/embedding/embedder.ts';
import type { FollowedLibrary, FollowRequest } from '../index/library/follow-library.ts';
import { using } from '../index/library/library.ts';
import { operatorAdvice } from '../index/operator-errors.ts';
import {
  type IndexSettings,
  readBoth,
  readEnvironment,
  readIndexSettings,
} from '../index/settings.ts';
import { unknownSettingsAdvice } from '../index/unknown-settings.ts';
import { asksForHelp, tellUsage } from '../index/usage.ts';
import { botAdvice, exitCodeFor, stopSignal, surviveRejections } from './ending.ts';
import type { Examples } from '../retrieval/examples.ts';
import { foldersOf } from './groups/chat-settings.ts';
import type { Workshop } from './maintaining/workshop.ts';
import { keepHeapSmall } from './operating/heap.ts';
import type { Logger } from './operating/log.ts';
import type { Retrieval, RunParts } from './run-parts.ts';
import { ALL_SETTINGS, readBotSettings, readKeepTextMs, readSharedPlace } from './settings.ts';

// `npm start`: the bot, until it is told to stop; `npm run backup`: a copy of all that it has; `npm run cases`:
// what people voted on. Settings are checked before anything heavy is loaded, so that a mistake is told at once.

const START_USAGE = `Usage: npm start

The bot, until Ctrl-C or SIGTERM. It takes no options: .env and the environment hold its settings.
`;

try {
  process.exit(await run(process.argv.slice(2)));
} catch (error) {
  const advice = botAdvice(error) ?? operatorAdvice(error);
  if (advice === undefined) throw error;
  process.stderr.write(`${advice}\n`);
  process.exit(exitCodeFor(error));
}

/** @returns the exit code */
async function run(args: readonly string[]): Promise<number> {
  const [command, ...others] = args;
  if (command === 'backup') return await backup(others);
  if (command === 'cases') return await cases(others);
  if (command !== undefined) return tellUsage(START_USAGE, args);
  await start(readEnvironment());
  return 0;
}

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const [settings, indexSettings] = readBoth(
    () => readBotSettings(env),
    () => readIndexSettings(env),
  );
  const stopping = stopSignal();
  keepHeapSmall();
  const [{ createLog }, { runBot }] = await Promise.all([
    import('./operating/log.ts'),
    import('./running.ts'),
  ]);
  const log = createLog(settings.logLevel);
  surviveRejections(log);
  const unknown = unknownSettingsAdvice(env, ALL_SETTINGS);
  if (unknown !== undefined) log.warn(unknown);
  await runBot({
    settings,
    stateDir: indexSettings.stateDir,
    log,
    openRetrieval: () => openRetrieval(indexSettings, log, env, settings.stateUrl === undefined),
    openShared: sharedIn(settings.stateUrl, log),
    stopping,
  });
}

/** @returns the exit code */
async function backup(args: readonly string[]): Promise<number> {
  const { BACKUP_USAGE, parseBackupOptions } = await import('./backup/backup-options.ts');
  const options = parseBackupOptions(args);
  if ('mistake' in options) return tellUsage(BACKUP_USAGE, args, options.mistake);
  const env = readEnvironment();
  const { runBackupCommand } = await import('./backup/backup-command.ts');
  const { currentBuild } = await import('../index/library/build-folders.ts');
  const settings = readIndexSettings(env);
  await runBackupCommand(
    {
      ...settings,
      backupsDir: path.join(path.dirname(settings.stateDir), 'backups'),
      currentBuild: () => currentBuild(settings.libraryDir),
      databases: ['LIBRARY_URL', 'STATE_URL'].filter((name) => env[name]),
      out: process.stdout,
    },
    options,
  );
  return 0;
}

/** @returns the exit code */
async function cases(args: readonly string[]): Promise<number> {
  const { runCases, CASES_USAGE } = await import('./votes/cases-command.ts');
  if (asksForHelp(args)) return tellUsage(CASES_USAGE, args);
  const env = readEnvironment();
  const { stateDir } = readIndexSettings(env);
  const settings = { stateDir, keepTextMs: readKeepTextMs(env), openShared: sharedToRead(env) };
  const isDone = await runCases(args, settings, { out: process.stdout, told: process.stderr });
  return isDone ? 0 : tellUsage(CASES_USAGE, args);
}

function sharedIn(url: string | undefined, log: Logger): RunParts['openShared'] {
  if (url === undefined) return undefined;
  return async (bot) => {
    const { openSharedState } = await import('../index/postgres/shared-state.ts');
    return await openSharedState({ ...bot, url, onContact: tellingOfContact(log) });
  };
}

/** What several instances share, to look at; undefined where there is one. */
function sharedToRead(env: NodeJS.ProcessEnv) {
  const place = readSharedPlace(env);
  if (place === undefined) return undefined;
  return async () => {
    const [{ openSharedForReading }, { SHARED_STEPS }] = await Promise.all([
      import('../index/postgres/shared-state.ts'),
      import('./inbox/shared-tables.ts'),
    ]);
    return await openSharedForReading({ ...place, steps: SHARED_STEPS });
  };
}

function tellingOfContact(log: Logger): (error: unknown) => void {
  return (error) =>
    error === undefined
      ? log.info('the database answers again')
      : log.error({ err: error, advice: operatorAdvice(error) }, 'the database can’t be asked');
}

/**
 * Brings the library up to date, opens it with the model that it was built with, and follows it from build to build.
 *
 * @param isAlone one of several instances would change its own documents alone, so nothing is maintained through it
 */
async function openRetrieval(
  settings: IndexSettings,
  log: Logger,
  env: NodeJS.ProcessEnv,
  isAlone: boolean,
): Promise<Retrieval> {
  const { openFollowed } = await import('../index/open-followed.ts');
  const opening = openFollowed(settings, {
    progressOut: process.stderr,
    openAsking: async (library, embedder) =>
      (await asking).openAsk(settings.modelsDir, { useLibrary: using(library), embedder }),
    ...tellingOfBuilds(log),
    onContact: tellingOfContact(log),
  });
  // What else is needed is loaded while the model is on its way.
  const asking = import('../retrieval/calibration/open-ask.ts');
  const [{ followed, embedder, isHere, close }, { openAsk }, { cachedAsk }] = await Promise.all([
    opening,
    asking,
    import('../retrieval/answer-cache.ts'),
  ]);
  const searching = await openAsk(settings.modelsDir, {
    useLibrary: followed.during,
    embedder,
    onUncalibrated: (advice) => log.warn(advice),
  });
  const ask = cachedAsk({ ask: searching, library: followed.library });
  return {
    ask,
    ...(await documentsOf(followed)),
    examples: await openExamples(followed, settings, log),
    libraryId: () => followed.library().id,
    workshop:
      isHere && isAlone ? await openWorkshop(settings, { followed, embedder, env }) : undefined,
    close,
  };
}

async function documentsOf(
  followed: FollowedLibrary,
): Promise<Pick<Retrieval, 'reader' | 'topics' | 'folders'>> {
  const { createReader } = await import('../retrieval/reading/library-reader.ts');
  const { library } = followed;
  return {
    reader: createReader(followed.during),
    topics: (mayQuote) => {
      const shown = library().documents.filter(({ id }) => mayQuote(id));
      return shown.map(({ title }) => title);
    },
    folders: () => foldersOf(library().documents.map(({ id }) => id)),
  };
}

async function openExamples(
  { during }: FollowedLibrary,
  settings: IndexSettings,
  log: Logger,
): Promise<Examples> {
  const { createExamples } = await import('../retrieval/examples.ts');
  return createExamples({ useLibrary: during, golden: () => goldenQuestions(settings, log) });
}

/** A file that can't be read keeps new libraries from being used, and whoever builds one is told so; here it only costs examples. */
async function goldenQuestions({ goldenFile }: IndexSettings, log: Logger) {
  const { readGoldenQuestions } = await import('../index/golden/golden-questions.ts');
  try {
    return await readGoldenQuestions(goldenFile);
  } catch (error) {
    log.warn({ err: error }, 'the golden questions can’t be read');
    return [];
  }
}

function tellingOfBuilds(log: Logger): Pick<FollowRequest, 'onSwap' | 'onTrouble'> {
  return {
    onSwap: (event) => log.info(event, 'answering from a new build'),
    onTrouble: ({ build, error }) =>
      log.error(
        { build, err: error, advice: operatorAdvice(error) },
        'a new build cannot be used; the one before stays in use',
      ),
  };
}

/** What the library is maintained with: builds run in processes of their own, which need no token. */
async function openWorkshop(
  settings: IndexSettings,
  parts: {
    readonly followed: FollowedLibrary;
    readonly embedder: Embedder;
    readonly env: NodeJS.ProcessEnv;
  },
): Promise<Workshop> {
  const [{ indexProcess }, { documentStates }, { fileLooker }, { READABLE_ENDINGS }] =
    await Promise.all([
      import('./maintaining/index-process.ts'),
      import('../index/document-states.ts'),
      import('../index/look-at-file.ts'),
      import('../index/documents/readers.ts'),
    ]);
  const { followed, embedder } = parts;
  const { BOT_TOKEN: _, ...env } = parts.env;
  const { maxFileBytes, documentsDir } = settings;
  return {
    ...indexProcess({ path: fileURLToPath(new URL('../index/main.js', import.meta.url)), env }),
    maxFileBytes,
    documentsDir,
    endings: READABLE_ENDINGS,
    model: embedder.model.sha256,
    library: () => {
      const { id, builtAtMs, documents, passageCount: passages } = followed.library();
      return { id, builtAtMs, passages, documents: documents.length };
    },
    documents: () => documentStates(settings, followed.library()),
    look: fileLooker(embedder, settings),
    vectorOf: async (question) => (await embedder.embedQuestion(question)).vector,
  };
}
