import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { neighbourhood } from './neighbourhood.ts';

/** How well sentences match a question word by word: weighted means of cosine similarities, -1..1. */
export interface TokenMatcher {
  /** Each of the question's tokens against its nearest in the sentence. */
  match(sentence: number): number;
  /** The same, against the nearest in the sentence or in those beside it in its paragraph. */
  matchNear(sentence: number): number;
  /** The same, against the nearest in any sentence that was matched so far; 0 before. */
  matchAnywhere(): number;
}

/**
 * Late interaction (ColBERT, arXiv 2004.12832): every token of the question looks for its nearest token of a sentence.
 * Works only with centred token vectors (see `TokenVectors`): without, the tokens of one text are all alike.
 */
export function tokenMatcher(library: Library, question: QuestionTokens): TokenMatcher {
  const known = new Map<number, Float32Array>();
  const bestOf = (sentence: number): Float32Array => {
    const found = known.get(sentence) ?? bestSimilarities(library, question, sentence);
    known.set(sentence, found);
    return found;
  };
  const weigh = (best: Float32Array): number =>
    question.weights.reduce((sum, weight, token) => sum + weight * (best[token] ?? 0), 0);
  return {
    match: (sentence) => weigh(bestOf(sentence)),
    matchNear: (sentence) => weigh(highest(neighbourhood(library, sentence).map(bestOf))),
    matchAnywhere: () => weigh(highest([...known.values()])),
  };
}

/** Element by element the highest of several arrays of one length. */
function highest([first = new Float32Array(), ...others]: readonly Float32Array[]): Float32Array {
  const most = first.slice();
  for (const other of others) {
    for (let token = 0; token < most.length; token += 1) {
      most[token] = Math.max(most[token] ?? -1, other[token] ?? -1);
    }
  }
  return most;
}

/** For each token of the question, the cosine similarity of the sentence's nearest token, 0 where it has none. */
function bestSimilarities(
  library: Library,
  { values, weights }: QuestionTokens,
  sentence: number,
): Float32Array {
  const tokens = library.sentenceTokens(sentence);
  const { dimensions } = library.model;
  const best = new Float32Array(weights.length);
  for (let asked = 0; asked < weights.length; asked += 1) {
    const question = values.subarray(asked * dimensions, (asked + 1) * dimensions);
    let nearest = tokens.scales.length === 0 ? 0 : -1;
    for (let token = 0; token < tokens.scales.length; token += 1) {
      const similarity =
        dotAt(question, tokens.values, token * dimensions) * (tokens.scales[token] ?? 0);
      if (similarity > nearest) nearest = similarity;
    }
    best[asked] = nearest;
  }
  return best;
}

/**
 * Dot product of a vector with the numbers from an offset on: nearly all of the time that ranking takes. Four sums, since
 * one alone waits for each addition to end (1.5 times as fast). Dimensions are a multiple of four in every known model;
 * the rest is added one by one.
 */
function dotAt(vector: Float32Array, values: Int8Array, offset: number): number {
  const { length } = vector;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let axis = 0;
  for (; axis + 3 < length; axis += 4) {
    const at = offset + axis;
    first += (vector[axis] ?? 0) * (values[at] ?? 0);
    second += (vector[axis + 1] ?? 0) * (values[at + 1] ?? 0);
    third += (vector[axis + 2] ?? 0) * (values[at + 2] ?? 0);
    fourth += (vector[axis + 3] ?? 0) * (values[at + 3] ?? 0);
  }
  for (; axis < length; axis += 1) first += (vector[axis] ?? 0) * (values[offset + axis] ?? 0);
  return first + second + third + fourth;
}
