import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  loadedFiles,
  openModelFolder,
  verifyModelFiles,
} from '../../../src/index/embedding/model-files.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SHIPPED = path.resolve('data/models/multilingual-e5-small');
const SMALL_FILES = [
  'manifest.json',
  'SHA256SUMS',
  'config.json',
  'tokenizer_config.json',
  'token-means.json',
];
let modelsDir: string;

/** A copy of the shipped model whose large files are links. */
beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'models-'));
  const folder = path.join(modelsDir, 'copy');
  await mkdir(path.join(folder, 'onnx'), { recursive: true });
  for (const file of SMALL_FILES) {
    await copyFile(path.join(SHIPPED, file), path.join(folder, file));
  }
  for (const file of ['tokenizer.json', 'onnx/model_quantized.onnx']) {
    await symlink(path.join(SHIPPED, file), path.join(folder, file));
  }
});

afterEach(() => rm(modelsDir, { recursive: true, force: true }));

function inCopy(file: string): string {
  return path.join(modelsDir, 'copy', file);
}

async function replaceFile(file: string, content: string): Promise<void> {
  await rm(inCopy(file));
  await writeFile(inCopy(file), content);
}

async function writeChecksum(file: string): Promise<void> {
  const lines = await readFile(inCopy('SHA256SUMS'), 'utf8');
  const sha256 = createHash('sha256')
    .update(await readFile(inCopy(file)))
    .digest('hex');
  await replaceFile('SHA256SUMS', lines.replace(new RegExp(`^\\w+(?=  ${file}$)`, 'm'), sha256));
}

async function opened(): Promise<void> {
  const embedder = await openEmbedder({ modelsDir, modelId: 'copy' });
  await embedder.close();
}

test('every file of the shipped model is the one that its checksums tell', async () => {
  const shipped = await openModelFolder(path.dirname(SHIPPED), path.basename(SHIPPED));
  await expect(verifyModelFiles(shipped)).resolves.toBeUndefined();
  expect(Array.from(shipped.checksums.keys())).toEqual(
    expect.arrayContaining([...loadedFiles(shipped.manifest)]),
  );
});

describe('opening a model', () => {
  test.each([
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'onnx/model_quantized.onnx',
  ])('names %s when it is damaged, and says what to do', async (file) => {
    await replaceFile(file, '{"damaged": true}');
    await expect(opened()).rejects.toMatchObject({
      name: 'ModelFileError',
      message: expect.stringMatching(new RegExp(`${inCopy(file)} is not the file.*npm run model`)),
    });
  });

  test('names token means that are damaged or of other dimensions', async () => {
    await replaceFile('token-means.json', '{"question": [1], "passage": [1]}');
    await expect(opened()).rejects.toThrow(`${inCopy('token-means.json')} is not the file`);
    await writeChecksum('token-means.json');
    await expect(opened()).rejects.toThrow(
      /token-means.json has other dimensions.*came with the model/,
    );
  });

  test('names a manifest that was changed without its checksum', async () => {
    const manifest = await readFile(inCopy('manifest.json'), 'utf8');
    await replaceFile('manifest.json', manifest.replace('query: ', 'question: '));
    await expect(opened()).rejects.toThrow(`${inCopy('manifest.json')} is not the file`);
  });

  test.each(['manifest.json', 'SHA256SUMS', 'tokenizer.json', 'onnx/model_quantized.onnx'])(
    'names %s when it is missing',
    async (file) => {
      await rm(inCopy(file));
      await expect(opened()).rejects.toMatchObject({
        name: 'ModelFileError',
        message: expect.stringContaining(inCopy(file)),
      });
    },
  );

  test('names a file that the checksums do not list', async () => {
    const lines = await readFile(inCopy('SHA256SUMS'), 'utf8');
    await replaceFile('SHA256SUMS', lines.replace(/^.*tokenizer\.json\n/m, ''));
    await expect(opened()).rejects.toThrow('does not list tokenizer.json');
  });

  test('lists every mistake in a manifest', async () => {
    await replaceFile('manifest.json', '{"format": 1, "pooling": "max", "maxTokens": "512"}');
    await expect(opened()).rejects.toMatchObject({
      name: 'ModelUnusableError',
      message: expect.stringMatching(/pooling: (.|\n)*maxTokens: (.|\n)*npm run model/),
    });
  });

  test('refuses weights that are no network although their checksum is right', async () => {
    await replaceFile('onnx/model_quantized.onnx', 'weights');
    await writeChecksum('onnx/model_quantized.onnx');
    await expect(opened()).rejects.toMatchObject({
      name: 'ModelUnusableError',
      message: expect.stringMatching(/can't be loaded/),
    });
  });

  test('tells which models are there when the named one is not', async () => {
    await expect(openEmbedder({ modelsDir, modelId: 'other' })).rejects.toMatchObject({
      name: 'ModelMissingError',
      message: expect.stringMatching(/"other".*there: copy.*npm run model/),
    });
  });

  test.each(['..', '../models', '/etc', 'a/b/c', '.hidden', ''])(
    'looks nowhere for the id "%s"',
    async (modelId) => {
      await expect(openEmbedder({ modelsDir, modelId })).rejects.toMatchObject({
        name: 'ModelMissingError',
      });
    },
  );
});

test('another manifest makes another model', async () => {
  const before = await openModelFolder(modelsDir, 'copy');
  const manifest = await readFile(inCopy('manifest.json'), 'utf8');
  await replaceFile('manifest.json', manifest.replace('"own"', '"pooled"'));
  const after = await openModelFolder(modelsDir, 'copy');
  expect(after.sha256).not.toBe(before.sha256);
  expect(before.sha256).toMatch(/^[0-9a-f]{64}$/);
});
