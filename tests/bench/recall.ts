import type { Vector } from '../../src/index/embedding/embedder.ts';
import type { Neighbour } from '../../src/index/library/vector-index.ts';
import { cosineSimilarity } from '../../src/retrieval/similarity.ts';

/** The nearest of these vectors, closest first, by comparing with each. */
export function exactNearest(
  vectors: readonly Vector[],
  asked: Vector,
  count: number,
): readonly Neighbour[] {
  let nearest: Neighbour[] = [];
  let least = -Infinity;
  for (const [label, vector] of vectors.entries()) {
    const similarity = cosineSimilarity(vector, asked);
    if (similarity <= least) continue;
    nearest.push({ label, similarity });
    nearest = nearest.sort((a, b) => b.similarity - a.similarity).slice(0, count);
    if (nearest.length === count) least = nearest.at(-1)?.similarity ?? least;
  }
  return nearest;
}

/** Of two vectors that are as near one may be found for the other: rounding tells them apart at random. */
const AS_NEAR = 1e-6;

/**
 * Share of the exact neighbours that were found too, 0..1: those as near as the farthest of them count.
 *
 * @param found similarities, highest first; `exact` likewise
 */
export function recallOf(found: readonly number[], exact: readonly number[]): number {
  if (exact.length === 0) return 1;
  const least = (exact.at(-1) ?? 1) - AS_NEAR;
  const hits = found.slice(0, exact.length).filter((similarity) => similarity >= least);
  return hits.length / exact.length;
}

/** 1 of none. */
export function meanOf(numbers: readonly number[]): number {
  if (numbers.length === 0) return 1;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
