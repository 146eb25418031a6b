import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotProducts } from '../../src/retrieval/dot-products.ts';

const small = fc.integer({ min: -127, max: 127 });
const vectors = (rows: number, dimensions: number) =>
  fc
    .array(small, { minLength: rows * dimensions, maxLength: rows * dimensions })
    .map((numbers) => Int8Array.from(numbers));

test('dot products are those of each vector with each, whatever their length', () => {
  const shape = fc.record({
    dimensions: fc.integer({ min: 1, max: 40 }),
    rows: fc.nat(5),
    count: fc.nat(9),
  });
  const sized = shape.chain(({ dimensions, rows, count }) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      fixed: vectors(rows, dimensions),
      given: vectors(count, dimensions),
    }),
  );
  fc.assert(
    fc.property(sized, ({ dimensions, fixed, given }) => {
      const products = dotProducts(fixed, given, dimensions);
      expect([...products]).toEqual(plainProducts(fixed, given, dimensions));
    }),
  );
});

test('vectors may be more than the memory that was there at first', () => {
  const dimensions = 384;
  const fixed = new Int8Array(20 * dimensions).fill(127);
  const many = dotProducts(fixed, new Int8Array(4000 * dimensions).fill(-127), dimensions);
  expect(many).toHaveLength(20 * 4000);
  expect(new Set(many)).toEqual(new Set([-127 * 127 * dimensions]));
  expect(Array.from(dotProducts(fixed, new Int8Array(dimensions).fill(1), dimensions))).toEqual(
    Array.from({ length: 20 }, () => 127 * dimensions),
  );
});

function plainProducts(fixed: Int8Array, given: Int8Array, dimensions: number): number[] {
  const products: number[] = [];
  for (let row = 0; row < fixed.length; row += dimensions) {
    for (let place = 0; place < given.length; place += dimensions) {
      let sum = 0;
      for (let axis = 0; axis < dimensions; axis += 1) {
        sum += (fixed[row + axis] ?? 0) * (given[place + axis] ?? 0);
      }
      products.push(sum);
    }
  }
  return products;
}
