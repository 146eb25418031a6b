import type { ReliabilityBin } from '../eval/curve.ts';
import { type Sign, SIGNS } from '../evidence.ts';
import type { LogOdds, Thresholds } from './calibration.ts';
import type { CrossFit } from './cross-fit.ts';
import type { GroupMeasures, Judgement } from './judge.ts';
import { FALL_SHORT, measureFindings, measureGroups, reliabilityOf } from './judge.ts';
import type { RankWeights } from '../ranking.ts';
import { RANKED_BY } from './signs.ts';

/** What was fitted, and how documents fare that it was not fitted to. */
export interface Calibrated {
  readonly ranking: CrossFit<RankWeights>;
  readonly onSubject: CrossFit<LogOdds>;
  readonly answered: CrossFit<LogOdds>;
  readonly judgements: readonly Judgement[];
  readonly thresholds: Thresholds;
}

/** All figures for people: of documents left out of the fit in turn. */
export function renderCalibrated(calibrated: Calibrated): string {
  const { ranking, onSubject, answered, judgements, thresholds } = calibrated;
  const { onSubject: subjectBins, answered: answeredBins } = reliabilityOf(judgements);
  return [
    'Each document is judged by a fit without it. Coefficients: of all, and lowest and highest of those fits.',
    '',
    row('set', ['questions', 'first', 'in 3', 'in 5', 'best', 'chars']),
    ...findingRows(judgements),
    '',
    row('ranking', ['weight', 'lowest', 'highest']),
    ...RANKED_BY.map((sign) => coefficientRow(sign, ranking, (weights) => weights[sign])),
    '',
    row('on subject', ['adds', 'lowest', 'highest']),
    ...logOddsRows(onSubject),
    '',
    row('answered', ['adds', 'lowest', 'highest']),
    ...logOddsRows(answered),
    '',
    ...thresholdLines(thresholds),
    '',
    row('asked', ['questions', 'found', 'closest', 'nothing', 'AUROC', 'at 3 %'], GROUP),
    ...measureGroups(judgements, thresholds).map(groupRow),
    '',
    ...reliabilityRows('on subject', subjectBins),
    ...reliabilityRows('answered', answeredBins),
    '',
  ].join('\n');
}

/** Each with its rule. */
function thresholdLines({ found, closest, answered }: Thresholds): string[] {
  const rule = (share: number) =>
    `${percent(share)} % of answerable questions in the library's language fall short`;
  return [
    `found: log-odds of being on the subject from ${found} (${rule(FALL_SHORT.found)}),`,
    `       and of being answered from ${answered} (${rule(FALL_SHORT.answered)})`,
    `closest: log-odds of being on the subject from ${closest} (${rule(FALL_SHORT.closest)})`,
  ];
}

function findingRows(judgements: readonly Judgement[]): string[] {
  const findings = measureFindings(judgements.map(({ observation }) => observation));
  return [...findings].map(([set, finding]) =>
    row(set, [
      String(finding.questions),
      ...[finding.first, finding.in3, finding.in5, finding.bestSentence].map(percent),
      finding.meanExcerptChars.toFixed(0),
    ]),
  );
}

function logOddsRows(fit: CrossFit<LogOdds>): string[] {
  const used = SIGNS.filter((sign: Sign) => fit.whole.signs[sign] !== 0);
  return [
    coefficientRow('(intercept)', fit, ({ intercept }) => intercept),
    ...used.map((sign) => coefficientRow(sign, fit, ({ signs }) => signs[sign])),
  ];
}

function coefficientRow<Fit>(
  name: string,
  { whole, without }: CrossFit<Fit>,
  read: (fit: Fit) => number,
): string {
  const others = [...without.values()].map(read);
  const numbers = [read(whole), Math.min(...others), Math.max(...others)];
  return row(
    name,
    numbers.map((number) => number.toFixed(2)),
  );
}

const SIZE_NAMES = { all: 'of all', rest: 'of all others', some: 'of half', one: 'of one' };

function groupRow(group: GroupMeasures): string {
  const { kind, size, across, questions, auroc, refusedAt3Percent } = group;
  const documents = kind === 'foreign' && size === 'all' ? 'of another set' : SIZE_NAMES[size];
  const cells = [
    String(questions),
    ...[group.found, group.closest, group.nothing].map(percent),
    auroc === undefined ? '' : auroc.toFixed(3),
    refusedAt3Percent === undefined ? '' : percent(refusedAt3Percent),
  ];
  return row(`${kind} ${documents}${across ? ', across languages' : ''}`, cells, GROUP);
}

function reliabilityRows(name: string, bins: readonly ReliabilityBin[]): string[] {
  return [
    row(
      `${name}: said`,
      bins.map(({ stated }) => percent(stated)),
      RELIABILITY,
    ),
    row(
      'is',
      bins.map(({ observed }) => percent(observed)),
      RELIABILITY,
    ),
    row(
      'of',
      bins.map(({ count }) => String(count)),
      RELIABILITY,
    ),
  ];
}

export function percent(share: number): string {
  return (share * 100).toFixed(1);
}

const NAMES = { first: 20, cell: 10 };
const GROUP = { first: 42, cell: 10 };
const RELIABILITY = { first: 18, cell: 7 };

export function row(first: string, cells: readonly string[], widths = NAMES): string {
  return [first.padEnd(widths.first), ...cells.map((cell) => cell.padStart(widths.cell))]
    .join(' ')
    .trimEnd();
}
