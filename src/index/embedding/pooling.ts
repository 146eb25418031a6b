import type { Vector } from './embedder.ts';

/** What one pass of a model gives: a vector for each token, one after the other. */
export interface PassOutput {
  readonly values: Float32Array;
  readonly dimensions: number;
}

/** A run of tokens in a pass, `[start, end)`. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The unit vector of the weighted mean of a span's token vectors; a span without tokens, or without weight, gives
 * undefined.
 *
 * @param weightOf a token by its place in the pass, 0 or more.
 */
export function meanVector(
  pass: PassOutput,
  span: TokenSpan,
  weightOf: (place: number) => number = () => 1,
): Vector | undefined {
  const { values, dimensions } = pass;
  const sum = new Float64Array(dimensions);
  let total = 0;
  for (let token = span.start; token < span.end; token++) {
    const weight = weightOf(token);
    const offset = token * dimensions;
    total += weight;
    for (let axis = 0; axis < dimensions; axis++)
      sum[axis] = (sum[axis] as number) + weight * (values[offset + axis] as number); // in bounds
  }
  return total > 0 ? unitVector(sum) : undefined;
}

/** The unit vector of the first token's vector. */
export function firstVector({ values, dimensions }: PassOutput): Vector {
  return unitVector(Float64Array.from(values.subarray(0, dimensions)));
}

/** Direction is kept, length becomes 1; a zero sum has no direction and stays zero. */
export function unitVector(sum: Float64Array): Vector {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  const unit = new Float32Array(sum.length);
  for (let axis = 0; axis < unit.length; axis++) unit[axis] = (sum[axis] as number) / length;
  return unit;
}
