import type { Embedder } from './embedding/embedder.ts';
import { operatorAdvice } from './operator-errors.ts';
import { readEnvironment, readIndexSettings } from './settings.ts';

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
  const { INDEX_USAGE, parseIndexOptions } = await import('./index-options.ts');
  const options = command === 'index' ? parseIndexOptions(args) : undefined;
  if (options === undefined || 'mistake' in options) {
    process.stderr.write(`${options === undefined ? '' : `${options.mistake}\n\n`}${INDEX_USAGE}`);
    return 2;
  }
  const settings = readIndexSettings(readEnvironment());
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
