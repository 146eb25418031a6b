/**
 * Candidates for each square root of the number of vectors: what finds 0.99 of the ten passages nearest to a real question
 * grows that way. Chosen with 450 questions, confirmed with 300 others (tests/scale/SWEEP.md): 62,000 vectors are searched
 * with 313, 94,000 with 384, a million with 1250.
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
