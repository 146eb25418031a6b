/**
 * Candidates for each square root of the number of vectors: what finds 0.99 of the ten passages nearest to a real question
 * grows that way. Measured with 300 questions or more that chose nothing (tests/scale/SWEEP.md): 60,000 vectors searched
 * with 245 find 0.994, 938,000 with 969 find 0.993; 0.8 found 0.990 of these.
 */
const PER_ROOT = 1;

/**
 * How many candidates a search of a graph keeps.
 *
 * @param ef what the build found to be enough: never less
 */
export function searchedEf(ef: number, vectors: number): number {
  return Math.max(ef, Math.ceil(PER_ROOT * Math.sqrt(vectors)));
}
