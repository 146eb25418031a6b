import { cp } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  measureTokenMeans,
  writeTokenMeans,
} from '../../../src/index/embedding/measure-token-means.ts';
import { openModelFolder } from '../../../src/index/embedding/model-files.ts';
import type { TokenModel } from '../../../src/index/embedding/text-embedder.ts';
import { readTokenMeans } from '../../../src/index/embedding/token-means.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

const SHIPPED = path.resolve('data/models/multilingual-e5-small');

/** A token is a character, its vector its code and its place in the pass. */
const model: TokenModel = {
  tokenize: (text) => Array.from(text.replaceAll(' ', ''), (character) => character.charCodeAt(0)),
  around: { before: [1], after: [2] },
  rarity: undefined,
  run: (ids) =>
    Promise.resolve({
      values: Float32Array.from(ids.flatMap((id, place) => [id, place])),
      dimensions: 2,
    }),
};

describe('mean token vectors', async () => {
  const { manifest } = await openModelFolder(path.dirname(SHIPPED), path.basename(SHIPPED));

  test('are of the texts’ own tokens: no prefix, no special tokens', async () => {
    const short = { ...manifest, questionPrefix: 'q: ', passagePrefix: 'pass: ' };
    const means = await measureTokenMeans(model, short, {
      questions: ['ab', 'c'],
      passages: ['x', ''],
    });
    expect(means).toEqual({ question: [98, 3.33333], passage: [120, 6] });
  });

  test('of texts longer than a pass are of what fits', async () => {
    const small = { ...manifest, questionPrefix: '', passagePrefix: '', maxTokens: 4 };
    const { question } = await measureTokenMeans(model, small, {
      questions: ['aazzz'],
      passages: ['a'],
    });
    expect(question[0]).toBe(97);
  });

  test('are not of nothing', async () => {
    const nothing = { questions: ['a'], passages: [''] };
    await expect(measureTokenMeans(model, manifest, nothing)).rejects.toThrow(/No text/);
  });

  test('become the model’s own once written, which is another model then', async () => {
    const modelsDir = await temporaryFolder();
    await cp(SHIPPED, path.join(modelsDir, 'copy'), { recursive: true });
    const before = await openModelFolder(modelsDir, 'copy');
    const zeros = Array.from({ length: manifest.dimensions }, () => 0.5);
    await writeTokenMeans(before, { question: zeros, passage: zeros });
    const after = await openModelFolder(modelsDir, 'copy');
    expect(after.sha256).not.toBe(before.sha256);
    expect([...after.checksums.keys()]).toEqual([...before.checksums.keys()]);
    expect(await readTokenMeans(after)).toEqual({ question: zeros, passage: zeros });
  });
});
