import type { AnswerKind } from './answer.ts';
import type { Evidence } from './evidence.ts';

/** What the decision found. */
export interface Decision {
  readonly kind: AnswerKind;
  /** Probability that the best sentence answers the question, 0..1. */
  readonly probability: number;
}

/*
 * Two logistic models. Is the question about what the documents are about (`onSubject`), and does the best sentence answer
 * it (`answered`)? Fitted by scikit-learn's logistic regression on the development sets: SQuAD's answerable questions and
 * their translations of XQuAD (asked of all 8 articles and of their own alone) against the same questions asked of 7, 4 and
 * 1 other articles and of the first document; SQuAD's impossible questions for `answered`. Leaving each article out in
 * turn: of what is said to be .15 probable, .18 answers; .45: .54; .65: .66; .86: .86; .99: .98. Area under the ROC curve
 * .987 against foreign questions of 7 articles, .70 against impossible ones.
 */

/**
 * Log-odds of `onSubject`. At `found` 5 % of answerable English questions fall short and 96 % of foreign ones do
 * (`npm run eval`); measured on libraries of one article and of eight: 6 % and 5 % fall short. `closest` is a wide band,
 * since a passage that is said to be uncertain costs less than one that is withheld: at -2 already, 0.5 % of answerable
 * questions and 79 % of foreign ones get nothing.
 */
const FOUND = 0.65;
const CLOSEST = -2.5;

/** Whether the best sentence answers the question, may answer it, or doesn't; undefined evidence: there is none. */
export function decide(evidence: Evidence | undefined): Decision {
  if (evidence === undefined) return { kind: 'nothing', probability: 0 };
  const subject = onSubject(evidence);
  const probability = logistic(subject) * logistic(answered(evidence));
  if (subject >= FOUND) return { kind: 'found', probability };
  return { kind: subject >= CLOSEST ? 'closest' : 'nothing', probability };
}

function onSubject(evidence: Evidence): number {
  const score = (evidence.score - 50) / 10;
  const shared =
    -0.918 + 6.082 * score - 1.804 * evidence.missingNames - 1.552 * Number(evidence.missesNumber);
  if (!evidence.isCrossLingual) return shared;
  return shared + 11.893 + 4.546 * score - 15.969 * evidence.matchAnywhere;
}

function answered(evidence: Evidence): number {
  return (
    -3.118 +
    5.468 * evidence.matchNear -
    3.082 * Number(evidence.deniesAlone) -
    1.863 * Number(evidence.missesNumber) -
    1.687 * Number(evidence.opposes)
  );
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
