import type { AnswerKind } from './answer.ts';
import type { RankedCandidate } from './score.ts';

/** What the decision found. */
export interface Decision {
  readonly kind: AnswerKind;
  /** Probability that the first candidate answers the question, 0..1. */
  readonly probability: number;
}

/** Best sentence similarities of the shipped embedder at which found and foreign questions part. */
const FOUND_SIMILARITY = 0.86;
const CLOSEST_SIMILARITY = 0.82;

/** Whether the best candidate answers the question, may answer it, or doesn't. */
export function decide(ranked: readonly RankedCandidate[]): Decision {
  const [first] = ranked;
  if (!first) return { kind: 'nothing', probability: 0 };
  const similarity = Math.max(...ranked.slice(0, 3).map(({ best }) => best.similarity));
  const probability = 1 / (1 + Math.exp(-80 * (similarity - FOUND_SIMILARITY)));
  if (similarity >= FOUND_SIMILARITY) return { kind: 'found', probability };
  return { kind: similarity >= CLOSEST_SIMILARITY ? 'closest' : 'nothing', probability };
}
