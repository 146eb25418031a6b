import type { DecidingMeasures, FindingMeasures, KindShares } from './measure.ts';
import type { EvalReport } from './run.ts';

/** The report as a table for people, percentages to one place. */
export function renderReport(report: EvalReport): string {
  const languages = Object.entries(report.byLanguage);
  return [
    row([
      'set',
      'questions',
      'first',
      'in 3',
      'in 5',
      'in 10',
      'MRR@10',
      'best sentence',
      'characters',
    ]),
    findingRow('all', report.finding),
    ...languages.map(([language, finding]) => findingRow(language, finding)),
    '',
    row(['asked', 'questions', 'found', 'closest', 'nothing', 'AUROC', 'at 3 %']),
    row(['answerable', String(report.finding.questions), ...shares(report.answerable), '']),
    ...decidingRow('impossible', report.impossible),
    ...decidingRow('foreign', report.foreign),
    '',
    row(['coverage', ...report.riskCoverage.map(({ coverage }) => percent(coverage))]),
    row(['risk', ...report.riskCoverage.map(({ risk }) => percent(risk))]),
    row(['stated', ...report.reliability.map(({ stated }) => percent(stated))]),
    row(['observed', ...report.reliability.map(({ observed }) => percent(observed))]),
    row(['of', ...report.reliability.map(({ count }) => String(count))]),
    '',
    `a question takes ${report.ms.p50.toFixed(1)} ms (median), ${report.ms.p95.toFixed(1)} ms (p95)`,
    '',
  ].join('\n');
}

function findingRow(name: string, finding: FindingMeasures): string {
  return row([
    name,
    String(finding.questions),
    percent(finding.first),
    percent(finding.in3),
    percent(finding.in5),
    percent(finding.in10),
    percent(finding.mrr10),
    percent(finding.bestSentence),
    finding.meanExcerptChars.toFixed(0),
  ]);
}

function decidingRow(name: string, deciding: DecidingMeasures | undefined): string[] {
  if (!deciding) return [];
  const auroc = deciding.auroc === undefined ? '' : deciding.auroc.toFixed(3);
  const at3 = deciding.refusedAt3Percent === undefined ? '' : percent(deciding.refusedAt3Percent);
  return [row([name, String(deciding.questions), ...shares(deciding.kinds), auroc, at3])];
}

function shares(kinds: KindShares): string[] {
  return [percent(kinds.found), percent(kinds.closest), percent(kinds.nothing)];
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

const FIRST_COLUMN = 12;
const COLUMN = 10;

function row([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(FIRST_COLUMN), ...cells.map((cell) => cell.padStart(COLUMN))]
    .join(' ')
    .trimEnd();
}
