import { describe, expect, test, vi } from 'vitest';
import {
  fitLogistic,
  type LabelledRow,
  logistic,
} from '../../../src/retrieval/calibration/logistic-fit.ts';
import { lowestPoint, solve } from '../../../src/retrieval/calibration/newton.ts';
import { fitSoftmax, type Listing } from '../../../src/retrieval/calibration/softmax-fit.ts';
import { randomNumbers } from './random.ts';

// Thousands of rows, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 });

const row = (signs: readonly number[], positive: boolean, weight = 1): LabelledRow => ({
  signs: Float64Array.from(signs),
  positive,
  weight,
});

describe('a logistic fit', () => {
  const random = randomNumbers(1);
  const rows = Array.from({ length: 20_000 }, () => {
    const signs = [random() * 2, 50 + random() * 10, Number(random() < 0.3)] as const;
    const logOdds = -12.5 + 1.5 * signs[0] + 0.2 * signs[1] - 2 * signs[2];
    return row(signs, random() < logistic(logOdds));
  });

  test('recovers the coefficients that made the data', () => {
    const { intercept, coefficients } = fitLogistic(rows);
    expect(coefficients[0]).toBeCloseTo(1.5, 0.7);
    expect(coefficients[1]).toBeCloseTo(0.2, 1.3);
    expect(coefficients[2]).toBeCloseTo(-2, 0.7);
    const middle = intercept + 1.5 + 55 * (coefficients[1] ?? 0);
    expect(middle).toBeCloseTo(0, 0.5);
  });

  test('takes a row of weight three for three rows, and weights for proportions', () => {
    const few = rows.slice(0, 500);
    const thrice = few.map((one, place) => ({ ...one, weight: place % 2 === 0 ? 3 : 1 }));
    const repeated = few.flatMap((one, place) => (place % 2 === 0 ? [one, one, one] : [one]));
    const larger = thrice.map((one) => ({ ...one, weight: one.weight * 1024 }));
    expect(fitLogistic(larger)).toEqual(fitLogistic(thrice));
    const [a, b] = [fitLogistic(thrice), fitLogistic(repeated)];
    // The ridge counts rows, and there are twice as many.
    a.coefficients.forEach((value, sign) =>
      expect(value).toBeCloseTo(b.coefficients[sign] ?? NaN, 1),
    );
  });

  test('does not diverge on perfectly separable data', () => {
    const separable = Array.from({ length: 200 }, (_, place) => row([place], place >= 100));
    const { intercept, coefficients } = fitLogistic(separable);
    const [slope = NaN] = coefficients;
    expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
    expect(slope).toBeGreaterThan(0);
    expect(-intercept / slope).toBeCloseTo(99.5, 0);
  });

  test('gives a sign that is always the same no coefficient', () => {
    const { coefficients } = fitLogistic(
      rows.slice(0, 300).map((one) => ({ ...one, signs: Float64Array.of(7, one.signs[0] ?? 0) })),
    );
    expect(coefficients[0]).toBe(0);
    expect(coefficients[1]).toBeGreaterThan(0);
  });

  test('refuses data of one kind alone', () => {
    expect(() => fitLogistic([row([1], true), row([2], true)])).toThrow(/positive rows and others/);
    expect(() => fitLogistic([])).toThrow(/positive rows and others/);
  });
});

describe('a softmax fit', () => {
  const random = randomNumbers(2);
  const listings = Array.from({ length: 2500 }, (): Listing => {
    const signs = Float64Array.from({ length: 20 * 3 }, () => random());
    const shares = Array.from({ length: 20 }, (_, sentence) =>
      Math.exp(4 * (signs[sentence * 3] ?? 0) + 2 * (signs[sentence * 3 + 1] ?? 0)),
    );
    let rest = random() * shares.reduce((sum, share) => sum + share, 0);
    const chosen = shares.findIndex((share) => (rest -= share) < 0);
    return {
      signs,
      right: Uint8Array.from(shares, (_, place) => Number(place === chosen)),
      weight: 1,
    };
  });

  test('recovers the weights that chose the sentences', () => {
    const [first, second, third] = fitSoftmax(listings, new Float64Array(3));
    expect(first).toBeCloseTo(4, 0.5);
    expect(second).toBeCloseTo(2, 0.5);
    expect(third).toBeCloseTo(0, 0.5);
  });

  test('does not hang on where it begins', () => {
    const near = fitSoftmax(listings, Float64Array.of(3, 3, 1));
    fitSoftmax(listings, new Float64Array(3)).forEach((weight, sign) =>
      expect(near[sign]).toBeCloseTo(weight, 3),
    );
  });

  test('stays finite where one sign tells the right sentence every time', () => {
    const clear = listings.slice(0, 50).map(({ right, weight }) => ({
      signs: Float64Array.from(right),
      right,
      weight,
    }));
    const [only = NaN] = fitSoftmax(clear, Float64Array.of(1));
    expect(only).toBeGreaterThan(1);
    expect(only).toBeLessThan(100);
  });

  test('counts any of several right sentences, and leaves out listings that teach nothing', () => {
    const several = listings.slice(0, 700).map(({ signs, right, weight }, place) => ({
      signs,
      weight,
      right: place % 3 === 0 ? right.map((one, sentence) => (sentence === 3 ? 1 : one)) : right,
    }));
    const blind = { signs: new Float64Array(60), right: new Uint8Array(20), weight: 1 };
    expect(fitSoftmax([...several, blind], new Float64Array(3))).toEqual(
      fitSoftmax(several, new Float64Array(3)),
    );
    expect(() => fitSoftmax([blind], new Float64Array(3))).toThrow(/right sentences and others/);
  });
});

describe('Newton’s method', () => {
  test('solves symmetric systems', () => {
    const matrix = Float64Array.of(4, 2, 0, 2, 5, 1, 0, 1, 3);
    const solution = solve(matrix, Float64Array.of(8, 15, 11));
    expect([...solution].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
    expect(() => solve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(RangeError);
  });

  test('says so where a function has no lowest point', () => {
    const falling = () => ({
      value: NaN,
      gradient: Float64Array.of(1),
      hessian: Float64Array.of(1),
    });
    expect(() => lowestPoint(falling, Float64Array.of(0))).toThrow(RangeError);
  });
});
