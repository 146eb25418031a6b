import { at, lowestPoint, type Surroundings } from './newton.ts';

/** What a logistic model learns from: signs in the order of the model, the truth, and how much it counts. */
export interface LabelledRow {
  readonly signs: Float64Array;
  readonly positive: boolean;
  /** Above 0; only proportions matter. */
  readonly weight: number;
}

/** Log-odds = intercept + sum of coefficient times sign. */
export interface LogisticFit {
  readonly intercept: number;
  /** One for each sign; 0 for a sign that is the same in all rows. */
  readonly coefficients: Float64Array;
}

/**
 * How strongly coefficients of standardised signs are drawn to 0, against one for each row: scikit-learn's `C = 1`. Next to
 * nothing for thousands of rows, and what keeps a fit of perfectly separable rows finite.
 */
const RIDGE = 1;

/**
 * Logistic regression by maximum likelihood with a slight ridge.
 *
 * @throws RangeError unless there are rows of both kinds
 */
export function fitLogistic(rows: readonly LabelledRow[]): LogisticFit {
  if (!rows.some(({ positive }) => positive) || rows.every(({ positive }) => positive)) {
    throw new RangeError('A logistic fit needs positive rows and others');
  }
  const { means, deviations, standardised } = standardise(rows);
  const start = new Float64Array(means.length + 1);
  const [intercept = 0, ...slopes] = lowestPoint(
    (point) => penalisedLoss(standardised, point),
    start,
  );
  const coefficients = Float64Array.from(slopes, (slope, axis) => slope / at(deviations, axis));
  const shift = coefficients.reduce((sum, value, axis) => sum + value * at(means, axis), 0);
  return { intercept: intercept - shift, coefficients };
}

/** Signs with weighted mean 0 and deviation 1, and weights whose mean is 1. */
function standardise(rows: readonly LabelledRow[]) {
  const size = rows[0]?.signs.length ?? 0;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const meanOf = (value: (signs: Float64Array) => number) =>
    rows.reduce((sum, { signs, weight }) => sum + weight * value(signs), 0) / total;
  const axes = Float64Array.from({ length: size }, (_, axis) => axis);
  const means = axes.map((axis) => meanOf((signs) => at(signs, axis)));
  const deviations = axes.map((axis) => {
    const deviation = Math.sqrt(meanOf((signs) => (at(signs, axis) - at(means, axis)) ** 2));
    return deviation > 1e-12 ? deviation : 1;
  });
  const standardised = rows.map(({ signs, positive, weight }) => ({
    signs: signs.map((value, axis) => (value - at(means, axis)) / at(deviations, axis)),
    positive,
    weight: (weight * rows.length) / total,
  }));
  return { means, deviations, standardised };
}

/** Of `[intercept, coefficient of each sign]`. */
function penalisedLoss(rows: readonly LabelledRow[], point: Float64Array): Surroundings {
  const size = point.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  let value = 0;
  for (let axis = 1; axis < size; axis += 1) {
    value += (RIDGE * at(point, axis) ** 2) / 2;
    gradient[axis] = RIDGE * at(point, axis);
    hessian[axis * size + axis] = RIDGE;
  }
  const row = new Float64Array(size).fill(1);
  for (const { signs, positive, weight } of rows) {
    row.set(signs, 1);
    const logOdds = row.reduce((sum, sign, axis) => sum + sign * at(point, axis), 0);
    const probability = logistic(logOdds);
    value += weight * softplus(positive ? -logOdds : logOdds);
    const error = weight * (probability - Number(positive));
    const curvature = weight * probability * (1 - probability);
    for (let axis = 0; axis < size; axis += 1) {
      gradient[axis] = at(gradient, axis) + error * at(row, axis);
      for (let other = 0; other < size; other += 1) {
        const place = axis * size + other;
        hessian[place] = at(hessian, place) + curvature * at(row, axis) * at(row, other);
      }
    }
  }
  return { value, gradient, hessian };
}

/** Probability of log-odds, 0..1. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** ln(1 + e^x), also where e^x is beyond numbers. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
