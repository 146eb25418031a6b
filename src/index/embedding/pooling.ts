import type { Vector } from './embedder.ts';

/** What one pass of a model gives: a vector for each token, one after the other. */
export interface TokenVectors {
  readonly values: Float32Array;
  readonly dimensions: number;
}

/** A run of tokens in a pass, `[start, end)`. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
}

/** The unit vector of the mean of a span's token vectors; a span without tokens gives undefined. */
export function meanVector(tokens: TokenVectors, span: TokenSpan): Vector | undefined {
  if (span.end <= span.start) return undefined;
  const { values, dimensions } = tokens;
  const sum = new Float64Array(dimensions);
  for (let token = span.start; token < span.end; token++) {
    const offset = token * dimensions;
    for (let axis = 0; axis < dimensions; axis++)
      sum[axis] = (sum[axis] ?? 0) + (values[offset + axis] ?? 0);
  }
  return unitVector(sum);
}

/** The unit vector of the first token's vector. */
export function firstVector({ values, dimensions }: TokenVectors): Vector {
  return unitVector(Float64Array.from(values.subarray(0, dimensions)));
}

/** Direction is kept, length becomes 1; the direction of a zero sum is the length's business alone, so it stays zero. */
function unitVector(sum: Float64Array): Vector {
  const length = Math.hypot(...sum) || 1;
  return Float32Array.from(sum, (value) => value / length);
}
