import type { QuestionTokens, TokenVectors } from '../index/embedding/embedder.ts';
import { scalesOf } from '../index/embedding/token-vectors.ts';
import type { Library } from '../index/library/library.ts';
import { dotProducts } from './dot-products.ts';
import { neighbourhood } from './neighbourhood.ts';

/**
 * How well sentences match a question word by word. Every token of the question looks for its nearest ones (late
 * interaction: ColBERT, arXiv 2004.12832); means are weighted by how much the question's tokens say.
 */
export interface TokenMatcher {
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

/**
 * Centres of the two bells that count tokens by their similarity, and their width (kernel pooling: K-NRM, arXiv
 * 1706.06613). Of six places tried, these two told most of what the nearest tokens alone don't.
 */
const RELATED = 0.6;
const SAME = 0.95;
const BELL_WIDTH = 0.1;
/** Keeps the logarithm of none finite. */
const LEAST_COUNT = 0.01;

/** A question against a sentence, a number for each of the question's tokens. */
interface Compared {
  readonly nearest: Float32Array;
  readonly related: Float32Array;
  readonly same: Float32Array;
  /** Mean over the sentence's tokens. */
  readonly back: number;
}

/** Works only with centred token vectors (see `TokenVectors`): without, the tokens of one text are all alike. */
export function tokenMatcher(
  library: Library,
  question: QuestionTokens,
  rarities: Float32Array,
): TokenMatcher {
  const { weights } = question;
  const compare = comparer(question, library.model.dimensions);
  const tokensOf = kept((sentence) => library.sentenceTokens(sentence));
  const alone = kept((sentence) => compare(tokensOf(sentence).alone));
  const inContext = kept((sentence) => compare(tokensOf(sentence).inPassage).nearest);
  const weigh = (numbers: Float32Array, by = weights): number =>
    by.reduce((sum, weight, token) => sum + weight * (numbers[token] ?? 0), 0);
  const near = kept((sentence) => neighbourhood(library, sentence).map(alone));
  const nearestNear = (sentence: number) => highest(near(sentence).map(({ nearest }) => nearest));
  const logCount = (counts: Float32Array) =>
    weigh(counts.map((count) => Math.log(count + LEAST_COUNT)));
  return {
    match: (sentence) => weigh(alone(sentence).nearest),
    matchRare: (sentence) => weigh(alone(sentence).nearest, rarities),
    matchNear: (sentence) => weigh(nearestNear(sentence)),
    matchInContext: (sentence) => weigh(inContext(sentence)),
    matchAmong: (sentences) => weigh(highest(sentences.map(inContext))),
    matchBack: (sentence) => alone(sentence).back,
    relatedTokens: (sentence) => logCount(alone(sentence).related),
    sameTokens: (sentence) => logCount(total(near(sentence).map(({ same }) => same))),
    matchAnywhere: () => weigh(highest(alone.all().map(({ nearest }) => nearest))),
  };
}

/** Remembers what was made of each sentence. */
function kept<Made>(make: (sentence: number) => Made) {
  const known = new Map<number, Made>();
  const find = (sentence: number): Made => {
    const found = known.get(sentence) ?? make(sentence);
    known.set(sentence, found);
    return found;
  };
  return Object.assign(find, { all: () => [...known.values()] });
}

/** Element by element the highest of several arrays of one length. */
function highest(arrays: readonly Float32Array[]): Float32Array {
  return joined(arrays, (one, other) => Math.max(one, other));
}

function total(arrays: readonly Float32Array[]): Float32Array {
  return joined(arrays, (one, other) => one + other);
}

function joined(
  [first = new Float32Array(), ...others]: readonly Float32Array[],
  join: (one: number, other: number) => number,
): Float32Array {
  return others.reduce(
    (sum, other) => sum.map((number, token) => join(number, other[token] ?? 0)),
    first,
  );
}

function comparer({ values }: QuestionTokens, dimensions: number) {
  const { whole, scales } = wholeNumbers(values, dimensions);
  return (tokens: TokenVectors): Compared =>
    compared(scales, tokens.scales, dotProducts(whole, tokens.values, dimensions));
}

/** Similarities are products times both scales. In one loop, since it runs a hundred thousand times for a question. */
function compared(asked: Float32Array, there: Float32Array, products: Int32Array): Compared {
  const nearest = new Float32Array(asked.length).fill(there.length === 0 ? 0 : -1);
  const [related, same] = [new Float32Array(asked.length), new Float32Array(asked.length)];
  const nearestBack = new Float32Array(there.length).fill(-1);
  for (let token = 0, at = 0; token < asked.length; token += 1) {
    const scale = asked[token] ?? 0;
    let [best, few, equal] = [nearest[token] ?? 0, 0, 0];
    for (let other = 0; other < there.length; other += 1, at += 1) {
      // In bounds by construction.
      const similarity = (products[at] as number) * scale * (there[other] as number);
      if (similarity > best) best = similarity;
      if (similarity > (nearestBack[other] as number)) nearestBack[other] = similarity;
      few += bell(similarity - RELATED);
      equal += bell(similarity - SAME);
    }
    nearest[token] = best;
    related[token] = few;
    same[token] = equal;
  }
  const back = nearestBack.reduce((sum, one) => sum + one, 0) / Math.max(1, there.length);
  return { nearest, related, same, back };
}

/** 1 in the middle, next to nothing three widths off. */
function bell(distance: number): number {
  if (distance > 3 * BELL_WIDTH || distance < -3 * BELL_WIDTH) return 0;
  return Math.exp(-(distance ** 2) / (2 * BELL_WIDTH ** 2));
}

/** Vectors as whole numbers, -127..127, with 1 / length of each. */
function wholeNumbers(values: Float32Array, dimensions: number) {
  const whole = new Int8Array(values.length);
  for (let start = 0; start < values.length; start += dimensions) {
    const vector = values.subarray(start, start + dimensions);
    const largest = vector.reduce((most, number) => Math.max(most, Math.abs(number)), 0) || 1;
    whole.set(
      vector.map((number) => Math.round((number / largest) * 127)),
      start,
    );
  }
  return { whole, scales: scalesOf(whole, dimensions) };
}
