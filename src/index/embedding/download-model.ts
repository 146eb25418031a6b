import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DownloadProgress, fetchFile, HubError, type HubModel } from './hub.ts';
import { knownFamilies, manifestOf, type ModelFacts } from './model-families.ts';
import { CHECKSUMS_FILE, hashFile, loadedFiles, MANIFEST_FILE } from './model-files.ts';
import type { ModelManifest } from './model-manifest.ts';

export interface DownloadOrder extends HubModel {
  readonly modelsDir: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** A model as `EMBEDDING_MODEL` names it and where it is. */
export interface DownloadedModel {
  readonly id: string;
  readonly folder: string;
  readonly manifest: ModelManifest;
}

const HUB_ID = /^\w[\w.-]*\/\w[\w.-]*$/;

/**
 * Fetches a model from a hub, writes its manifest and checksums, and puts it below `modelsDir`.
 *
 * It is laid in a folder beside and renamed when it is whole: whatever happens, there is the old model or the new one.
 *
 * @throws HubError when there is no such model, it is of no known family, or the hub can't be reached.
 */
export async function downloadModel(order: DownloadOrder): Promise<DownloadedModel> {
  const { id, modelsDir } = order;
  if (!HUB_ID.test(id)) throw new HubError(`"${id}" is no id of a hub: those are owner/name.`);
  const unfinished = path.join(modelsDir, `.unfinished-${id.replace('/', '--')}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    const manifest = await fetchModel(order, unfinished);
    await writeFile(
      path.join(unfinished, MANIFEST_FILE),
      `${JSON.stringify(manifest, undefined, 2)}\n`,
    );
    await writeChecksums(unfinished, manifest);
    const folder = path.join(modelsDir, id);
    await mkdir(path.dirname(folder), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return { id, folder, manifest };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The small files come first: they tell whether the model can be used at all. */
async function fetchModel(order: DownloadOrder, folder: string): Promise<ModelManifest> {
  const get = (file: string) =>
    fetchFile(order, file, folder, order.onProgress ?? (() => undefined));
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    if (!(await get(file))) throw missing(order, file);
  }
  await get('README.md');
  const facts = await readFacts(order.id, folder);
  const manifest = manifestOf(facts);
  if (manifest === undefined) {
    throw new HubError(
      `${order.id} is of no family whose prefixes and pooling are known (${knownFamilies().join(', ')}). Lay its folder below data/models by hand, with a manifest.json like the one of multilingual-e5-small and a SHA256SUMS.`,
    );
  }
  if (await get('onnx/model_quantized.onnx')) return manifest;
  if (await get('onnx/model.onnx')) return { ...manifest, quantised: false };
  throw missing(order, 'onnx/model_quantized.onnx');
}

function missing({ hub, id }: HubModel, file: string): HubError {
  return new HubError(
    `${hub} has no ${file} of ${id}: there is no such model, or it was not converted for transformers.js. Look for one of the same name by "Xenova".`,
  );
}

async function readFacts(id: string, folder: string): Promise<ModelFacts> {
  const config = await readJson(folder, 'config.json');
  const tokenizer = await readJson(folder, 'tokenizer_config.json');
  const dimensions = wholeNumber(config['hidden_size']) ?? wholeNumber(config['dim']);
  if (dimensions === undefined) throw new HubError(`config.json of ${id} tells no hidden_size.`);
  const positions = wholeNumber(config['max_position_embeddings']) ?? MAX_TOKENS;
  // XLM-RoBERTa numbers its positions from 2: of 514 there is room for 512 tokens.
  const takes = config['model_type'] === 'xlm-roberta' ? positions - 2 : positions;
  const maxTokens = Math.min(
    takes,
    wholeNumber(tokenizer['model_max_length']) ?? takes,
    MAX_TOKENS,
  );
  return { id, licence: await readLicence(folder), dimensions, maxTokens, quantised: true };
}

/** Longer passages are of no use here, and their passes would keep questions waiting for seconds. */
const MAX_TOKENS = 512;

/** Of the model card's front matter. */
async function readLicence(folder: string): Promise<string> {
  const card = await readFile(path.join(folder, 'README.md'), 'utf8').catch(() => '');
  return /^license:\s*(\S.*)$/m.exec(card)?.[1]?.trim() ?? 'not stated; see the model card';
}

async function readJson(folder: string, file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new HubError(`The hub sent a ${file} that is no JSON.`, { cause });
  }
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

async function writeChecksums(folder: string, manifest: ModelManifest): Promise<void> {
  const lines: string[] = [];
  for (const file of loadedFiles(manifest))
    lines.push(`${await hashFile(path.join(folder, file))}  ${file}\n`);
  await writeFile(path.join(folder, CHECKSUMS_FILE), lines.join(''));
}
