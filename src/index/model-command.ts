import { parseArgs } from 'node:util';
import { downloadDisplay } from './download-display.ts';
import { downloadModel } from './embedding/download-model.ts';
import { DEFAULT_HUB } from './embedding/hub.ts';
import { openEmbedder } from './embedding/worker-embedder.ts';

/** What `npm run model` was told to do. */
export interface ModelOptions {
  /** `owner/name` of the hub. */
  readonly id: string;
  /** The hub's address. */
  readonly hub: string;
}

export const MODEL_USAGE = `Usage: npm run model -- OWNER/NAME [--hub ADDRESS]

  OWNER/NAME     a model of the bge, e5, gte or MiniLM family, converted for transformers.js
  --hub ADDRESS  where to fetch it (default ${DEFAULT_HUB})
`;

/** @returns what can't be understood, in words */
export function parseModelOptions(
  args: readonly string[],
): ModelOptions | { readonly mistake: string } {
  try {
    const options = { hub: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) return { mistake: 'Name one model.' };
    const { hub = DEFAULT_HUB } = values;
    return URL.canParse(hub) ? { id, hub } : { mistake: `--hub is no address: ${hub}` };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

export interface ModelParts {
  readonly modelsDir: string;
  /** For the report. */
  readonly out: NodeJS.WriteStream;
  /** For the progress. */
  readonly progressOut: NodeJS.WriteStream;
}

/** Fetches a model, tries it, and says how to use it. */
export async function runModelCommand(parts: ModelParts, options: ModelOptions): Promise<void> {
  const { modelsDir, out, progressOut } = parts;
  const display = downloadDisplay(progressOut);
  const onProgress = display.show.bind(display);
  const fetching = downloadModel({ ...options, modelsDir, onProgress });
  const { id, folder, manifest } = await fetching.finally(() => display.stop());
  const embedder = await openEmbedder({ modelsDir, modelId: id });
  await embedder.close();
  const { dimensions, maxTokens, base } = manifest;
  out.write(
    `${id} is in ${folder} and works: ${dimensions} dimensions, at most ${maxTokens} tokens, licence ${base.licence}.\n` +
      `To use it, set EMBEDDING_MODEL=${id} and run "npm run index".\n`,
  );
}
