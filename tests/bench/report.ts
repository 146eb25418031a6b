import type { Machine } from './machine.ts';
import type { BuildMeasured } from './parts/build.ts';
import type { OpeningMeasured } from './parts/opening.ts';
import type { PlainMeasured } from './parts/plain-recipe.ts';
import type { QuestionsMeasured } from './parts/questions.ts';
import type { RawMeasured } from './parts/raw-model.ts';
import { type Percentiles, type Spread, spreadOf } from './statistics.ts';

/**
 * What `npm run bench` writes as JSON. Milliseconds and seconds are wall clock where they aren't said to be the
 * processor's; everything was measured in one run on one machine, in rounds, one part after the other.
 */
export interface BenchReport {
  /** Raised when a name changes its meaning. */
  readonly format: 1;
  readonly machine: Machine;
  readonly build: BuildReport;
  /** One for the documents' own library, one for each synthetic one. */
  readonly libraries: readonly LibraryReport[];
  readonly baselines: {
    readonly rawModel: RawReport;
    readonly plainRecipe: PlainReport;
  };
  /** What is to be reached, and what was. */
  readonly figures: readonly Figure[];
}

interface BuildReport extends Pick<BuildMeasured, 'documents' | 'passages' | 'chars' | 'vectors'> {
  readonly seconds: Spread;
  readonly cpuSeconds: Spread;
  readonly loadSeconds: Spread;
  readonly passagesPerSecond: Spread;
  readonly charsPerSecond: Spread;
  /** Seconds of each phase. */
  readonly phases: Readonly<Record<keyof BuildMeasured['phases'], Spread>>;
  readonly peakMb: Spread;
}

export interface LibraryReport {
  readonly name: string;
  readonly questions: QuestionsMeasured;
  /** Median, least and most of the rounds' medians, milliseconds. */
  readonly totalP50: Spread;
  readonly opening: {
    readonly firstAnswerMs: Spread;
    readonly cpuMs: Spread;
    readonly rssMb: Spread;
    readonly peakMb: Spread;
  };
}

interface RawReport extends Pick<RawMeasured, 'passes' | 'tokens'> {
  readonly tokensPerSecond: Spread;
  readonly questionMs: Percentiles;
  readonly questionRunMs: Percentiles;
}

interface PlainReport extends Pick<PlainMeasured, 'chunks' | 'tokens'> {
  readonly seconds: Spread;
  readonly tokensPerSecond: Spread;
  readonly questionMs: Percentiles;
  readonly peakMb: Spread;
}

export interface Figure {
  readonly what: string;
  readonly found: number;
  readonly goal: number;
  readonly isReached: boolean;
}

/** All rounds of what was measured. */
export interface Rounds {
  readonly machine: Machine;
  readonly builds: readonly BuildMeasured[];
  readonly raws: readonly RawMeasured[];
  readonly plains: readonly PlainMeasured[];
  readonly libraries: readonly {
    readonly name: string;
    readonly questions: readonly QuestionsMeasured[];
    readonly openings: readonly OpeningMeasured[];
  }[];
}

/** The first round describes what doesn't change from one to the next. */
export function reportOf(rounds: Rounds): BenchReport {
  const build = buildReport(rounds.builds);
  const rawModel = rawReport(rounds.raws);
  const plainRecipe = plainReport(rounds.plains);
  const libraries = rounds.libraries.map(libraryReport);
  const measured = { build, libraries, baselines: { rawModel, plainRecipe } };
  return { format: 1, machine: rounds.machine, ...measured, figures: figuresOf(measured) };
}

function buildReport(builds: readonly BuildMeasured[]): BuildReport {
  const { documents, passages, chars, vectors, phases } = first(builds);
  const spread = (of: (build: BuildMeasured) => number) => spreadOf(builds.map(of));
  const names = Object.keys(phases) as (keyof BuildMeasured['phases'])[];
  return {
    documents,
    passages,
    chars,
    vectors,
    seconds: spread((build) => build.seconds),
    cpuSeconds: spread((build) => build.cpuSeconds),
    loadSeconds: spread((build) => build.loadSeconds),
    passagesPerSecond: spread((build) => build.passages / build.seconds),
    charsPerSecond: spread((build) => build.chars / build.seconds),
    phases: Object.fromEntries(
      names.map((name) => [name, spread((build) => build.phases[name])]),
    ) as BuildReport['phases'],
    peakMb: spread((build) => build.peakMb),
  };
}

function libraryReport({ name, questions, openings }: Rounds['libraries'][number]): LibraryReport {
  const p50s = questions.map(({ parts }) => parts.total.p50);
  const spread = (of: (opening: OpeningMeasured) => number | undefined) =>
    spreadOf(openings.flatMap((opening) => of(opening) ?? []));
  return {
    name,
    questions: middleOf(questions, ({ parts }) => parts.total.p50),
    totalP50: spreadOf(p50s),
    opening: {
      firstAnswerMs: spread(({ firstAnswerMs }) => firstAnswerMs),
      cpuMs: spread(({ cpuMs }) => cpuMs),
      rssMb: spread(({ rssMb }) => rssMb),
      peakMb: spread(({ peakMb }) => peakMb),
    },
  };
}

function rawReport(raws: readonly RawMeasured[]): RawReport {
  const { passes, tokens } = first(raws);
  const { questionMs, questionRunMs } = middleOf(raws, (raw) => raw.questionMs.p50);
  const tokensPerSecond = spreadOf(raws.map((raw) => raw.tokens / raw.seconds));
  return { passes, tokens, tokensPerSecond, questionMs, questionRunMs };
}

function plainReport(plains: readonly PlainMeasured[]): PlainReport {
  const { chunks, tokens } = first(plains);
  return {
    chunks,
    tokens,
    seconds: spreadOf(plains.map(({ seconds }) => seconds)),
    tokensPerSecond: spreadOf(plains.map((plain) => plain.tokens / plain.seconds)),
    questionMs: middleOf(plains, (plain) => plain.questionMs.p50).questionMs,
    peakMb: spreadOf(plains.map(({ peakMb }) => peakMb)),
  };
}

/** What issue 8 asks for, as far as this run measures it. */
function figuresOf({
  build,
  libraries,
  baselines,
}: Pick<BenchReport, 'build' | 'libraries' | 'baselines'>): Figure[] {
  const { rawModel, plainRecipe } = baselines;
  const embedSeconds = build.phases.embed.median;
  const ratio = rawModel.tokens / embedSeconds / plainRecipe.tokensPerSecond.median;
  return [
    atLeast('embedding, share of a build', embedSeconds / build.seconds.median, 0.9),
    atLeast('embedding, tokens per second against the plain recipe', ratio, 1.5),
    ...libraries.flatMap(({ name, totalP50, questions, opening }) => [
      atMost(
        `${name}: question p50 less the raw model’s, ms`,
        totalP50.median - rawModel.questionMs.p50,
        4,
      ),
      atMost(
        `${name}: question p95 / p50`,
        questions.parts.total.p95 / questions.parts.total.p50,
        3,
      ),
      atMost(`${name}: start to first answer, s`, opening.firstAnswerMs.median / 1000, 2),
      atLeast(`${name}: recall@10`, questions.neighbours.recallAt10, 0.99),
    ]),
  ];
}

function atLeast(what: string, found: number, goal: number): Figure {
  return { what, found, goal, isReached: found >= goal };
}

function atMost(what: string, found: number, goal: number): Figure {
  return { what, found, goal, isReached: found <= goal };
}

function first<Measured>([one]: readonly Measured[]): Measured {
  if (one === undefined) throw new RangeError('Nothing was measured');
  return one;
}

/** The round in the middle by what is compared; the lower one of an even number. */
function middleOf<Measured>(
  rounds: readonly Measured[],
  by: (round: Measured) => number,
): Measured {
  const sorted = rounds.toSorted((a, b) => by(a) - by(b));
  return first(sorted.slice(Math.floor((sorted.length - 1) / 2)));
}
