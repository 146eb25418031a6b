import { describe, expect, test } from 'vitest';
import {
  areaUnderRoc,
  refusedAt,
  reliability,
  riskCoverage,
} from '../../../src/retrieval/eval/curve.ts';

const scored = (positives: number[], negatives: number[]) => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];

describe('area under the ROC curve', () => {
  test('is 1 when every positive scores above every negative', () => {
    expect(areaUnderRoc(scored([0.8, 0.9], [0.1, 0.2]))).toBe(1);
  });

  test('is 0 the other way round', () => {
    expect(areaUnderRoc(scored([0.1], [0.8, 0.9]))).toBe(0);
  });

  test('counts a tie as half', () => {
    expect(areaUnderRoc(scored([0.5], [0.5]))).toBe(0.5);
    expect(areaUnderRoc(scored([0.5, 0.9], [0.5, 0.1]))).toBe(0.875);
  });

  test('is not defined without both kinds', () => {
    expect(areaUnderRoc(scored([0.5], []))).toBeUndefined();
    expect(areaUnderRoc([])).toBeUndefined();
  });
});

describe('what is refused at a price', () => {
  test('is the share of negatives below the positives that may be missed', () => {
    expect(refusedAt(scored([0.1, 0.6, 0.7, 0.8], [0.2, 0.5, 0.65]), 0.25)).toBeCloseTo(2 / 3, 9);
    expect(refusedAt(scored([0.1, 0.6], [0.05]), 0)).toBe(1);
    expect(refusedAt(scored([], [0.5]), 0.03)).toBeUndefined();
  });
});

describe('risk-coverage curve', () => {
  test('rises as more uncertain questions are answered', () => {
    const curve = riskCoverage(scored([0.9, 0.8, 0.7, 0.6, 0.5], [0.4, 0.3, 0.2, 0.1, 0]));
    expect(curve[4]).toMatchObject({ coverage: 0.5, risk: 0, score: 0.5 });
    expect(curve[9]).toMatchObject({ coverage: 1, risk: 0.5, score: 0 });
  });
});

describe('reliability', () => {
  test('sets what was stated beside what was seen, and leaves empty bins out', () => {
    expect(reliability(scored([0.95, 0.95], [0.05]))).toEqual([
      { stated: 0.05, observed: 0, count: 1 },
      { stated: 0.95, observed: 1, count: 2 },
    ]);
  });

  test('puts a probability of 1 in the last bin', () => {
    expect(reliability(scored([1], []))).toEqual([{ stated: 1, observed: 1, count: 1 }]);
  });
});
