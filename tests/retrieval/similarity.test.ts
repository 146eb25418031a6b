import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineSimilarity, dotProducts } from '../../src/retrieval/similarity.ts';

test('unit vectors are as similar as their directions', () => {
  const [east, north] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  expect(cosineSimilarity(east, east)).toBe(1);
  expect(cosineSimilarity(east, north)).toBe(0);
  expect(cosineSimilarity(east, Float32Array.of(-1, 0))).toBe(-1);
});

test('dot products with many rows are those with each row', () => {
  const small = fc.integer({ min: -127, max: 127 });
  const shape = fc.record({ length: fc.integer({ min: 1, max: 9 }), rows: fc.nat(11) });
  const sized = shape.chain(({ length, rows }) =>
    fc.record({
      vector: fc.array(small, { minLength: length, maxLength: length }),
      values: fc.array(small, { minLength: length * rows, maxLength: length * rows }),
    }),
  );
  fc.assert(
    fc.property(sized, ({ vector, values }) => {
      const products = dotProducts(Float32Array.from(vector), Int8Array.from(values));
      const rows = values.length / vector.length;
      const expected = Array.from({ length: rows }, (_, row) =>
        vector.reduce(
          (sum, number, axis) => sum + number * (values[row * vector.length + axis] ?? 0),
          0,
        ),
      );
      expect([...products]).toEqual(expected);
    }),
  );
});
