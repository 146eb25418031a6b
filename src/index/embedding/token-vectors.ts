import type { QuestionTokens, TokenVectors, Vector } from './embedder.ts';
import { type PassOutput, unitVector } from './pooling.ts';

/**
 * Mean token vectors of a model, over questions and over passages. Token vectors of one model point much the same way;
 * what tells them apart is what they differ in from the mean ("All-but-the-Top", arXiv 1702.01417). The model's
 * `token-means.json` has them; for the shipped one they were taken over the tokens of the SQuAD
 * and XQuAD development sets, questions and sentences.
 */
export interface TokenMeans {
  readonly question: readonly number[];
  readonly passage: readonly number[];
}

/** A token of a pass that is kept: where it stands, and how much it says, above 0. */
export interface KeptToken {
  readonly place: number;
  readonly weight: number;
}

/** The kept tokens of a question. */
export function questionTokens(
  pass: PassOutput,
  kept: readonly KeptToken[],
  mean: readonly number[],
): QuestionTokens {
  const values = new Float32Array(kept.length * pass.dimensions);
  kept.forEach(({ place }, position) => {
    values.set(centred(pass, place, mean), position * pass.dimensions);
  });
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return { values, weights: Float32Array.from(kept, ({ weight }) => weight / total) };
}

/** The kept tokens of a sentence, at 8 bits a number: no loss was measured against 32. */
export function sentenceTokens(
  pass: PassOutput,
  kept: readonly KeptToken[],
  mean: readonly number[],
): TokenVectors {
  const values = new Int8Array(kept.length * pass.dimensions);
  const scales = new Float32Array(kept.length);
  kept.forEach(({ place }, position) => {
    const quantised = eightBits(centred(pass, place, mean));
    values.set(quantised, position * pass.dimensions);
    scales[position] = 1 / (lengthOf(quantised) || 1);
  });
  return { values, scales };
}

function centred(
  { values, dimensions }: PassOutput,
  place: number,
  mean: readonly number[],
): Vector {
  const start = place * dimensions;
  const token = values.subarray(start, start + dimensions);
  return unitVector(Float64Array.from(token, (value, axis) => value - (mean[axis] ?? 0)));
}

/** The largest number becomes 127. */
function eightBits(vector: Vector): Int8Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
}

function lengthOf(values: Int8Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
