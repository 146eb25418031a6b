import { expect, test } from 'vitest';
import { fromAllOver, percentile, percentilesOf, spreadOf } from './statistics.ts';

test('a percentile is a number that was measured: the least that so many do not exceed', () => {
  const numbers = [30, 10, 20, 40];
  expect(percentile(numbers, 0.5)).toBe(20);
  expect(percentile(numbers, 0.51)).toBe(30);
  expect(percentile(numbers, 0)).toBe(10);
  expect(percentile(numbers, 1)).toBe(40);
  expect(percentile([], 0.5)).toBe(0);
});

test('of a hundred, the 95th and the 99th', () => {
  const numbers = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentilesOf(numbers)).toEqual({ p50: 50, p95: 95, p99: 99, count: 100 });
});

test('a spread is the median of the runs, with the least and the most', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, least: 1, most: 9, runs: 3 });
});

test('so many of all are taken from all over, none twice, and all where there are no more', () => {
  const all = [...Array(10).keys()];
  expect(fromAllOver(all, 4)).toEqual([0, 2, 5, 7]);
  expect(fromAllOver(all, 10)).toEqual(all);
  expect(fromAllOver(all, 300)).toEqual(all);
  expect(fromAllOver([], 3)).toEqual([]);
});
