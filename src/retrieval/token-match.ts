import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { neighbourhood } from './neighbourhood.ts';
import { type SentencesToCompare, compareWithTokens } from './token-comparison.ts';

/**
 * How well sentences match a question word by word. Every token of the question looks for its nearest ones (late
 * interaction: ColBERT, arXiv 2004.12832); means are weighted by how much the question's tokens say.
 */
export interface TokenMatcher {
  /** Compares sentences that will be matched, all at once; without it each is compared when it is matched. */
  compare(sentences: SentencesToCompare): void;
  /** Mean cosine similarity of the question's tokens to their nearest in the sentence, -1..1. */
  match(sentence: number): number;
  /** The same, tokens weighing as much as they are rare in the library. */
  matchRare(sentence: number): number;
  /** The same as `match`, nearest in the sentence or in those beside it in its paragraph. */
  matchNear(sentence: number): number;
  /** The same, with the sentence's tokens as they stand in its passage: "he" is near to whom it means. */
  matchInContext(sentence: number): number;
  /** The same, nearest in any of the sentences: those of its passage. */
  matchAmong(sentences: readonly number[]): number;
  /** The other way round: mean similarity of the sentence's tokens to their nearest of the question, -1..1. */
  matchBack(sentence: number): number;
  /** How many of the sentence's tokens are about as near as a related word is, for each of the question's: log, -5..3. */
  relatedTokens(sentence: number): number;
  /** How many of the tokens in and beside the sentence are the question's own, for each of the question's: log, -5..3. */
  sameTokens(sentence: number): number;
  /** As `match`, nearest in any sentence that was matched so far; 0 before. */
  matchAnywhere(): number;
}

/** Keeps the logarithm of none finite. */
const LEAST_COUNT = 0.01;

/** Works only with centred token vectors (see `TokenVectors`): without, the tokens of one text are all alike. */
export function tokenMatcher(
  library: Library,
  question: QuestionTokens,
  rarities: Float32Array,
): TokenMatcher {
  const { weights } = question;
  const comparison = compareWithTokens(library, question);
  const alone = (sentence: number) => comparison.alone(sentence);
  const inPassage = (sentence: number) => comparison.inPassage(sentence);
  const weigh = (numbers: Float64Array, by = weights) => weighted(numbers, by);
  const near = kept((sentence) => neighbourhood(library, sentence).map(alone));
  const nearestNear = (sentence: number) => highest(near(sentence).map(({ nearest }) => nearest));
  const logCount = (counts: Float64Array) => weightedLogs(counts, weights);
  return {
    compare: (sentences) => comparison.compare(sentences),
    match: (sentence) => weigh(alone(sentence).nearest),
    matchRare: (sentence) => weigh(alone(sentence).nearest, rarities),
    matchNear: (sentence) => weigh(nearestNear(sentence)),
    matchInContext: (sentence) => weigh(inPassage(sentence)),
    matchAmong: (sentences) => weigh(highest(sentences.map(inPassage))),
    matchBack: (sentence) => alone(sentence).back,
    relatedTokens: (sentence) => logCount(alone(sentence).related),
    sameTokens: (sentence) => logCount(total(near(sentence).map(({ same }) => same))),
    matchAnywhere: () => weigh(highest(comparison.allAlone().map(({ nearest }) => nearest))),
  };
}

/** Remembers what was made of each sentence. */
function kept<Made>(make: (sentence: number) => Made): (sentence: number) => Made {
  const known = new Map<number, Made>();
  return (sentence) => {
    const found = known.get(sentence) ?? make(sentence);
    known.set(sentence, found);
    return found;
  };
}

// In plain loops, since they run some thousand times for a question. All arrays have one length.

function weighted(numbers: Float64Array, weights: Float32Array): number {
  let sum = 0;
  for (let token = 0; token < weights.length; token += 1) {
    sum += (weights[token] as number) * (numbers[token] ?? 0);
  }
  return sum;
}

function weightedLogs(counts: Float64Array, weights: Float32Array): number {
  let sum = 0;
  for (let token = 0; token < weights.length; token += 1) {
    sum += (weights[token] as number) * Math.log((counts[token] ?? 0) + LEAST_COUNT);
  }
  return sum;
}

/** Element by element the highest of several. */
function highest([first, ...others]: readonly Float64Array[]): Float64Array {
  const most = first?.slice() ?? new Float64Array();
  for (const other of others) {
    for (let token = 0; token < most.length; token += 1) {
      const number = other[token] as number; // in bounds, as below
      if (number > (most[token] as number)) most[token] = number;
    }
  }
  return most;
}

function total([first, ...others]: readonly Float64Array[]): Float64Array {
  const sum = first?.slice() ?? new Float64Array();
  for (const other of others) {
    for (let token = 0; token < sum.length; token += 1) {
      sum[token] = (sum[token] as number) + (other[token] as number);
    }
  }
  return sum;
}
