import { type Evidence, type Sign, SIGNS } from '../evidence.ts';
import type { LogOdds } from './calibration.ts';
import { type CrossFit, crossFit } from './cross-fit.ts';
import type { Observation } from './gather.ts';
import { fitLogistic } from './logistic-fit.ts';
import type { PartSize } from './parts.ts';

/** The two models of a decision, each also fitted without each fold. */
export interface DecisionFit {
  readonly onSubject: CrossFit<LogOdds>;
  readonly answered: CrossFit<LogOdds>;
}

/**
 * How much a kind of question counts as a whole, however many there are, in the questions' own language and across alike:
 * what is asked of a whole library three times as much as what is asked of one document, and impossible questions half as much
 * as answerable ones, as SQuAD has them.
 */
const COUNTS: Record<Observation['kind'], Record<PartSize, number>> = {
  answerable: { all: 3, rest: 0, some: 0.5, one: 1 },
  foreign: { all: 0.5, rest: 1.5, some: 0.5, one: 1 },
  impossible: { all: 1.5, rest: 0, some: 0.25, one: 0.5 },
};

/** Whether the question's language is none of the library's. */
export function isAcross({ evidence }: Observation): boolean {
  return evidence.across > 0;
}

/** Fits which questions are on the subject: answerable ones against foreign ones. */
export function fitOnSubject(
  observations: readonly Observation[],
  signs: readonly Sign[],
): CrossFit<LogOdds> {
  const judged = observations.filter(({ kind }) => kind !== 'impossible');
  return fitLogOdds(judged, signs);
}

/** Fits which questions are answered: answerable ones against impossible ones, in the library's language. */
export function fitAnswered(
  observations: readonly Observation[],
  signs: readonly Sign[],
): CrossFit<LogOdds> {
  const judged = observations.filter((one) => one.kind !== 'foreign' && !isAcross(one));
  return fitLogOdds(judged, signs);
}

function fitLogOdds(
  observations: readonly Observation[],
  signs: readonly Sign[],
): CrossFit<LogOdds> {
  const weightOf = weighing(observations);
  const rows = observations.map((observation) => ({
    fold: observation.fold,
    signs: Float64Array.from(signs, (sign) => observation.evidence[sign]),
    positive: observation.kind === 'answerable',
    weight: weightOf(observation),
  }));
  return crossFit(rows, (some): LogOdds => {
    const { intercept, coefficients } = fitLogistic(some.filter(({ weight }) => weight > 0));
    const fitted = signs.map((sign, place) => [sign, coefficients[place] ?? 0] as const);
    const none = SIGNS.map((sign) => [sign, 0] as const);
    return { intercept, signs: Object.fromEntries([...none, ...fitted]) as Evidence };
  });
}

/** Each kind, size and crossing of languages counts what it counts, parted among its questions. */
function weighing(observations: readonly Observation[]): (observation: Observation) => number {
  const nameOf = (one: Observation) => `${one.kind} ${one.part.size} ${isAcross(one)}`;
  const counts = new Map<string, number>();
  for (const one of observations) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return (one) => COUNTS[one.kind][one.part.size] / (counts.get(nameOf(one)) ?? 1);
}
