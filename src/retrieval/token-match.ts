import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { dot } from './similarity.ts';

/** How well sentences match a question word by word. */
export interface TokenMatcher {
  /** The question's tokens found in the sentence: weighted mean of their best cosine similarities, -1..1. */
  match(sentence: number): number;
  /** The same, found in the sentence or in those beside it in its paragraph. */
  matchNear(sentence: number): number;
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
    matchNear: (sentence) => weigh(highest([sentence, ...besides(library, sentence)].map(bestOf))),
  };
}

/** The sentences before and after, as far as they are of the same paragraph. */
function besides(library: Library, sentence: number): number[] {
  const { document, paragraph } = library.sentence(sentence);
  return [sentence - 1, sentence + 1].filter((position) => {
    if (position < 0 || position >= library.sentenceCount) return false;
    const other = library.sentence(position);
    return other.document === document && other.paragraph === paragraph;
  });
}

/** Element by element the highest of several arrays of one length, at least one. */
function highest(arrays: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = arrays;
  return first.map((value, token) => Math.max(value, ...others.map((other) => other[token] ?? -1)));
}

/** For each token of the question, the cosine similarity of the sentence's nearest token, 0 where it has none. */
function bestSimilarities(
  library: Library,
  { values, weights }: QuestionTokens,
  sentence: number,
): Float32Array {
  const tokens = library.sentenceTokens(sentence);
  const dimensions = library.model.dimensions;
  const best = new Float32Array(weights.length);
  for (let asked = 0; asked < weights.length; asked += 1) {
    let nearest = tokens.scales.length === 0 ? 0 : -1;
    for (let token = 0; token < tokens.scales.length; token += 1) {
      const product = dot(
        { values, offset: asked * dimensions },
        { values: tokens.values, offset: token * dimensions },
        dimensions,
      );
      nearest = Math.max(nearest, product * (tokens.scales[token] ?? 0));
    }
    best[asked] = nearest;
  }
  return best;
}
