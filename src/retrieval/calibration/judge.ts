import { areaUnderRoc, refusedAt, reliability, type ReliabilityBin } from '../eval/curve.ts';
import { type FindingMeasures, measureFinding } from '../eval/measure.ts';
import type { AnswerKind } from '../answer.ts';
import { kindFor, logOddsOf } from '../decide.ts';
import type { Thresholds } from './calibration.ts';
import { unseenBy } from './cross-fit.ts';
import { type DecisionFit, isAcross } from './fit-decision.ts';
import type { Observation } from './gather.ts';
import { groupBy } from './group-by.ts';
import { logistic } from './logistic-fit.ts';
import type { PartSize } from './parts.ts';

/** What the models say of a question whose document they weren't fitted to, in log-odds. */
export interface Judgement {
  readonly observation: Observation;
  readonly subject: number;
  readonly answered: number;
}

export function judge(observations: readonly Observation[], fit: DecisionFit): Judgement[] {
  return observations.map((observation) => ({
    observation,
    subject: logOddsOf(observation.evidence, unseenBy(fit.onSubject, observation)),
    answered: logOddsOf(observation.evidence, unseenBy(fit.answered, observation)),
  }));
}

/** Answerable questions in the library's language that fall below each threshold, 0..1. */
export const FALL_SHORT = { found: 0.05, closest: 0.005, answered: 0.01 };

/**
 * The thresholds: log-odds below which a stated share of answerable questions in the library's language falls, libraries of
 * each size counted alike.
 */
export function thresholdsOf(judgements: readonly Judgement[]): Thresholds {
  const answerable = judgements.filter(
    ({ observation }) => observation.kind === 'answerable' && !isAcross(observation),
  );
  const bySize = groupBy(answerable, ({ observation }) => observation.part.size);
  const weighted = [...bySize.values()].flatMap((some) =>
    some.map((judgement) => ({ ...judgement, weight: 1 / some.length })),
  );
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const below = (name: 'subject' | 'answered', share: number) => {
    let passed = 0;
    const ascending = weighted.toSorted((a, b) => a[name] - b[name]);
    const first = ascending.find(({ weight }) => (passed += weight) > share * total);
    return Math.round((first?.[name] ?? 0) * 100) / 100;
  };
  return {
    found: below('subject', FALL_SHORT.found),
    closest: below('subject', FALL_SHORT.closest),
    answered: below('answered', FALL_SHORT.answered),
  };
}

/** How one kind of question fares in libraries of one size. */
export interface GroupMeasures {
  readonly kind: Observation['kind'];
  readonly size: PartSize;
  readonly across: boolean;
  readonly questions: number;
  /** Shares of the questions, 0..1. */
  readonly found: number;
  readonly closest: number;
  readonly nothing: number;
  /** Against answerable questions asked of libraries of the same size; undefined for those themselves. */
  readonly auroc: number | undefined;
  readonly refusedAt3Percent: number | undefined;
}

const KINDS = ['answerable', 'foreign', 'impossible'] as const;
const SIZES = ['all', 'rest', 'some', 'one'] as const;

export function measureGroups(
  judgements: readonly Judgement[],
  thresholds: Thresholds,
): GroupMeasures[] {
  const groups = groupBy(judgements, ({ observation }) => groupName(observation));
  const names = [false, true].flatMap((across) =>
    KINDS.flatMap((kind) => SIZES.map((size) => ({ kind, size, across }))),
  );
  return names.flatMap(({ kind, size, across }) => {
    const members = groups.get(`${kind} ${size} ${across}`);
    if (!members) return [];
    const rival = `answerable ${size === 'rest' ? 'all' : size} ${across}`;
    const share = (kind: AnswerKind) =>
      members.filter((member) => kindOf(member, thresholds) === kind).length / members.length;
    return [
      {
        kind,
        size,
        across,
        questions: members.length,
        found: share('found'),
        closest: share('closest'),
        nothing: share('nothing'),
        ...separation(kind, members, groups.get(rival) ?? []),
      },
    ];
  });
}

function kindOf({ subject, answered, observation }: Judgement, thresholds: Thresholds): AnswerKind {
  return kindFor({ subject, answered }, observation.evidence, thresholds);
}

function groupName(observation: Observation): string {
  return `${observation.kind} ${observation.part.size} ${isAcross(observation)}`;
}

/** Foreign questions are told by the first model, impossible ones by both. */
function separation(
  kind: Observation['kind'],
  members: readonly Judgement[],
  answerable: readonly Judgement[],
): Pick<GroupMeasures, 'auroc' | 'refusedAt3Percent'> {
  if (kind === 'answerable') return { auroc: undefined, refusedAt3Percent: undefined };
  const scoreOf = kind === 'foreign' ? ({ subject }: Judgement) => subject : probabilityOf;
  const scored = [
    ...answerable.map((one) => ({ score: scoreOf(one), positive: true })),
    ...members.map((one) => ({ score: scoreOf(one), positive: false })),
  ];
  return { auroc: areaUnderRoc(scored), refusedAt3Percent: refusedAt(scored, 0.03) };
}

/** That a question is on the subject and answered, as `decide` states it. */
function probabilityOf({ subject, answered }: Judgement): number {
  return logistic(subject) * logistic(answered);
}

/** Of questions in the library's language about the whole library, what each model says and what is so. */
export function reliabilityOf(judgements: readonly Judgement[]) {
  const ofKinds = (
    kinds: readonly Observation['kind'][],
    score: (judgement: Judgement) => number,
  ): ReliabilityBin[] =>
    reliability(
      judgements
        .filter(({ observation }) => kinds.includes(observation.kind) && !isAcross(observation))
        .map((one) => ({ score: score(one), positive: one.observation.kind === 'answerable' })),
    );
  return {
    onSubject: ofKinds(['answerable', 'foreign'], ({ subject }) => logistic(subject)),
    answered: ofKinds(['answerable', 'impossible'], ({ answered }) => logistic(answered)),
  };
}

/** How well places are found by weights that their documents had no part in, by set. */
export function measureFindings(
  observations: readonly Observation[],
): ReadonlyMap<string, FindingMeasures> {
  const shown = observations.filter(
    ({ kind, part }) => kind === 'answerable' && part.size === 'all',
  );
  const bySet = groupBy(shown, ({ set }) => set);
  return new Map(
    [...bySet].map(([set, members]) => [
      set,
      measureFinding(members.map(({ asked, excerpts }) => ({ case: asked, answer: { excerpts } }))),
    ]),
  );
}
