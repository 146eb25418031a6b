import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalesOf } from '../../src/index/embedding/token-vectors.ts';
import { encodeTokens } from '../../src/index/library/token-bytes.ts';
import {
  askedTokens,
  compareTokens,
  roomForTokens,
} from '../../src/retrieval/token-similarities.ts';

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

test('similarities are the cosines of each vector with each, whatever their length', () => {
  fc.assert(
    fc.property(compared, ({ dimensions, asked, there }) => {
      const question = askedTokens(questionOf(asked), dimensions);
      const rows = rowsOf(question, packedOf(there, dimensions));
      expect(rows).toEqual(plainRows(asked, there, dimensions));
    }),
  );
});

test('the nearest are the highest of each row and of each column, zero vectors among them', () => {
  fc.assert(
    fc.property(compared, ({ dimensions, asked, there }) => {
      const question = askedTokens(questionOf(asked), dimensions);
      const rows = plainRows(asked, there, dimensions);
      const { nearest, back } = compareTokens(question, packedOf(there, dimensions));
      const column = (token: number) => rows.map((row) => row[token] ?? 0);
      fc.pre(rows.length > 0 && question.count > 0);
      expect([...nearest]).toEqual([...nearest.keys()].map((token) => Math.max(...column(token))));
      expect(back).toBeCloseTo(
        rows.reduce((sum, row) => sum + Math.max(...row), 0),
        10,
      );
    }),
  );
});

test('a sentence without tokens is near to nothing', () => {
  const question = askedTokens(questionOf(Array.from({ length: 64 }, () => 127)), 64);
  const { nearest, back, rows } = compareTokens(question, new Uint8Array());
  expect([[...nearest], Math.abs(back), rows]).toEqual([[0], 0, 0]);
});

test('tokens are compared where they were read to, and need not be', () => {
  const question = askedTokens(questionOf(Array.from({ length: 2 * 64 }, () => 127)), 64);
  const packed = packedOf(
    Array.from({ length: 3 * 64 }, (_, at) => (at % 15) - 7),
    64,
  );
  const room = roomForTokens(question, packed.length);
  room.set(packed);
  const inRoom = [0, 1, 2].map(
    (row) => rowsOf(question, room.subarray(row * 32, (row + 1) * 32))[0],
  );
  expect(rowsOf(question, room)).toEqual(inRoom);
  expect(rowsOf(question, packed)).toEqual(inRoom);
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
    const [alike, opposite] = questions.map((question) => rowsOf(question, packed)[0]?.[0]);
    expect(alike).toBeCloseTo(1);
    expect(opposite).toBeCloseTo(-1);
  }
});

test('vectors may be more than the memory that was there at first', () => {
  const asked = Array.from({ length: 20 * 384 }, () => 127);
  const there = Array.from({ length: 4000 * 384 }, () => -7);
  const rows = rowsOf(askedTokens(questionOf(asked), 384), packedOf(there, 384));
  expect(rows).toHaveLength(4000);
  const [similarity, ...others] = new Set(rows.flat());
  expect(similarity).toBeCloseTo(-1);
  expect(others).toEqual([]);
});

test('a question’s numbers are rounded to 127ths of the largest of each vector', () => {
  const values = Float32Array.from([0.5, -0.25, 0, 0, 0, 0.001, 0, 0]);
  const question = askedTokens({ ...questionOf([]), values }, 4);
  const rows = rowsOf(question, packedOf([1, 1, 0, 0, 0, 1, 0, 0], 4));
  const [length, other] = [Math.hypot(127, 63), Math.SQRT2];
  const expected = [
    [(127 - 63) / length / other, 1 / other],
    [-63 / length, 1],
  ];
  for (const [row, numbers] of rows.entries()) {
    for (const [token, number] of numbers.entries()) {
      expect(number).toBeCloseTo(expected[row]?.[token] ?? Number.NaN);
    }
  }
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
  const { all, rowLength, rows } = compareTokens(question, packed);
  return Array.from({ length: rows }, (_, row) => [
    ...all.subarray(row * rowLength, row * rowLength + question.count),
  ]);
}

/** Rounded where the machine rounds: scales of the question's vectors have 32 bits. */
function plainRows(asked: readonly number[], there: readonly number[], dimensions: number) {
  const cut = (numbers: readonly number[]) =>
    Array.from({ length: numbers.length / dimensions }, (_, at) =>
      numbers.slice(at * dimensions, (at + 1) * dimensions),
    );
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, number, axis) => sum + number * (other[axis] ?? 0), 0);
  const scale = (numbers: readonly number[]) => 1 / (Math.sqrt(dot(numbers, numbers)) || 1);
  if (asked.length === 0) return [];
  return cut(there).map((vector) =>
    cut(asked).map((numbers) => dot(vector, numbers) * Math.fround(scale(numbers)) * scale(vector)),
  );
}
