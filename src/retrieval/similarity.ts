import type { Vector } from '../index/embedding/embedder.ts';

/** Cosine similarity of two unit vectors of one model, -1..1: their dot product. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) sum += (a[axis] ?? 0) * (b[axis] ?? 0);
  return sum;
}
