import type { AnswerKind } from './answer.ts';
import type { Calibration, LogOdds, Thresholds } from './calibration/calibration.ts';
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
 * sentence answers it; either may keep it from being found. A phrase in quotation marks that is not there is never found.
 * Coefficients and thresholds are the embedding model's: see `npm run calibrate`.
 */
export function decide(evidence: Evidence | undefined, calibration: Calibration): Decision {
  if (evidence === undefined) return { kind: 'nothing', probability: 0 };
  const subject = logOddsOf(evidence, calibration.onSubject);
  const answered = logOddsOf(evidence, calibration.answered);
  const kind = kindFor({ subject, answered }, evidence, calibration.thresholds);
  return { kind, probability: logistic(subject) * logistic(answered) };
}

/** What both models say, in log-odds. */
interface Said {
  readonly subject: number;
  readonly answered: number;
}

/** The kind of answer by what both models say of its evidence. */
export function kindFor(
  { subject, answered }: Said,
  { missesPhrase }: Evidence,
  thresholds: Thresholds,
): AnswerKind {
  if (subject < thresholds.closest) return 'nothing';
  const isSure = subject >= thresholds.found && answered >= thresholds.answered;
  return isSure && missesPhrase === 0 ? 'found' : 'closest';
}

/** What a model says of the evidence. */
export function logOddsOf(evidence: Evidence, { intercept, signs }: LogOdds): number {
  return SIGNS.reduce((sum, sign) => sum + signs[sign] * evidence[sign], intercept);
}
