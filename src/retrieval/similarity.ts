import type { Vector } from '../index/embedding/embedder.ts';

/** Cosine similarity of two unit vectors of one model, -1..1: their dot product. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  let sum = 0;
  for (let position = 0; position < a.length; position += 1) {
    sum += (a[position] ?? 0) * (b[position] ?? 0);
  }
  return sum;
}
