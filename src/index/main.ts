import os from 'node:os';
import type { Embedder } from './embedding/embedder.ts';
import { operatorAdvice } from './operator-errors.ts';
import {
  type IndexSettings,
  readEnvironment,
  readIndexSettings,
  unknownVariablesAdvice,
} from './settings.ts';

// The maintainers' door: `node dist/index/main.js COMMAND …`. What a command needs is loaded when it is known: a mistake is
// told at once.

const [command = 'index', ...args] = process.argv.slice(2);

try {
  process.exitCode = await run();
} catch (error) {
  const advice = operatorAdvice(error);
  if (advice === undefined) throw error;
  process.stderr.write(`${advice}\n`);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  switch (command) {
    case 'index':
      return runIndex();
    case 'model':
      return runModel();
    default: {
      const [{ INDEX_USAGE }, { MODEL_USAGE }] = await Promise.all([
        import('./index-options.ts'),
        import('./model-command.ts'),
      ]);
      return refuse(undefined, `${INDEX_USAGE}\n${MODEL_USAGE}`);
    }
  }
}

function settingsHere(): IndexSettings {
  const env = readEnvironment();
  process.stderr.write(unknownVariablesAdvice(env));
  return readIndexSettings(env);
}

function refuse(mistake: string | undefined, usage: string): number {
  process.stderr.write(`${mistake === undefined ? '' : `${mistake}\n\n`}${usage}`);
  return 2;
}

async function runModel(): Promise<number> {
  const { MODEL_USAGE, parseModelOptions, runModelCommand } = await import('./model-command.ts');
  const options = parseModelOptions(args);
  if ('mistake' in options) return refuse(options.mistake, MODEL_USAGE);
  const { modelsDir } = settingsHere();
  await runModelCommand({ modelsDir, out: process.stdout, progressOut: process.stderr }, options);
  return 0;
}

async function runIndex(): Promise<number> {
  const { INDEX_USAGE, parseIndexOptions } = await import('./index-options.ts');
  const options = parseIndexOptions(args);
  if ('mistake' in options) return refuse(options.mistake, INDEX_USAGE);
  const settings = settingsHere();
  // The bot on this machine goes first. Threads made from here on inherit it.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const [{ runIndexCommand }, { embeddingModel, openModelFolder }, { openEmbedder }] =
    await Promise.all([
      import('./index-command.ts'),
      import('./embedding/model-files.ts'),
      import('./embedding/worker-embedder.ts'),
    ]);
  const { documentsDir, libraryDir, modelsDir, embeddingModel: modelId, maxFileBytes } = settings;
  const model = embeddingModel(await openModelFolder(modelsDir, modelId));
  let embedder: Embedder | undefined;
  try {
    const parts = {
      documentsDir,
      libraryDir,
      maxFileBytes,
      model,
      embedder: async () => (embedder = await openEmbedder({ modelsDir, modelId })),
    };
    await runIndexCommand({ ...parts, out: process.stdout, progressOut: process.stderr }, options);
    return 0;
  } finally {
    await embedder?.close();
  }
}
