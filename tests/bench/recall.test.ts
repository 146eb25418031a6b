import { expect, test } from 'vitest';
import { createExactScan } from '../../src/index/library/hnswlib.ts';
import { randomVectors } from '../index/library/vector-index.contract.ts';
import { exactNearest, recallOf } from './recall.ts';

test('compares with every vector, as the exact scan does', () => {
  const vectors = randomVectors(300);
  const scan = createExactScan(24, 300);
  for (const vector of vectors) scan.add(vector);
  for (const asked of randomVectors(20, 5)) {
    const labels = exactNearest(vectors, asked, 10).map(({ label }) => label);
    expect(labels).toEqual(scan.nearest(asked, 10).map(({ label }) => label));
  }
});

test('recall is the share of the nearest that was found, whatever came in between', () => {
  const exact = [0.9, 0.8, 0.7, 0.6];
  expect(recallOf([0.9, 0.8, 0.7, 0.6], exact)).toBe(1);
  expect(recallOf([0.9, 0.7, 0.6, 0.5], exact)).toBe(0.75);
  expect(recallOf([], exact)).toBe(0);
  expect(recallOf([0.5], [])).toBe(1);
});

test('one that is as near as the farthest counts as found', () => {
  expect(recallOf([0.9, 0.6 - 1e-7], [0.9, 0.6])).toBe(1);
});
