import { expect, test } from 'vitest';
import { cosineSimilarity } from '../../src/retrieval/similarity.ts';

test('unit vectors are as similar as their directions', () => {
  const [east, north] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  expect(cosineSimilarity(east, east)).toBe(1);
  expect(cosineSimilarity(east, north)).toBe(0);
  expect(cosineSimilarity(east, Float32Array.of(-1, 0))).toBe(-1);
});
