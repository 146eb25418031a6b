import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LibraryDamagedError } from '../../../src/index/library/library-errors.ts';
import { scalesOf } from '../../../src/index/embedding/token-vectors.ts';
import {
  type PackedTokens,
  bytesOfToken,
  decodeTokens,
  encodeTokens,
} from '../../../src/index/library/token-bytes.ts';
import { createTokenFile, openTokenFile } from '../../../src/index/library/token-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DIMENSIONS = 6;

test('token vectors come back as they were, in any order, also of a sentence without any', async () => {
  const { file, places, written } = await fileOf([3, 0, 7]);
  const reader = openTokenFile(file, DIMENSIONS);
  for (const at of [2, 0, 1])
    expect(decoded(reader.read(places[at] ?? noPlace()))).toEqual(written[at]);
});

test('a file that is removed under a library in use goes on answering', async () => {
  const { file, places, written } = await fileOf([3]);
  const reader = openTokenFile(file, DIMENSIONS);
  await rm(file);
  expect(decoded(reader.read(places[0] ?? noPlace()))).toEqual(written[0]);
});

test('a file that was closed is closed once, and reading it is an error', async () => {
  const { file, places } = await fileOf([3]);
  const reader = openTokenFile(file, DIMENSIONS);
  reader.close();
  reader.close();
  expect(() => reader.read(places[0] ?? noPlace())).toThrow(/closed/);
});

test('a damaged sentence is an error that names the file; the others can be read', async () => {
  const { file, places, written } = await fileOf([3, 4]);
  const contents = await readFile(file);
  contents[2] = (contents[2] ?? 0) ^ 1;
  await writeFile(file, contents);
  const reader = openTokenFile(file, DIMENSIONS);
  expect(() => reader.read(places[0] ?? noPlace())).toThrow(LibraryDamagedError);
  expect(() => reader.read(places[0] ?? noPlace())).toThrow(file);
  expect(decoded(reader.read(places[1] ?? noPlace()))).toEqual(written[1]);
});

test('two numbers take a byte, and others than -7..7 are refused', async () => {
  const { places } = await fileOf([2]);
  expect(bytesOfToken(DIMENSIONS)).toBe(6);
  expect(places).toEqual([{ start: 0, count: 2, sum: expect.any(Number) as number }]);
  const tooLarge = tokensOf(Int8Array.of(1, 2, 3, 4, 5, 8));
  expect(() => encodeTokens({ alone: tooLarge, inPassage: tooLarge }, DIMENSIONS)).toThrow(
    RangeError,
  );
  expect(() => encodeTokens({ alone: tooLarge, inPassage: tooLarge }, 3)).toThrow(/odd/);
});

/** A file of sentences with so many tokens each. */
async function fileOf(counts: readonly number[]) {
  const file = path.join(await temporaryFolder(), 'tokens.i4');
  const writer = await createTokenFile(file, DIMENSIONS);
  const numbers = (count: number, step: number) =>
    Int8Array.from({ length: count * DIMENSIONS }, (_, at) => ((at * step) % 15) - 7);
  const written = counts.map((count, sentence) => ({
    alone: tokensOf(numbers(count, sentence + 1)),
    inPassage: tokensOf(numbers(count, sentence + 2)),
  }));
  const places = [];
  for (const tokens of written) places.push(writer.append(tokens));
  await writer.close();
  return { file, places, written };
}

function decoded({ packed }: PackedTokens) {
  return decodeTokens(packed, DIMENSIONS);
}

function tokensOf(values: Int8Array) {
  return { values, scales: scalesOf(values, DIMENSIONS) };
}

function noPlace(): never {
  throw new Error('no such sentence');
}
