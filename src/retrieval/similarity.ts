import type { Vector } from '../index/embedding/embedder.ts';

/** Cosine similarity of two unit vectors of one model, -1..1: their dot product. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  return dot({ values: a, offset: 0 }, { values: b, offset: 0 }, a.length);
}

/** A run of numbers that starts somewhere in an array. */
export interface Run {
  readonly values: Float32Array | Int8Array;
  readonly offset: number;
}

/** Dot product of two runs of one length. Plain loops over typed arrays: V8 keeps them free of allocation. */
export function dot(a: Run, b: Run, length: number): number {
  let sum = 0;
  for (let place = 0; place < length; place += 1) {
    sum += (a.values[a.offset + place] ?? 0) * (b.values[b.offset + place] ?? 0);
  }
  return sum;
}
