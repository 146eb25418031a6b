import type { AnswerKind } from './answer.ts';
import { type Evidence, SIGNS } from './evidence.ts';

/** What the decision found. */
export interface Decision {
  readonly kind: AnswerKind;
  /** Probability that the best sentence answers the question, 0..1. */
  readonly probability: number;
}

/*
 * Two logistic models. Is the question about what the documents are about (`ON_SUBJECT`), and does the best sentence answer
 * it (`ANSWERED`)? Fitted by scikit-learn's logistic regression on the development sets: SQuAD's answerable questions and
 * their translations of XQuAD (asked of all 8 articles and of their own alone) against the same questions asked of 7, 4 and
 * 1 other articles and of the first document; SQuAD's impossible questions for `ANSWERED`. Leaving each article out in
 * turn: of what is said to be .15 probable, .18 answers; .45: .54; .65: .66; .86: .86; .99: .98. Area under the ROC curve
 * .987 against foreign questions of 7 articles, .70 against impossible ones.
 */

/**
 * Log-odds of `ON_SUBJECT`. At `found` 5 % of answerable English questions fall short and 96 % of foreign ones do
 * (`npm run eval`); measured on libraries of one article and of eight: 6 % and 5 % fall short. `closest` is a wide band,
 * since a passage that is said to be uncertain costs less than one that is withheld: at -2 already, 0.5 % of answerable
 * questions and 79 % of foreign ones get nothing.
 */
const FOUND = 0.65;
const CLOSEST = -2.5;

/** Whether the best sentence answers the question, may answer it, or doesn't; undefined evidence: there is none. */
export function decide(evidence: Evidence | undefined): Decision {
  if (evidence === undefined) return { kind: 'nothing', probability: 0 };
  const subject = logOddsOf(evidence, ON_SUBJECT);
  const probability = logistic(subject) * logistic(logOddsOf(evidence, ANSWERED));
  if (subject >= FOUND) return { kind: 'found', probability };
  return { kind: subject >= CLOSEST ? 'closest' : 'nothing', probability };
}

/** A linear model: what each sign adds to the log-odds. Signs that aren't named add nothing. */
interface LogOdds {
  readonly intercept: number;
  readonly signs: Partial<Evidence>;
}

const ON_SUBJECT: LogOdds = {
  intercept: -0.918,
  signs: {
    score: 6.082,
    missingNames: -1.804,
    missesNumber: -1.552,
    across: 11.893,
    acrossScore: 4.546,
    acrossMatchAnywhere: -15.969,
  },
};

const ANSWERED: LogOdds = {
  intercept: -3.118,
  signs: { matchNear: 5.468, deniesAlone: -3.082, missesNumber: -1.863, opposes: -1.687 },
};

function logOddsOf(evidence: Evidence, { intercept, signs }: LogOdds): number {
  return SIGNS.reduce((sum, sign) => sum + (signs[sign] ?? 0) * evidence[sign], intercept);
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
