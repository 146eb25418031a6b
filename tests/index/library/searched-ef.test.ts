import { expect, test } from 'vitest';
import { searchedEf } from '../../../src/index/library/searched-ef.ts';

test('many vectors are searched more thoroughly, and never less than the build found to be enough', () => {
  const counts = [2001, 62_351, 94_248, 1_000_000];
  expect(counts.map((count) => searchedEf(100, count))).toEqual([100, 250, 307, 1000]);
  expect(searchedEf(800, 94_248)).toBe(800);
});
