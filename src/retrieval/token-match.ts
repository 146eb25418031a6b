import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { neighbourhood } from './neighbourhood.ts';
import { dotProducts } from './similarity.ts';

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
  if (tokens.scales.length === 0) return new Float32Array(weights.length);
  return weights.map((_, asked) => {
    const question = values.subarray(asked * dimensions, (asked + 1) * dimensions);
    const products = dotProducts(question, tokens.values);
    return products.reduce(
      (nearest, product, token) => Math.max(nearest, product * (tokens.scales[token] ?? 0)),
      -1,
    );
  });
}
