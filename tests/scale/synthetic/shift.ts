import type { Vector } from '../../../src/index/embedding/embedder.ts';
import { dot } from '../../../src/index/library/dot.ts';

/** As many numbers as a vector has, but of any length: what is added to another. */
export type Shift = Float32Array;

/** Adds a share of one to another, in place: a million vectors are made of several each. */
export function addTo(sum: Shift, share: number, shift: Shift): void {
  for (let place = 0; place < sum.length; place += 1) {
    sum[place] = (sum[place] as number) + share * (shift[place] as number);
  }
}

/** @returns undefined of none */
export function meanOf(shifts: readonly Shift[]): Shift | undefined {
  const sum = shifts[0] && new Float32Array(shifts[0].length);
  if (sum) for (const shift of shifts) addTo(sum, 1 / shifts.length, shift);
  return sum;
}

export function minus(one: Shift, other: Shift): Shift {
  const difference = one.slice();
  addTo(difference, -1, other);
  return difference;
}

export function times(factor: number, shift: Shift): Shift {
  return shift.map((number) => factor * number);
}

/** Root mean square of lengths; 0 of none. */
export function spreadOf(shifts: readonly Shift[]): number {
  const squares = shifts.map((shift) => dot(shift, shift));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, shifts.length));
}

/** Made as long as vectors are. */
export function toUnit(sum: Shift): Vector {
  return times(1 / Math.sqrt(dot(sum, sum)), sum);
}
