import { areaUnderRoc } from '../eval/curve.ts';
import { type Sign, SIGNS } from '../evidence.ts';
import { logOddsOf } from '../decide.ts';
import { RANK_SIGNS, type RankSign, type RankWeights } from '../ranking.ts';
import type { LogOdds } from './calibration.ts';
import type { Gathered } from './calibrate.ts';
import { percent, row } from './calibrate-report.ts';
import { type CrossFit, unseenBy } from './cross-fit.ts';
import { fitAnswered, fitOnSubject, isAcross } from './fit-decision.ts';
import { fitRanking } from './fit-ranking.ts';
import type { FoldedListing, Observation } from './gather.ts';
import { logistic } from './logistic-fit.ts';
import { ANSWERED_BY, ON_SUBJECT_BY, RANKED_BY } from './signs.ts';

/** One of the two models: how it is fitted, and what it tells apart. */
interface Ablated {
  readonly name: string;
  readonly signs: readonly Sign[];
  readonly fit: (observations: readonly Observation[], signs: readonly Sign[]) => CrossFit<LogOdds>;
  readonly against: Observation['kind'];
}

const MODELS: readonly Ablated[] = [
  { name: 'on subject', signs: ON_SUBJECT_BY, fit: fitOnSubject, against: 'foreign' },
  { name: 'answered', signs: ANSWERED_BY, fit: fitAnswered, against: 'impossible' },
];

/**
 * What each sign of a model adds, and what each that is left out would add, on documents that the fits haven't seen: area
 * under the ROC curve in the library's language, across languages, and the mean loss (of the right side's logarithm).
 */
export function renderAblation({ listings, observations }: Gathered): string {
  return [...rankingRows(listings), '', decisionRows(observations)].join('\n');
}

/** The right sentence first, of questions in the library's language and across, and the mean loss. */
function rankingRows(listings: readonly FoldedListing[]): string[] {
  return [
    row('ranking:', ['best', 'across', 'loss'], WIDTHS),
    rankingRow('as it is', listings, RANKED_BY),
    ...RANK_SIGNS.map((sign) => {
      const isIn = RANKED_BY.includes(sign);
      const signs = isIn ? RANKED_BY.filter((one) => one !== sign) : [...RANKED_BY, sign];
      return rankingRow(`${isIn ? 'without' : 'with'} ${sign}`, listings, signs);
    }),
  ];
}

function rankingRow(
  name: string,
  listings: readonly FoldedListing[],
  signs: readonly RankSign[],
): string {
  const fitted = fitRanking(listings, signs);
  const judged = listings.map((listing) => ({
    ...standingOf(listing, unseenBy(fitted, listing)),
    across: listing.across,
  }));
  const isFirst = (far: boolean) =>
    mean(judged.filter(({ across }) => across === far).map(({ first }) => Number(first)));
  const losses = judged.flatMap(({ share }) => (share > 0 ? [-Math.log(share)] : []));
  return row(
    name,
    [percent(isFirst(false)), percent(isFirst(true)), mean(losses).toFixed(4)],
    WIDTHS,
  );
}

/** Whether a right sentence comes first, and what share of the probability right ones have, 0 where there are none. */
function standingOf({ signs, right }: FoldedListing, weights: RankWeights) {
  const size = RANK_SIGNS.length;
  const scores = Array.from(right, (_, sentence) =>
    RANK_SIGNS.reduce(
      (score, sign, place) => score + weights[sign] * (signs[sentence * size + place] ?? 0),
      0,
    ),
  );
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const wanted = powers.filter((_, sentence) => right[sentence] === 1);
  return {
    first: right[scores.indexOf(highest)] === 1,
    share: (mean(wanted) * wanted.length) / (mean(powers) * powers.length),
  };
}

/** 0 for no numbers. */
function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(numbers.length, 1);
}

function decisionRows(observations: readonly Observation[]): string {
  return MODELS.flatMap((model) => [
    row(`${model.name}:`, ['AUROC', 'across', 'loss'], WIDTHS),
    ablationRow('as it is', observations, model, model.signs),
    ...SIGNS.map((sign) => {
      const isIn = model.signs.includes(sign);
      const signs = isIn ? model.signs.filter((one) => one !== sign) : [...model.signs, sign];
      return ablationRow(`${isIn ? 'without' : 'with'} ${sign}`, observations, model, signs);
    }),
    '',
    '',
  ]).join('\n');
}

function ablationRow(
  name: string,
  observations: readonly Observation[],
  { fit, against }: Ablated,
  signs: readonly Sign[],
): string {
  const fitted = fit(observations, signs);
  const judged = observations
    .filter(({ kind }) => kind === 'answerable' || kind === against)
    .map((observation) => ({
      score: logOddsOf(observation.evidence, unseenBy(fitted, observation)),
      positive: observation.kind === 'answerable',
      across: isAcross(observation),
    }));
  const own = judged.filter(({ across }) => !across);
  const far = judged.filter(({ across }) => across);
  const losses = judged.map(
    ({ score, positive }) => -Math.log(Math.max(logistic(positive ? score : -score), 1e-9)),
  );
  const figures = [areaUnderRoc(own), areaUnderRoc(far), mean(losses)];
  return row(
    name,
    figures.map((figure) => figure?.toFixed(4) ?? ''),
    WIDTHS,
  );
}

const WIDTHS = { first: 30, cell: 10 };
