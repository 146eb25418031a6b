import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingModel } from './embedder.ts';
import { ModelFileError, ModelMissingError, ModelUnusableError } from './model-errors.ts';
import { type ModelManifest, parseModelManifest } from './model-manifest.ts';

/** `sha256sum`'s format, so that `sha256sum -c SHA256SUMS` checks a model as well. */
export const CHECKSUMS_FILE = 'SHA256SUMS';
export const MANIFEST_FILE = 'manifest.json';

/** A model's folder as far as its two small files tell; `verifyModelFiles` looks at the others. */
export interface ModelFolder {
  readonly folder: string;
  readonly id: string;
  readonly manifest: ModelManifest;
  /** Hexadecimal SHA-256 by path inside the folder. */
  readonly checksums: ReadonlyMap<string, string>;
  /** Over manifest and checksums, hexadecimal: with the checksums verified it stands for every byte that is loaded. */
  readonly sha256: string;
}

/** The model as a library remembers it; known before anything of it is loaded. */
export function embeddingModel({ id, sha256, manifest }: ModelFolder): EmbeddingModel {
  return { id, sha256, dimensions: manifest.dimensions, maxTokens: manifest.maxTokens };
}

/** The files that are read when a model is loaded: each must stand in the checksums. */
export function loadedFiles(manifest: ModelManifest): readonly string[] {
  return [
    MANIFEST_FILE,
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    weightsFile(manifest),
  ];
}

/** Where @xenova/transformers looks for the weights. */
export function weightsFile(manifest: ModelManifest): string {
  return manifest.quantised ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
}

/**
 * Reads a model's manifest and checksums and looks whether its other files are there.
 *
 * @param id path of the model's folder below `modelsDir`: one or two names.
 * @throws ModelMissingError when there is no such folder, ModelFileError or ModelUnusableError for a file in it.
 */
export async function openModelFolder(modelsDir: string, id: string): Promise<ModelFolder> {
  await requireFolder(modelsDir, id);
  const folder = path.join(modelsDir, id);
  const manifestText = await readModelFile(folder, MANIFEST_FILE, id);
  const checksumsText = await readModelFile(folder, CHECKSUMS_FILE, id);
  const manifest = parseModelManifest(manifestText);
  if ('mistakes' in manifest) {
    throw new ModelUnusableError(
      `${path.join(folder, MANIFEST_FILE)} is no model manifest:\n${manifest.mistakes}\n${restoreAdvice(id)}`,
    );
  }
  for (const file of loadedFiles(manifest)) await requireFile(path.join(folder, file), id);
  return {
    folder,
    id,
    manifest,
    checksums: parseChecksums(checksumsText),
    sha256: createHash('sha256').update(manifestText).update(checksumsText).digest('hex'),
  };
}

/**
 * Compares every file that is loaded with the checksums.
 *
 * The files are read as streams, so that the event loop stays free. Reading and hashing the 82 MB of
 * multilingual-e5-small takes about 0.15 s of one core, less than its tokenizer takes to load beside it.
 *
 * @throws ModelFileError that names the first file that is missing or different.
 */
export async function verifyModelFiles(model: ModelFolder): Promise<void> {
  for (const file of loadedFiles(model.manifest)) {
    const expected = model.checksums.get(file);
    const where = path.join(model.folder, file);
    if (expected === undefined) {
      throw new ModelFileError(
        `${CHECKSUMS_FILE} in ${model.folder} does not list ${file}. ${restoreAdvice(model.id)}`,
      );
    }
    const found = await hashFile(where).catch((cause: unknown) => {
      throw unreadable(where, model.id, cause);
    });
    if (found !== expected) {
      throw new ModelFileError(
        `${where} is not the file that ${CHECKSUMS_FILE} tells: it is damaged or was changed. ${restoreAdvice(model.id)}`,
      );
    }
  }
}

/** What an operator does about a model whose files are not right. */
function restoreAdvice(id: string): string {
  return `Restore the model's folder ("git checkout -- data/models/${id}" for the one that ships with the project, "npm run model -- <hub id>" for others).`;
}

/** An id leads into a folder below data/models and nowhere else. */
const MODEL_ID = /^\w[\w.-]*(\/\w[\w.-]*)?$/;

async function requireFolder(modelsDir: string, id: string): Promise<void> {
  if (MODEL_ID.test(id) && (await isFolder(path.join(modelsDir, id)))) return;
  const ids = await modelIds(modelsDir);
  throw new ModelMissingError(
    `There is no model "${id}" in ${modelsDir} (there: ${ids.join(', ') || 'none'}). Set EMBEDDING_MODEL to a model that is there, or run "npm run model -- <hub id>" to fetch one.`,
  );
}

/** Ids of the models in a folder, sorted: the folders one or two levels below it that hold a manifest. */
async function modelIds(modelsDir: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of await folderNames(modelsDir)) {
    ids.push(
      name,
      ...(await folderNames(path.join(modelsDir, name))).map((inner) => `${name}/${inner}`),
    );
  }
  const held = await Promise.all(ids.map((id) => isThere(path.join(modelsDir, id, MANIFEST_FILE))));
  return ids.filter((_, place) => held[place]).toSorted();
}

async function folderNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
  return folders.map(({ name }) => name).filter((name) => !name.startsWith('.'));
}

function isFolder(where: string): Promise<boolean> {
  return stat(where).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function isThere(where: string): Promise<boolean> {
  return stat(where).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function requireFile(where: string, id: string): Promise<void> {
  if (!(await isThere(where)))
    throw new ModelFileError(`${where} is missing. ${restoreAdvice(id)}`);
}

async function readModelFile(folder: string, file: string, id: string): Promise<string> {
  const where = path.join(folder, file);
  try {
    return await readFile(where, 'utf8');
  } catch (cause) {
    throw unreadable(where, id, cause);
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function hashFile(where: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(where, { highWaterMark: HASH_STEP_BYTES })) {
    hash.update(bytes as Buffer);
  }
  return hash.digest('hex');
}

/** One step blocks the thread for under a millisecond. */
const HASH_STEP_BYTES = 512 * 1024;

function unreadable(where: string, id: string, cause: unknown): ModelFileError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
  return new ModelFileError(`${where} can't be read (${code}). ${restoreAdvice(id)}`, { cause });
}

function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([0-9a-f]{64}) [ *](.+?)\r?$/gm);
  return new Map(Array.from(lines, ([, sha256 = '', file = '']) => [file, sha256]));
}
