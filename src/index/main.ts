import type { Embedder } from './embedding/embedder.ts';
import { openModelFolder } from './embedding/model-files.ts';
import { openEmbedder } from './embedding/worker-embedder.ts';
import { INDEX_USAGE, parseIndexOptions, runIndexCommand } from './index-command.ts';
import { operatorAdvice } from './operator-errors.ts';
import { readEnvironment, readIndexSettings } from './settings.ts';

// The maintainers' door: `node dist/index/main.js COMMAND …`.

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
      return await index();
    default:
      process.stderr.write(INDEX_USAGE);
      return 2;
  }
}

async function index(): Promise<number> {
  const options = optionsOrUndefined();
  if (options === undefined) return 2;
  const settings = readIndexSettings(readEnvironment());
  const { documentsDir, libraryDir, modelsDir, embeddingModel, maxFileBytes } = settings;
  const { id, sha256, manifest } = await openModelFolder(modelsDir, embeddingModel);
  const model = { id, sha256, dimensions: manifest.dimensions, maxTokens: manifest.maxTokens };
  let embedder: Embedder | undefined;
  try {
    const parts = {
      documentsDir,
      libraryDir,
      maxFileBytes,
      model,
      embedder: async () => (embedder = await openEmbedder({ modelsDir, modelId: embeddingModel })),
    };
    await runIndexCommand({ ...parts, out: process.stdout, progressOut: process.stderr }, options);
    return 0;
  } finally {
    await embedder?.close();
  }
}

function optionsOrUndefined() {
  try {
    return parseIndexOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${INDEX_USAGE}`);
    return undefined;
  }
}
