import { expect, test } from 'vitest';
import { randomVectors } from '../index/library/vector-index.contract.ts';
import { temporaryFolder } from '../index/library/temporary-folder.ts';
import { percentilesOf } from '../bench/statistics.ts';
import { plotScale, renderGrowth } from './plot-scale.ts';
import { renderGrown } from './grown.ts';
import { renderLikeness } from './likeness.ts';
import { renderEfs } from './search-efs.ts';
import { type SweepRow, renderSweep, sweep } from './sweep.ts';
import { type ScaleRow, renderScale } from './vectors.ts';

test('a sweep measures every shape with every ef against the exact scan', async () => {
  const rows: SweepRow[] = [];
  await sweep({
    vectors: randomVectors(400),
    asked: randomVectors(10, 7),
    folder: await temporaryFolder(),
    shapes: [
      [4, 20],
      [16, 100],
    ],
    onRow: (row) => rows.push(row),
  });
  expect(rows[0]).toMatchObject({ m: 0, recallAt10: 1, bytesPerVector: 96 });
  const found = (m: number, ef: number) =>
    rows.find((row) => row.m === m && row.ef === ef)?.recallAt10;
  expect(found(16, 400)).toBe(1);
  expect(found(4, 50) ?? 1).toBeLessThan(found(16, 400) ?? 0);
  expect(
    renderSweep(rows)
      .split('\n')
      .filter((line) => line !== ''),
  ).toHaveLength(2 + rows.length);
});

const ms = (p50: number) => percentilesOf([p50]);

function rowOf(vectors: number): ScaleRow {
  const seconds = { read: 1, embed: 1, graph: vectors / 1000, words: 1, publish: 1, check: 0 };
  const ofQuestion = { total: ms(12), embed: ms(8), search: ms(1), rank: ms(2), excerpt: ms(1) };
  return {
    built: {
      counts: {
        documents: 1,
        passages: vectors / 5,
        places: 9,
        sentences: 9,
        marks: 0,
        vectors,
        copies: 1,
        chars: 9,
      },
      graph: {
        shape: {
          dimensions: 384,
          m: 16,
          efConstruction: 200,
          ef: 100,
        },
        recallAt10: 0.99,
        sampled: 100,
        unreachable: 0,
        grown: 0,
      },
      bytes: { all: vectors * 5000, tokens: vectors * 4000, graph: vectors * 1600 },
      seconds,
      cpuSeconds: vectors / 500,
      peakMb: 300,
    },
    questions: {
      passages: vectors / 5,
      vectors,
      openMs: 50,
      crowds: [],
      parts: {
        ...ofQuestion,
        neighbours: ms(0.4),
        words: ms(0.1),
      },
      neighbours: {
        limit: 60,
        libraryMs: ms(0.4),
        exactScanMs: ms(vectors / 5e3),
        recallAt10: 0.995,
      },
      rssMb: {
        before: 60,
        opened: 60 + vectors / 400,
        asked: 400,
      },
    },
    raw: { questionMs: ms(7), questionRunMs: ms(6) },
  };
}

test('what a size costs is a line of a table', () => {
  const [head, , line] = renderScale([rowOf(10_000)]).split('\n');
  expect(head).toContain('| vectors | passages |');
  expect(line).toMatch(/^\| 10000 \| 2000 \| 10\.0 s \| 20 s \| 300 MB \| 50 MB \(40 MB tokens\)/);
  expect(line).toContain('| 0.9950 | 50 ms | 25 MB | 0.4 ms / 2.0 ms | 12 ms / 12 ms | 5.0 ms |');
});

test('how cost grows is a picture: each curve rises from left to right, and nothing is loaded', () => {
  const svg = plotScale([1000, 10_000, 100_000].map(rowOf));
  const [, points = ''] = /c1" points="([^"]+)"/.exec(svg) ?? []; // the exact scan
  const places = points.split(' ').map((point) => point.split(',').map(Number));
  expect(places).toHaveLength(3);
  const [first, , last] = places;
  expect(last?.[0]).toBeGreaterThan(first?.[0] ?? Infinity);
  expect(last?.[1]).toBeLessThan(first?.[1] ?? 0); // upwards
  expect(svg).not.toMatch(/href|url\(/);
});

test('names of curves that end at one height stand below each other', () => {
  const svg = plotScale([1000, 10_000].map(rowOf));
  const heights = [...svg.matchAll(/y="([\d.]+)">(?:question|exact scan|neighbours|words), p50/g)];
  const sorted = heights.map(([, y]) => Number(y)).sort((a, b) => a - b);
  expect(sorted).toHaveLength(4);
  sorted.slice(1).forEach((y, at) => expect(y - (sorted[at] ?? 0)).toBeGreaterThanOrEqual(13.9));
});

test('how cost grows is a power of the number of vectors', () => {
  const line = renderGrowth(rowOf(1000), rowOf(100_000));
  expect(line).toContain('From 1000 to 100000 vectors');
  expect(line).toContain('files 1.00, memory 1.00, build 1.00, question 0.00, exact scan 1.00');
});

test('what a graph finds with one ef and another, and what one that grew finds, are tables', () => {
  expect(renderEfs([{ vectors: 62_351, ef: 400, recallAt10: 0.99889, searchMs: 2.7 }])).toContain(
    '| 62351 | 400 | 0.9989 | 2.70 |',
  );
  const grown = { vectors: 7700, grown: 0.081, recallAt10: 1, anewRecallAt10: 0.9995 };
  expect(renderGrown([grown])).toContain('| 7700 | 8 % | 1.0000 | 0.9995 |');
});

test('how like real vectors the made ones are is a table, and which of them a search misses a line', () => {
  const near = { nearest: 0.917, tenth: 0.8761, samePassage: 0.861, sameDocument: 0.835 };
  const rows = [0, 1].map((volume) => ({
    ...near,
    volume,
    vectors: 1968,
    otherDocument: 0.77,
    mean: 0.7784,
  }));
  const rendered = renderLikeness({ rows, missed: [{ ef: 100, share: 0.0125 }] });
  expect(rendered).toContain(
    '| real | 1968 | 0.917 | 0.876 | 0.861 | 0.835 | 0.770 | 0.778 |\n| volume 1 | 1968 |',
  );
  expect(rendered).toContain('1.25 % with ef 100');
});
