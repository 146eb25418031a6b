import { ALL_SETTINGS } from '../bot/settings.ts';
import type { Embedder, EmbeddingModel } from './embedding/embedder.ts';
import type { OpenAsking } from './golden/golden-check.ts';
import type { OpenForUse } from './open-for-use.ts';
import { exitCodeOf, operatorAdvice } from './operator-errors.ts';
import { type IndexSettings, readEnvironment, readIndexSettings } from './settings.ts';
import { unknownSettingsAdvice } from './unknown-settings.ts';
import { tellUsage } from './usage.ts';

// The maintainers' door: `node dist/index/main.js COMMAND …`. What a command needs is loaded when it is known: a mistake is
// told at once.

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  index: runIndex,
  library: runLibrary,
  golden: runGolden,
  model: runModel,
  doctor: runDoctor,
};

const [command = 'index', ...rest] = process.argv.slice(2);

try {
  process.exitCode = await (COMMANDS[command] ?? showUsage)(rest);
} catch (error) {
  const advice = operatorAdvice(error);
  if (advice === undefined) throw error;
  process.stderr.write(`${advice}\n`);
  process.exitCode = exitCodeOf(error);
}

async function showUsage(args: readonly string[]): Promise<number> {
  const usages = await Promise.all([
    import('./index-options.ts').then(({ INDEX_USAGE }) => INDEX_USAGE),
    import('./library-command.ts').then(({ LIBRARY_USAGE }) => LIBRARY_USAGE),
    import('./golden/golden-command.ts').then(({ GOLDEN_USAGE }) => GOLDEN_USAGE),
    import('./model-command.ts').then(({ MODEL_USAGE }) => MODEL_USAGE),
    import('./doctor/doctor-command.ts').then(({ DOCTOR_USAGE }) => DOCTOR_USAGE),
  ]);
  return tellUsage(usages.join('\n'), args);
}

function settingsHere(): IndexSettings {
  const env = readEnvironment();
  const unknown = unknownSettingsAdvice(env, ALL_SETTINGS);
  if (unknown !== undefined) process.stderr.write(`${unknown}\n`);
  return readIndexSettings(env);
}

async function runModel(args: readonly string[]): Promise<number> {
  const { MODEL_USAGE, parseModelOptions, runModelCommand } = await import('./model-command.ts');
  const options = parseModelOptions(args);
  if ('mistake' in options) return tellUsage(MODEL_USAGE, args, options.mistake);
  const { modelsDir } = settingsHere();
  await runModelCommand({ modelsDir, out: process.stdout, progressOut: process.stderr }, options);
  return 0;
}

async function runIndex(args: readonly string[]): Promise<number> {
  const { INDEX_USAGE, parseIndexOptions } = await import('./index-options.ts');
  const options = parseIndexOptions(args);
  if ('mistake' in options) return tellUsage(INDEX_USAGE, args, options.mistake);
  const settings = settingsHere();
  const [{ runIndexCommand }, { goldenCheck }, { openBuildEmbedder }] = await Promise.all([
    import('./index-command.ts'),
    import('./golden/golden-check.ts'),
    import('./embedding/build-embedder.ts'),
  ]);
  const { modelsDir, embeddingModel: modelId, goldenFile, ...places } = settings;
  const model = await modelHere(settings);
  await sayIfUncalibrated(modelsDir, model);
  let opening: Promise<Embedder> | undefined;
  try {
    const parts = {
      ...places,
      model,
      golden: goldenCheck(goldenFile, askingWith(modelsDir)),
      embedder: () => (opening ??= openBuildEmbedder({ modelsDir, modelId })),
      out: process.stdout,
      progressOut: process.stderr,
    };
    if (!options.watch) return await runIndexCommand(parts, options);
    const { runWatchCommand } = await import('./watch-command.ts');
    return await runWatchCommand(parts, options, stopSignal());
  } finally {
    const embedder = await opening?.catch(() => undefined);
    await embedder?.close();
  }
}

async function runLibrary(args: readonly string[]): Promise<number> {
  const { LIBRARY_USAGE, parseLibraryOptions, runLibraryCommand } =
    await import('./library-command.ts');
  const options = parseLibraryOptions(args);
  if ('mistake' in options) return tellUsage(LIBRARY_USAGE, args, options.mistake);
  const settings = settingsHere();
  if (settings.databaseUrl !== undefined) {
    const { DatabaseError } = await import('./postgres/database-errors.ts');
    throw new DatabaseError(
      'LIBRARY_URL is set, and a library in a database has one build: go back by building it from the documents of before, or from a dump.',
    );
  }
  const parts = { ...settings, model: () => modelHere(settings), out: process.stdout };
  return await runLibraryCommand(parts, options);
}

async function runGolden(args: readonly string[]): Promise<number> {
  const { GOLDEN_USAGE, parseGoldenOptions, runGoldenCommand } =
    await import('./golden/golden-command.ts');
  const options = parseGoldenOptions(args);
  if ('mistake' in options) return tellUsage(GOLDEN_USAGE, args, options.mistake);
  const settings = settingsHere();
  let opened: OpenForUse | undefined;
  try {
    const open = async () => {
      const { openForUse } = await import('./open-for-use.ts');
      opened = await openForUse(settings, { progressOut: process.stderr });
      const { useLibrary, embedder } = opened;
      const { openAsk } = await import('../retrieval/calibration/open-ask.ts');
      return { useLibrary, ask: await openAsk(settings.modelsDir, { useLibrary, embedder }) };
    };
    return await runGoldenCommand(
      { file: settings.goldenFile, open, out: process.stdout },
      options,
    );
  } finally {
    await opened?.close();
  }
}

async function runDoctor(args: readonly string[]): Promise<number> {
  const [{ DOCTOR_USAGE, parseDoctorOptions, runDoctorCommand }, { doctorChecks }] =
    await Promise.all([import('./doctor/doctor-command.ts'), import('./doctor/doctor-checks.ts')]);
  const options = parseDoctorOptions(args);
  if ('mistake' in options) return tellUsage(DOCTOR_USAGE, args, options.mistake);
  const [{ botChecks }, { openSharedForReading }] = await Promise.all([
    import('../bot/operating/checks.ts'),
    import('./postgres/shared-state.ts'),
  ]);
  const env = readEnvironment();
  const checks = doctorChecks({
    env,
    nodeVersion: process.versions.node,
    known: ALL_SETTINGS,
    calibrationAdvice: ({ modelsDir }, model) => calibrationAdvice(modelsDir, model),
    botChecks: botChecks(env, { ...options, openShared: openSharedForReading }),
  });
  return await runDoctorCommand(checks, options, process.stdout);
}

async function modelHere({ modelsDir, embeddingModel: modelId }: IndexSettings) {
  const { embeddingModel, openModelFolder } = await import('./embedding/model-files.ts');
  return embeddingModel(await openModelFolder(modelsDir, modelId));
}

/** Aborted at Ctrl-C or SIGTERM; the next one ends the process. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/** Golden questions are asked as people's are. */
function askingWith(modelsDir: string): OpenAsking {
  return async (library, embedder) => {
    const [{ openAsk }, { using }] = await Promise.all([
      import('../retrieval/calibration/open-ask.ts'),
      import('./library/library.ts'),
    ]);
    return await openAsk(modelsDir, { useLibrary: using(library), embedder });
  };
}

async function sayIfUncalibrated(modelsDir: string, model: EmbeddingModel): Promise<void> {
  const advice = await calibrationAdvice(modelsDir, model);
  if (advice !== undefined) process.stderr.write(`${advice}\n`);
}

async function calibrationAdvice(modelsDir: string, model: EmbeddingModel) {
  const { calibrationOf, uncalibratedAdvice } =
    await import('../retrieval/calibration/read-calibration.ts');
  const state = await calibrationOf(modelsDir, model);
  return state === 'calibrated' ? undefined : uncalibratedAdvice(model);
}
