import { expect, test } from 'vitest';
import { searchedEf } from '../../../src/index/library/searched-ef.ts';

test('many vectors are searched more thoroughly, and never less than the build found to be enough', () => {
  const counts = [2001, 62_351, 94_248];
  const shape = { m: 16, ef: 100 };
  expect(counts.map((count) => searchedEf(shape, count))).toEqual([100, 313, 384]);
  expect(searchedEf({ m: 16, ef: 800 }, 94_248)).toBe(800);
});

test('a graph with more links is searched less thoroughly', () => {
  const shape = { m: 24, ef: 100 };
  expect(searchedEf(shape, 1_000_000)).toBe(1000);
  expect(searchedEf(shape, 1_000_000)).toBeLessThan(searchedEf({ ...shape, m: 16 }, 1_000_000));
});
