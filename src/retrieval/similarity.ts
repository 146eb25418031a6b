import type { Vector } from '../index/embedding/embedder.ts';

/** Cosine similarity of two unit vectors of one model, -1..1: their dot product. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) {
    // In bounds by construction; `?? 0` was measured to make this loop 3 to 4 times slower (Node 20, 384 dimensions).
    sum += (a[axis] as number) * (b[axis] as number);
  }
  return sum;
}
