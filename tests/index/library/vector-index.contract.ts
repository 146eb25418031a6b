import { describe, expect, test } from 'vitest';
import type { Vector } from '../../../src/index/embedding/embedder.ts';
import type { VectorIndex } from '../../../src/index/library/vector-index.ts';

const DIMENSIONS = 24;

/** What every vector index promises. */
export function describeVectorIndex(
  name: string,
  create: (dimensions: number, capacity: number) => VectorIndex,
): void {
  describe(`${name} as a vector index`, () => {
    const filled = (vectors: readonly Vector[]) => {
      const index = create(DIMENSIONS, vectors.length);
      for (const vector of vectors) index.add(vector);
      return index;
    };

    test('knows its size and dimensions', () => {
      const index = filled(randomVectors(5));
      expect(index.size).toBe(5);
      expect(index.dimensions).toBe(DIMENSIONS);
    });

    test('finds each vector by itself, closest and with similarity 1', () => {
      const vectors = randomVectors(200);
      const index = filled(vectors);
      vectors.forEach((vector, label) => {
        const [first] = index.nearest(vector, 1);
        expect(first?.label).toBe(label);
        expect(first?.similarity).toBeCloseTo(1, 5);
      });
    });

    test('lists neighbours closest first, with their cosine similarity', () => {
      const vectors = randomVectors(60);
      const index = filled(vectors);
      const [question] = randomVectors(1, 99);
      if (question === undefined) throw new Error('no vector');
      const neighbours = index.nearest(question, 10);
      expect(neighbours).toHaveLength(10);
      for (const { label, similarity } of neighbours) {
        expect(similarity).toBeCloseTo(dot(question, vectors[label] ?? question), 5);
      }
      const similarities = neighbours.map(({ similarity }) => similarity);
      expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    });

    test('gives every vector when more are asked for than there are', () => {
      const vectors = randomVectors(7);
      const labels = filled(vectors)
        .nearest(vectors[0] ?? new Float32Array(), 1000)
        .map(({ label }) => label);
      expect(labels.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });

    test.each([0, -3, Number.NaN])('gives nothing when %s are asked for', (limit) => {
      const vectors = randomVectors(3);
      expect(filled(vectors).nearest(vectors[0] ?? new Float32Array(), limit)).toEqual([]);
    });

    test('gives nothing while it is empty', () => {
      const [vector] = randomVectors(1);
      expect(create(DIMENSIONS, 0).nearest(vector ?? new Float32Array(), 5)).toEqual([]);
    });

    test('gives equal vectors by label', () => {
      const [vector] = randomVectors(1);
      if (vector === undefined) throw new Error('no vector');
      const labels = filled([vector, vector, vector])
        .nearest(vector, 3)
        .map(({ label }) => label);
      expect(labels).toEqual([0, 1, 2]);
    });

    test('refuses a vector of another length, and goes on', () => {
      const index = create(DIMENSIONS, 2);
      expect(() => index.add(new Float32Array(DIMENSIONS - 1))).toThrow(/23 numbers, not 24/);
      const [vector] = randomVectors(1);
      index.add(vector ?? new Float32Array());
      expect(() => index.nearest(new Float32Array(DIMENSIONS + 1), 1)).toThrow(
        /25 numbers, not 24/,
      );
      expect(index.size).toBe(1);
    });

    test.each([Number.NaN, Number.POSITIVE_INFINITY, 0, 3])(
      'refuses a vector full of %s',
      (number) => {
        const index = create(DIMENSIONS, 1);
        expect(() => index.add(new Float32Array(DIMENSIONS).fill(number))).toThrow(RangeError);
        expect(index.size).toBe(0);
      },
    );

    test('refuses more vectors than it has room for', () => {
      const index = filled(randomVectors(3));
      expect(() => index.add(randomVectors(1)[0] ?? new Float32Array())).toThrow(
        /exceeds|maximum/i,
      );
      expect(index.size).toBe(3);
    });

    test.each([-1, 1.5, Number.NaN, 2 ** 32])('refuses room for %s vectors', (capacity) => {
      expect(() => create(DIMENSIONS, capacity)).toThrow(RangeError);
    });

    test.each([0, -8, 2.5])('refuses %s dimensions', (dimensions) => {
      expect(() => create(dimensions, 10)).toThrow(RangeError);
    });

    test('does not keep what it is given: the vector may change afterwards', () => {
      const [vector] = randomVectors(1);
      if (vector === undefined) throw new Error('no vector');
      const kept = vector.slice();
      const index = filled([vector]);
      vector.fill(0);
      expect(index.nearest(kept, 1)[0]?.similarity).toBeCloseTo(1, 5);
    });
  });
}

/** Unit vectors, the same for the same seed. */
export function randomVectors(count: number, seed = 1, dimensions = DIMENSIONS): Vector[] {
  let state = seed * 2_654_435_761;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, random);
    const length = Math.sqrt(dot(vector, vector));
    return vector.map((number) => number / length);
  });
}

function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, number, place) => sum + number * (b[place] ?? 0), 0);
}
