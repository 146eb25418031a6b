import type { Vector } from '../index/embedding/embedder.ts';

/** Cosine similarity of two unit vectors of one model, -1..1: their dot product. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  let [sum, other] = [0, 0];
  const even = a.length & ~1;
  // Two sums, since each addition waits for the one before.
  for (let axis = 0; axis < even; axis += 2) {
    // In bounds by construction; `?? 0` was measured to make this loop 3 to 4 times slower (Node 20, 384 dimensions).
    sum += (a[axis] as number) * (b[axis] as number);
    other += (a[axis + 1] as number) * (b[axis + 1] as number);
  }
  return even < a.length ? sum + other + (a[even] as number) * (b[even] as number) : sum + other;
}
