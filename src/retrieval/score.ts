import type { Candidate } from './candidates.ts';

/** A candidate with its place in the ranking. */
export interface RankedCandidate extends Candidate {
  /** Share of the question's rare words that it holds, 0..1; see `coverage`. */
  readonly coverage: number;
  /** Convex combination of similarities and words: comparable within one question only. */
  readonly score: number;
}

/** How much each part counts: architecture.md's measured mix, words weighed by how much of the question they cover. */
const PASSAGE_WEIGHT = 0.5;
const SENTENCE_WEIGHT = 0.5;
const WORDS_WEIGHT = 0.05;

/** Inverse document frequency of each of the question's terms, above 0. */
export type TermWeights = ReadonlyMap<string, number>;

/** Best first. */
export function rank(candidates: readonly Candidate[], terms: TermWeights): RankedCandidate[] {
  const highestBm25 = Math.max(...candidates.map(({ bm25 }) => bm25), Number.MIN_VALUE);
  return candidates
    .map((candidate) => {
      const covered = coverage(candidate.terms, terms);
      const score =
        PASSAGE_WEIGHT * candidate.passageSimilarity +
        SENTENCE_WEIGHT * candidate.best.similarity +
        WORDS_WEIGHT * covered * (candidate.bm25 / highestBm25);
      return { ...candidate, coverage: covered, score };
    })
    .sort((a, b) => b.score - a.score);
}

/** Share of the question's inverse document frequency that stands in a passage, 0..1. */
function coverage(held: readonly string[], terms: TermWeights): number {
  const total = sum([...terms.values()]);
  return total === 0 ? 0 : sum(held.map((term) => terms.get(term) ?? 0)) / total;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
