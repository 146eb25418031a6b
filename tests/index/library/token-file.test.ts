import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LibraryDamagedError } from '../../../src/index/library/library-errors.ts';
import { scalesOf } from '../../../src/index/embedding/token-vectors.ts';
import {
  bytesOfToken,
  decodeTokens,
  encodeTokens,
} from '../../../src/index/library/token-bytes.ts';
import {
  type TokenPlace,
  type TokenReader,
  createTokenFile,
  openTokenFile,
} from '../../../src/index/library/token-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DIMENSIONS = 6;

test('token vectors come back as they were, in any order, also of a sentence without any', async () => {
  const { file, places, written } = await fileOf([3, 0, 7]);
  const reader = openTokenFile(file, DIMENSIONS);
  for (const at of [2, 0, 1]) expect(decoded(reader, places[at])).toEqual(written[at]);
});

test('several sentences are read at once, in the order asked for, into memory that is given', async () => {
  const { file, places, written } = await fileOf([3, 0, 7, 2, 1]);
  const reader = openTokenFile(file, DIMENSIONS);
  const given: Uint8Array[] = [];
  const orders = [[0, 1, 2, 3, 4], [4, 0, 1, 3], [2, 2, 3], []];
  for (const order of orders) {
    const read = reader.read(
      order.map((at) => places[at] ?? noPlace()),
      (length) => (given[0] = new Uint8Array(length).fill(1)),
    );
    expect(read.map(({ packed }) => decodeTokens(packed, DIMENSIONS))).toEqual(
      order.map((at) => written[at]),
    );
    expect(new Set(read.map(({ packed }) => packed.buffer)).size).toBeLessThanOrEqual(1);
    expect(read.every(({ packed }) => packed.buffer === given[0]?.buffer)).toBe(true);
  }
});

test('a file that is removed under a library in use goes on answering', async () => {
  const { file, places, written } = await fileOf([3]);
  const reader = openTokenFile(file, DIMENSIONS);
  await rm(file);
  expect(decoded(reader, places[0])).toEqual(written[0]);
});

test('a file that was closed is closed once, and reading it is an error', async () => {
  const { file, places } = await fileOf([3]);
  const reader = openTokenFile(file, DIMENSIONS);
  reader.close();
  reader.close();
  expect(() => reader.read(places)).toThrow(/closed/);
});

test('a damaged sentence is an error that names the file; the others can be read', async () => {
  const { file, places, written } = await fileOf([3, 4]);
  const contents = await readFile(file);
  contents[2] = (contents[2] ?? 0) ^ 1;
  await writeFile(file, contents);
  const reader = openTokenFile(file, DIMENSIONS);
  expect(() => reader.read(places)).toThrow(LibraryDamagedError);
  expect(() => reader.read(places)).toThrow(file);
  expect(decoded(reader, places[1])).toEqual(written[1]);
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

function decoded(reader: TokenReader, place: TokenPlace = noPlace()) {
  return reader.read([place]).map(({ packed }) => decodeTokens(packed, DIMENSIONS))[0];
}

function tokensOf(values: Int8Array) {
  return { values, scales: scalesOf(values, DIMENSIONS) };
}

function noPlace(): never {
  throw new Error('no such sentence');
}
