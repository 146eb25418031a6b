import type { GraphShape } from './hnswlib.ts';

/**
 * Candidates for each square root of the number of vectors: what finds 0.99 of the ten passages nearest to a real question
 * grows that way. Chosen with 300 to 450 questions, confirmed with 300 others (tests/scale/SWEEP.md): with m 16, 62,000
 * vectors are searched with 313, 94,000 with 384; with m 24, which 100,000 vectors and more have, 938,000 with 969 (800
 * found 0.9933 of the first questions' and 0.9897 of the others').
 */
const PER_ROOT = 1.25;
const PER_ROOT_OF_MORE_LINKS = 1;

/** Links of a graph that has few. */
const FEW_LINKS = 16;

/**
 * How many candidates a search of a graph keeps.
 *
 * @param shape its `ef` is what the build found to be enough: never less
 */
export function searchedEf({ m, ef }: Pick<GraphShape, 'm' | 'ef'>, vectors: number): number {
  const perRoot = m > FEW_LINKS ? PER_ROOT_OF_MORE_LINKS : PER_ROOT;
  return Math.max(ef, Math.ceil(perRoot * Math.sqrt(vectors)));
}
