import type { Answer, AnswerKind, Excerpt } from '../answer.ts';
import { areaUnderRoc, refusedAt, type Scored } from './curve.ts';
import type { EvalCase } from './cases.ts';

/** A case and what the bot answered. */
export interface Outcome {
  readonly case: EvalCase;
  readonly answer: Answer;
}

/** A case and what was shown for it. */
export interface ShownOutcome {
  readonly case: EvalCase;
  readonly answer: Pick<Answer, 'excerpts'>;
}

/** How well the right place is found. Shares are 0..1 over answerable questions. */
export interface FindingMeasures {
  readonly questions: number;
  /** An excerpt of the right document that holds a whole gold span comes first / among the first n. */
  readonly first: number;
  readonly in3: number;
  readonly in5: number;
  readonly in10: number;
  /** Mean of 1/rank of the first right excerpt among ten, 0 where there is none. */
  readonly mrr10: number;
  /** The first excerpt's best sentence holds a whole gold span. */
  readonly bestSentence: number;
  /** Mean UTF-16 length of the first three excerpts. */
  readonly meanExcerptChars: number;
}

/** How often each kind of answer was given, 0..1. */
export type KindShares = Readonly<Record<AnswerKind, number>>;

/** How well questions without an answer are told apart. */
export interface DecidingMeasures {
  readonly questions: number;
  readonly kinds: KindShares;
  /** Area under the ROC curve against the answerable ones, 0.5 chance, 1 perfect; undefined without both. */
  readonly auroc: number | undefined;
  /** Share that would be refused by the threshold that refuses 3 % of the answerable ones, 0..1. */
  readonly refusedAt3Percent: number | undefined;
}

/** 1 for the first excerpt, undefined when none holds a whole gold span. */
export function rankOfGold({ case: asked, answer }: ShownOutcome): number | undefined {
  const position = answer.excerpts.findIndex((excerpt) => holdsGold(asked, excerpt, excerpt));
  return position < 0 ? undefined : position + 1;
}

function holdsGold(
  asked: EvalCase,
  excerpt: Excerpt,
  { start, end }: { start: number; end: number },
): boolean {
  return (
    excerpt.document === asked.document &&
    asked.gold.some((gold) => gold.start >= start && gold.end <= end && gold.start >= 0)
  );
}

/** Measures over answerable outcomes; all zero when there is none. */
export function measureFinding(outcomes: readonly ShownOutcome[]): FindingMeasures {
  const ranks = outcomes.map(rankOfGold);
  const within = (limit: number) =>
    mean(ranks.map((rank) => (rank !== undefined && rank <= limit ? 1 : 0)));
  return {
    questions: outcomes.length,
    first: within(1),
    in3: within(3),
    in5: within(5),
    in10: within(10),
    mrr10: mean(ranks.map((rank) => (rank !== undefined && rank <= 10 ? 1 / rank : 0))),
    bestSentence: mean(outcomes.map((outcome) => (bestHoldsGold(outcome) ? 1 : 0))),
    meanExcerptChars: mean(
      outcomes.flatMap(({ answer }) => answer.excerpts.slice(0, 3).map(({ text }) => text.length)),
    ),
  };
}

function bestHoldsGold({ case: asked, answer }: ShownOutcome): boolean {
  const [first] = answer.excerpts;
  return first !== undefined && holdsGold(asked, first, first.best);
}

/** Measures over outcomes of one kind without an answer, against the answerable ones. */
export function measureDeciding(
  refusable: readonly Outcome[],
  answerable: readonly Outcome[],
): DecidingMeasures {
  const scored = (outcomes: readonly Outcome[], positive: boolean): Scored[] =>
    outcomes.map(({ answer }) => ({ score: answer.probability, positive }));
  const both = [...scored(answerable, true), ...scored(refusable, false)];
  return {
    questions: refusable.length,
    kinds: kindShares(refusable),
    auroc: areaUnderRoc(both),
    refusedAt3Percent: refusedAt(both, 0.03),
  };
}

export function kindShares(outcomes: readonly Outcome[]): KindShares {
  const share = (kind: AnswerKind) =>
    mean(outcomes.map(({ answer }) => (answer.kind === kind ? 1 : 0)));
  return { found: share('found'), closest: share('closest'), nothing: share('nothing') };
}

/** 0 for no numbers. */
function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / Math.max(numbers.length, 1);
}
