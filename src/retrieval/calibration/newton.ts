/** A function at a point: its value, and its first and second derivatives there. */
export interface Surroundings {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Symmetric and positive definite, one row after the other. */
  readonly hessian: Float64Array;
}

/** A strictly convex function of several numbers. */
export type Objective = (point: Float64Array) => Surroundings;

/** Steps are few where the function is convex: ten or so. */
const MOST_STEPS = 200;
/** Ends where the next whole step promises less than this. */
const SMALLEST_GAIN = 1e-9;
/** Share of the promised gain that a step must bring (Armijo's rule), and how much a step that doesn't is shortened. */
const SUFFICIENT = 1e-4;
const SHORTER = 0.5;

/**
 * The lowest point of a strictly convex function, by Newton's method with backtracking (Boyd and Vandenberghe, "Convex
 * Optimization", 9.5).
 *
 * @throws RangeError when it isn't found: the function isn't convex, or holds numbers that are none
 */
export function lowestPoint(objective: Objective, start: Float64Array): Float64Array {
  let point = start;
  let here = objective(point);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = solve(here.hessian, here.gradient);
    const promised = dot(step, here.gradient) / 2;
    if (promised < SMALLEST_GAIN) return point;
    ({ point, here } = stepDown(objective, { point, here, step, promised }));
  }
  throw new RangeError(`No lowest point within ${MOST_STEPS} steps`);
}

interface Descent {
  readonly point: Float64Array;
  readonly here: Surroundings;
  readonly step: Float64Array;
  readonly promised: number;
}

function stepDown(objective: Objective, { point, here, step, promised }: Descent) {
  for (let share = 1; share > 1e-12; share *= SHORTER) {
    const next = point.map((value, axis) => value - share * at(step, axis));
    const there = objective(next);
    if (there.value <= here.value - SUFFICIENT * share * promised) {
      return { point: next, here: there };
    }
  }
  throw new RangeError('No step leads down: the function is not convex');
}

/**
 * Solves `matrix * x = right` by Cholesky's decomposition.
 *
 * @throws RangeError for a matrix that isn't positive definite
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = decompose(matrix, size);
  const between = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let rest = at(right, row);
    for (let column = 0; column < row; column += 1) {
      rest -= at(lower, row * size + column) * at(between, column);
    }
    between[row] = rest / at(lower, row * size + row);
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = at(between, row);
    for (let below = row + 1; below < size; below += 1) {
      rest -= at(lower, below * size + row) * at(solution, below);
    }
    solution[row] = rest / at(lower, row * size + row);
  }
  return solution;
}

function decompose(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = at(matrix, row * size + column);
      for (let before = 0; before < column; before += 1) {
        rest -= at(lower, row * size + before) * at(lower, column * size + before);
      }
      if (row !== column) lower[row * size + column] = rest / at(lower, column * size + column);
      else if (rest > 0) lower[row * size + row] = Math.sqrt(rest);
      else throw new RangeError('The matrix is not positive definite');
    }
  }
  return lower;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, axis) => sum + value * at(b, axis), 0);
}

/** A number of an array, at a place that is in it by construction. */
export function at(values: Float64Array, place: number): number {
  return values[place] as number;
}
