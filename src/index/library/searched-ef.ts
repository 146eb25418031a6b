/**
 * Candidates for each square root of the number of vectors: what finds 0.99 of the ten passages nearest to a real question
 * grows that way from 10,000 to 94,000 vectors. Chosen with 450 questions, confirmed with 300 others: 62,000 vectors are
 * searched with 313, 94,000 with 384. A million would be with 1250, which of near-copies found 0.89 only (tests/scale/SWEEP.md).
 */
const PER_ROOT = 1.25;

/**
 * How many candidates a search of a graph keeps.
 *
 * @param ef what the build found to be enough: never less
 */
export function searchedEf(ef: number, vectors: number): number {
  return Math.max(ef, Math.ceil(PER_ROOT * Math.sqrt(vectors)));
}
