import { EvalSetError } from './cases.ts';
import type { EvalReport } from './run.ts';

/** An earlier `--json` report. @throws EvalSetError */
export function parseBaseline(json: string, file: string): EvalReport {
  try {
    const report = JSON.parse(json) as Partial<EvalReport>;
    if (report.finding !== undefined && report.answerable !== undefined)
      return report as EvalReport;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new EvalSetError(
    `${file} is no report: name a file that "npm run eval -- … --json" wrote.`,
  );
}

/** Shares may fall by this much, 0..1, before it counts: a question or two of a small set. */
const TOLERANCE = 0.005;

/** What got worse than in an earlier report, a sentence each; empty when nothing did. Both directions count. */
export function regressions(now: EvalReport, baseline: EvalReport): string[] {
  const pairs: [name: string, now: number | undefined, before: number | undefined][] = [
    ['found first', now.finding.first, baseline.finding.first],
    ['found in 3', now.finding.in3, baseline.finding.in3],
    ['found in 5', now.finding.in5, baseline.finding.in5],
    ['best sentence', now.finding.bestSentence, baseline.finding.bestSentence],
    ['answerable not refused', refused(now.answerable, false), refused(baseline.answerable, false)],
    [
      'impossible refused',
      refused(now.impossible?.kinds, true),
      refused(baseline.impossible?.kinds, true),
    ],
    ['foreign refused', refused(now.foreign?.kinds, true), refused(baseline.foreign?.kinds, true)],
  ];
  return pairs.flatMap(([name, share, before]) =>
    share !== undefined && before !== undefined && share < before - TOLERANCE
      ? [`${name} fell from ${(before * 100).toFixed(1)} % to ${(share * 100).toFixed(1)} %`]
      : [],
  );
}

/** The share that was refused (or not): found is the one kind that isn't a refusal. */
function refused(kinds: { found: number } | undefined, wanted: boolean): number | undefined {
  if (!kinds) return undefined;
  return wanted ? 1 - kinds.found : kinds.found;
}
