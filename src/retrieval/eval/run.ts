import type { Answer, Ask } from '../answer.ts';
import type { EvalCase } from './cases.ts';
import { type ReliabilityBin, reliability, type RiskPoint, riskCoverage } from './curve.ts';
import {
  type DecidingMeasures,
  type FindingMeasures,
  kindShares,
  type KindShares,
  measureDeciding,
  measureFinding,
  type Outcome,
  rankOfGold,
} from './measure.ts';

/** Everything that one evaluation prints and that a later one is held against. */
export interface EvalReport {
  readonly finding: FindingMeasures;
  /** By ISO 639-1 code, where the set tells languages. */
  readonly byLanguage: Readonly<Record<string, FindingMeasures>>;
  readonly answerable: KindShares;
  /** On the subject, not answered by the documents. */
  readonly impossible: DecidingMeasures | undefined;
  /** About something else: marked so, or asked of a library without their document. */
  readonly foreign: DecidingMeasures | undefined;
  /** Positive: the first excerpt answers. Over answerable and impossible questions, or foreign ones where there are none. */
  readonly riskCoverage: readonly RiskPoint[];
  readonly reliability: readonly ReliabilityBin[];
  /** Milliseconds of one question. */
  readonly ms: { readonly p50: number; readonly p95: number };
}

/** Excerpts asked for, since the measures look at the first ten. */
const LIMIT = 10;

/** Asks every question, one after the other. */
export async function askAll(
  cases: readonly EvalCase[],
  ask: Ask,
  onAsked: () => void,
): Promise<Outcome[]> {
  return await inTurn(cases, (asked) => ask(asked.question, { limit: LIMIT }), onAsked);
}

/** Asks every answerable question as if its document weren't there: a foreign one, as far as documents differ. */
export async function askElsewhere(
  cases: readonly EvalCase[],
  ask: Ask,
  onAsked: () => void,
): Promise<Outcome[]> {
  const answerable = cases.filter(({ kind }) => kind === 'answerable');
  const elsewhere = ({ question, document }: EvalCase) =>
    ask(question, { limit: LIMIT, mayQuote: (id) => id !== document });
  return await inTurn(answerable, elsewhere, onAsked);
}

async function inTurn(
  cases: readonly EvalCase[],
  answerTo: (asked: EvalCase) => Promise<Answer>,
  onAsked: () => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const asked of cases) {
    outcomes.push({ case: asked, answer: await answerTo(asked) });
    onAsked();
  }
  return outcomes;
}

/** The report over what was answered; `foreign` are further outcomes from libraries without the questions' document. */
export function reportOn(outcomes: readonly Outcome[], foreign: readonly Outcome[]): EvalReport {
  const of = (kind: EvalCase['kind']) => outcomes.filter((outcome) => outcome.case.kind === kind);
  const answerable = of('answerable');
  const impossible = of('impossible');
  const strangers = [...of('foreign'), ...foreign];
  const judged = [...answerable, ...(impossible.length > 0 ? impossible : strangers)].map(
    (outcome) => ({ score: outcome.answer.probability, positive: rankOfGold(outcome) === 1 }),
  );
  return {
    finding: measureFinding(answerable),
    byLanguage: byLanguage(answerable),
    answerable: kindShares(answerable),
    impossible: impossible.length > 0 ? measureDeciding(impossible, answerable) : undefined,
    foreign: strangers.length > 0 ? measureDeciding(strangers, answerable) : undefined,
    riskCoverage: riskCoverage(judged),
    reliability: reliability(judged),
    ms: percentiles(outcomes.map(({ answer }) => answer.ms.total)),
  };
}

function byLanguage(outcomes: readonly Outcome[]): Record<string, FindingMeasures> {
  const languages = [...new Set(outcomes.flatMap((outcome) => outcome.case.language ?? []))].sort();
  return Object.fromEntries(
    languages.map((language) => [
      language,
      measureFinding(outcomes.filter((outcome) => outcome.case.language === language)),
    ]),
  );
}

function percentiles(numbers: readonly number[]): { p50: number; p95: number } {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
