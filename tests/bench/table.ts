import type { BenchReport, Figure, LibraryReport } from './report.ts';
import type { Percentiles, Spread } from './statistics.ts';

/** The report for people: a line for each figure. */
export function renderBench(report: BenchReport): string {
  const { machine, build, libraries, baselines, figures } = report;
  const lines = [
    `${machine.processor}, ${machine.processors} processors, ${machine.memoryMb} MB, ${machine.system}, Node ${machine.node}, load ${machine.loadAtStart} to ${machine.loadAtEnd}`,
    '',
    `build  ${build.documents} documents, ${build.passages} passages, ${build.chars} characters, ${build.vectors} vectors`,
    row('seconds', build.seconds),
    row('processor seconds', build.cpuSeconds),
    row('model loaded in, s', build.loadSeconds),
    row('passages / s', build.passagesPerSecond),
    row('characters / s', build.charsPerSecond),
    ...Object.entries(build.phases).map(([phase, seconds]) => row(`${phase}, s`, seconds)),
    row('peak memory, MB', build.peakMb),
    '',
    ...libraries.flatMap(libraryLines),
    `raw model in a loop: ${baselines.rawModel.passes} passes, ${baselines.rawModel.tokens} tokens`,
    row('tokens / s', baselines.rawModel.tokensPerSecond),
    percentileRow('question, ms', baselines.rawModel.questionMs),
    percentileRow('question, run alone, ms', baselines.rawModel.questionRunMs),
    `plain recipe: ${baselines.plainRecipe.chunks} chunks, ${baselines.plainRecipe.tokens} tokens`,
    row('seconds', baselines.plainRecipe.seconds),
    row('tokens / s', baselines.plainRecipe.tokensPerSecond),
    percentileRow('question, ms', baselines.plainRecipe.questionMs),
    row('peak memory, MB', baselines.plainRecipe.peakMb),
    '',
    ...figures.map(figureLine),
  ];
  return `${lines.join('\n')}\n`;
}

function libraryLines({ name, questions, totalP50, opening }: LibraryReport): string[] {
  const { parts, crowds, neighbours, rssMb } = questions;
  return [
    `${name}: ${questions.passages} passages, ${questions.vectors} vectors`,
    ...Object.entries(parts).map(([part, ms]) => percentileRow(`question, ${part}, ms`, ms)),
    row('question, p50 of the rounds, ms', totalP50),
    ...crowds.flatMap(({ atOnce, totalMs, perSecond }) =>
      percentileRow(`${atOnce} at once (${perSecond.toFixed(1)} a second), ms`, totalMs),
    ),
    percentileRow('neighbours by the library, ms', neighbours.libraryMs),
    percentileRow('neighbours by exact scan, ms', neighbours.exactScanMs),
    `  ${'recall@10'.padEnd(LABEL)}${neighbours.recallAt10.toFixed(4)}`,
    `  ${'library opened in, ms'.padEnd(LABEL)}${shown(questions.openMs)}`,
    `  ${'memory before, opened, asked, MB'.padEnd(LABEL)}${[rssMb.before, rssMb.opened, rssMb.asked].map(shown).join(', ')}`,
    row('start to first answer, ms', opening.firstAnswerMs),
    row('processor time till then, ms', opening.cpuMs),
    row('memory then, MB', opening.rssMb),
    row('peak till then, MB', opening.peakMb),
    '',
  ];
}

const LABEL = 44;

function row(label: string, { median, least, most, runs }: Spread): string {
  const range = runs > 1 ? `  (${shown(least)} to ${shown(most)} in ${runs})` : '';
  return `  ${label.padEnd(LABEL)}${shown(median)}${range}`;
}

function percentileRow(label: string, { p50, p95, p99 }: Percentiles): string {
  return `  ${label.padEnd(LABEL)}p50 ${shown(p50)}  p95 ${shown(p95)}  p99 ${shown(p99)}`;
}

function figureLine({ what, found, goal, isReached }: Figure): string {
  return `${isReached ? 'reached    ' : 'NOT reached'}  ${what}: ${shown(found)} (goal ${goal})`;
}

/** Three digits that tell. */
function shown(number: number): string {
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return number.toFixed(digits);
}
