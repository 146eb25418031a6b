import type { AnswerKind } from './answer.ts';
import type { Calibration, LogOdds } from './calibration/calibration.ts';
import { logistic } from './calibration/logistic-fit.ts';
import { type Evidence, SIGNS } from './evidence.ts';

/** What the decision found. */
export interface Decision {
  readonly kind: AnswerKind;
  /** Probability that the best sentence answers the question, 0..1; where the model isn't calibrated, higher is surer. */
  readonly probability: number;
}

/**
 * Whether the best sentence answers the question, may answer it, or doesn't; undefined evidence: there is none.
 *
 * Two logistic models say how probable it is that the question is about what the documents are about, and that the best
 * sentence answers it. A phrase in quotation marks that isn't there is never found. Their coefficients and the thresholds are the embedding model's: see `npm run calibrate`.
 */
export function decide(evidence: Evidence | undefined, calibration: Calibration): Decision {
  if (evidence === undefined) return { kind: 'nothing', probability: 0 };
  const { onSubject, answered, thresholds } = calibration;
  const subject = logOddsOf(evidence, onSubject);
  const probability = logistic(subject) * logistic(logOddsOf(evidence, answered));
  const mayBeFound = evidence.missesPhrase === 0;
  if (subject >= thresholds.found && mayBeFound) return { kind: 'found', probability };
  return { kind: subject >= thresholds.closest ? 'closest' : 'nothing', probability };
}

/** What a model says of the evidence. */
export function logOddsOf(evidence: Evidence, { intercept, signs }: LogOdds): number {
  return SIGNS.reduce((sum, sign) => sum + signs[sign] * evidence[sign], intercept);
}
