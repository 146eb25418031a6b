import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalesOf } from '../../src/index/embedding/token-vectors.ts';
import { encodeTokens } from '../../src/index/library/token-bytes.ts';
import { askedTokens, tokenProducts } from '../../src/retrieval/token-products.ts';

const vectors = (count: number, dimensions: number, most: number) =>
  fc.array(fc.integer({ min: -most, max: most }), {
    minLength: count * dimensions,
    maxLength: count * dimensions,
  });

/** Sentences' numbers are -7..7; of the question's, the largest of each vector is 127, so that none is rounded. */
const compared = fc
  .record({ half: fc.integer({ min: 1, max: 40 }), asked: fc.nat(9), there: fc.nat(9) })
  .chain(({ half, asked, there }) =>
    fc.record({
      dimensions: fc.constant(half * 2),
      asked: vectors(asked, half * 2, 126).map((numbers) =>
        numbers.map((number, at) => (at % (half * 2) === 0 ? 127 : number)),
      ),
      there: vectors(there, half * 2, 7),
    }),
  );

test('products are those of each vector with each, whatever their length', () => {
  fc.assert(
    fc.property(compared, ({ dimensions, asked, there }) => {
      const question = askedTokens(questionOf(asked), dimensions);
      const rows = rowsOf(question, packedOf(there, dimensions));
      expect(rows).toEqual(plainRows(asked, there, dimensions));
    }),
  );
});

test('two questions may take turns', () => {
  const [one, other] = [
    Array.from({ length: 64 }, () => 127),
    Array.from({ length: 64 }, () => -127),
  ];
  const packed = packedOf(
    Array.from({ length: 64 }, () => 7),
    64,
  );
  const questions = [one, other].map((numbers) => askedTokens(questionOf(numbers), 64));
  for (let turn = 0; turn < 3; turn += 1) {
    expect(questions.map((question) => rowsOf(question, packed)[0]?.[1])).toEqual([
      64 * 127 * 7,
      64 * -127 * 7,
    ]);
  }
});

test('vectors may be more than the memory that was there at first', () => {
  const asked = Array.from({ length: 20 * 384 }, () => 127);
  const there = Array.from({ length: 4000 * 384 }, () => -7);
  const rows = rowsOf(askedTokens(questionOf(asked), 384), packedOf(there, 384));
  expect(rows).toHaveLength(4000);
  expect(new Set(rows.flat())).toEqual(new Set([49 * 384, -127 * 7 * 384]));
});

test('a question’s numbers are rounded to 127ths of the largest of each vector', () => {
  const values = Float32Array.from([0.5, -0.25, 0, 0, 0, 0.001, 0, 0]);
  const question = askedTokens({ ...questionOf([]), values }, 4);
  const rows = rowsOf(question, packedOf([1, 1, 0, 0, 0, 1, 0, 0], 4));
  expect(rows).toEqual([
    [2, 127 - 63, 127],
    [1, -63, 127],
  ]);
  expect(question.scales[1]).toBeCloseTo(1 / 127);
});

function questionOf(numbers: readonly number[]) {
  return { values: Float32Array.from(numbers), weights: new Float32Array(), words: [] };
}

function packedOf(numbers: readonly number[], dimensions: number): Uint8Array {
  const values = Int8Array.from(numbers);
  const tokens = { values, scales: scalesOf(values, dimensions) };
  const both = encodeTokens({ alone: tokens, inPassage: tokens }, dimensions);
  return both.subarray(0, both.length / 2);
}

function rowsOf(question: ReturnType<typeof askedTokens>, packed: Uint8Array): number[][] {
  const { numbers, rowLength, rows } = tokenProducts(question, packed);
  return Array.from({ length: rows }, (_, row) => [
    ...numbers.subarray(row * rowLength, row * rowLength + 1 + question.count),
  ]);
}

function plainRows(asked: readonly number[], there: readonly number[], dimensions: number) {
  const cut = (numbers: readonly number[]) =>
    Array.from({ length: numbers.length / dimensions }, (_, at) =>
      numbers.slice(at * dimensions, (at + 1) * dimensions),
    );
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, number, axis) => sum + number * (other[axis] ?? 0), 0);
  return cut(there).map((vector) => [
    ...(asked.length === 0 ? [] : [dot(vector, vector)]),
    ...cut(asked).map((question) => dot(vector, question)),
  ]);
}
