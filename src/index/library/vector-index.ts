import type { Vector } from '../embedding/embedder.ts';

/** A stored vector near a searched one. */
export interface Neighbour {
  readonly label: number;
  /** Cosine similarity, -1..1, higher is closer. */
  readonly similarity: number;
}

/** Port: nearest neighbours among unit vectors that are labelled 0, 1, 2, … */
export interface VectorIndex {
  readonly dimensions: number;
  readonly size: number;
  /** Labels are given in the order of adding. Throws on a wrong length or a vector that isn't finite. */
  add(vector: Vector): void;
  /** At most `limit` neighbours, closest first; all of them when `limit` exceeds `size`. */
  nearest(vector: Vector, limit: number): readonly Neighbour[];
}
