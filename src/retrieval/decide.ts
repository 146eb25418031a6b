import type { AnswerKind } from './answer.ts';
import type { RankedSentence } from './ranking.ts';

/** What the decision found. */
export interface Decision {
  readonly kind: AnswerKind;
  /** Probability that the first excerpt answers the question, 0..1. */
  readonly probability: number;
}

/** Whether the best place answers the question, may answer it, or doesn't. */
export function decide(ranked: readonly RankedSentence[]): Decision {
  const [first] = ranked;
  if (!first) return { kind: 'nothing', probability: 0 };
  const probability = 1 / (1 + Math.exp(-80 * (first.similarity - 0.86)));
  if (probability >= 0.5) return { kind: 'found', probability };
  return { kind: probability >= 0.1 ? 'closest' : 'nothing', probability };
}
