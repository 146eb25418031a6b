import { expect, test } from 'vitest';
import { dot } from '../../../src/index/library/dot.ts';

test('a dot product is the sum of products, whatever the length', () => {
  const numbers = (length: number) => Float32Array.from({ length }, (_, at) => at + 1);
  expect([0, 1, 3, 4, 5, 9].map((length) => dot(numbers(length), numbers(length)))).toEqual([
    0, 1, 14, 30, 55, 285,
  ]);
  expect(dot(new Float32Array([1, 2, 3, 4, 5]), new Float32Array([5, -4, 3, -2, 1]))).toBe(3);
});
