import { describe, expect, test } from 'vitest';
import { type Rounds, reportOf } from './report.ts';
import { percentilesOf, spreadOf } from './statistics.ts';
import { renderBench } from './table.ts';

const ms = (p50: number) => percentilesOf([p50, p50, p50, p50 * 2]);

function builtIn(seconds: number): Rounds['builds'][number] {
  const phases = {
    read: 0,
    split: 1,
    embed: seconds - 2,
    graph: 1,
    words: 0,
    publish: 0,
    check: 0,
  };
  const counts = { documents: 2, passages: 100, chars: 40_000, vectors: 500 };
  return { ...counts, seconds, cpuSeconds: seconds, loadSeconds: 1, phases, peakMb: 400 };
}

function askedIn(total: number): Rounds['libraries'][number]['questions'][number] {
  const parts = { total: ms(total), embed: ms(8), search: ms(1), rank: ms(2), excerpt: ms(0.5) };
  return {
    passages: 100,
    vectors: 500,
    openMs: 40,
    parts: {
      ...parts,
      neighbours: ms(0.5),
      words: ms(0.2),
    },
    crowds: [
      {
        atOnce: 10,
        totalMs: ms(90),
        perSecond: 100,
      },
    ],
    neighbours: {
      limit: 60,
      libraryMs: ms(0.4),
      exactScanMs: ms(0.6),
      recallAt10: 0.999,
    },
    rssMb: {
      before: 60,
      opened: 80,
      asked: 400,
    },
  };
}

const raw = { passes: 500, tokens: 20_000, seconds: 16, cpuSeconds: 16 };
const rounds: Rounds = {
  machine: {
    processor: 'A processor',
    processors: 2,
    memoryMb: 4096,
    system: 'Linux',
    node: 'v20',
    loadAtStart: 0.1,
    loadAtEnd: 1.1,
    measuredAt: '2026-01-01T00:00:00Z',
    version: '1',
  },
  builds: [22, 20, 30].map(builtIn),
  raws: [{ ...raw, questionMs: ms(7), questionRunMs: ms(6) }],
  plains: [
    {
      chunks: 50,
      tokens: 15e3,
      seconds: 30,
      cpuSeconds: 30,
      questionMs: ms(9),
      peakMb: 500,
    },
  ],
  libraries: [
    {
      name: 'documents',
      questions: [14, 12, 13].map(askedIn),
      openings: [{ firstAnswerMs: 2100, cpuMs: 900, rssMb: 390, peakMb: 450 }],
    },
  ],
};

describe('the report of the bench', () => {
  const report = reportOf(rounds);

  test('has the median of the rounds, with the least and the most', () => {
    expect(report.build.seconds).toEqual({ median: 22, least: 20, most: 30, runs: 3 });
    expect(report.build.passagesPerSecond.median).toBeCloseTo(100 / 22);
    expect(report.libraries[0]?.totalP50).toEqual(spreadOf([12, 13, 14]));
    expect(report.libraries[0]?.questions.parts.total.p50).toBe(13);
  });

  test('says what was reached of what is to be reached, against the baselines of the same run', () => {
    const said = report.figures.map(({ what, found, isReached }) => [what, found, isReached]);
    expect(said).toEqual([
      ['embedding, share of a build', 20 / 22, true],
      ['embedding, tokens per second against the plain recipe', 20_000 / 20 / 500, true],
      ['documents: question p50 less the raw model’s, ms', 6, false],
      ['documents: question p95 / p50', 2, true],
      ['documents: start to first answer, s', 2.1, false],
      ['documents: recall@10', 0.999, true],
    ]);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('is shown to people with the machine, every part and every figure', () => {
    const text = renderBench(report);
    for (const said of [
      /^A processor, 2 processors, 4096 MB/,
      /embed, s +20\.0 +\(18\.0 to 28\.0 in 3\)/,
      /question, neighbours, ms +p50 0\.50/,
      /10 at once \(100\.0 a second\), ms +p50 90\.0 +p95 180/,
      /NOT reached +documents: start to first answer, s: 2\.10 \(goal 2\)/,
    ]) {
      expect(text).toMatch(said);
    }
  });

  test('is none of nothing', () => {
    expect(() => reportOf({ ...rounds, builds: [] })).toThrow(/Nothing was measured/);
  });
});
