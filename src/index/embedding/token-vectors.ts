import type { QuestionTokens, TokenVectors } from './embedder.ts';
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
interface KeptToken {
  readonly place: number;
  readonly weight: number;
}

/** A text's kept tokens in one pass. */
export interface KeptInPass {
  readonly output: PassOutput;
  readonly kept: readonly KeptToken[];
}

/**
 * The kept tokens of a question.
 *
 * @param wordOf a token by its place in the pass.
 */
export function questionTokens(
  { output, kept }: KeptInPass,
  mean: readonly number[],
  wordOf: (place: number) => string,
): QuestionTokens {
  const values = new Float32Array(kept.length * output.dimensions);
  kept.forEach(({ place }, position) => {
    values.set(unitVector(centred(output, place, mean)), position * output.dimensions);
  });
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return {
    values,
    weights: Float32Array.from(kept, ({ weight }) => weight / total),
    words: kept.map(({ place }) => wordOf(place)),
  };
}

/** The kept tokens of a sentence, at 4 bits a number: no loss was measured against 32. */
export function sentenceTokens(
  { output, kept }: KeptInPass,
  mean: readonly number[],
): TokenVectors {
  const values = new Int8Array(kept.length * output.dimensions);
  kept.forEach(({ place }, position) => {
    writeFourBits(centred(output, place, mean), values, position * output.dimensions);
  });
  return { values, scales: scalesOf(values, output.dimensions) };
}

/** 1 / length of each vector that stands in `values`. */
export function scalesOf(values: Int8Array, dimensions: number): Float32Array {
  const scales = new Float32Array(dimensions === 0 ? 0 : values.length / dimensions);
  for (let token = 0; token < scales.length; token += 1) {
    let squares = 0;
    const end = (token + 1) * dimensions;
    for (let at = token * dimensions; at < end; at += 1) squares += (values[at] as number) ** 2; // in bounds
    scales[token] = 1 / (Math.sqrt(squares) || 1);
  }
  return scales;
}

function centred(
  { values, dimensions }: PassOutput,
  place: number,
  mean: readonly number[],
): Float64Array {
  // A loop, since `from` with a function is slow (Node 20) and this runs for each token of each question and sentence.
  const start = place * dimensions;
  const token = new Float64Array(dimensions);
  for (let axis = 0; axis < dimensions; axis += 1) {
    token[axis] = (values[start + axis] as number) - (mean[axis] as number); // in bounds
  }
  return token;
}

/** The largest number becomes 7. In plain loops: they run for each number of each token of a build. */
function writeFourBits(vector: Float64Array, values: Int8Array, start: number): void {
  let largest = 0;
  for (let axis = 0; axis < vector.length; axis += 1) {
    largest = Math.max(largest, Math.abs(vector[axis] as number)); // in bounds
  }
  for (let axis = 0; axis < vector.length; axis += 1) {
    values[start + axis] = Math.round(((vector[axis] as number) / (largest || 1)) * 7);
  }
}
