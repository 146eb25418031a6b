import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { aloneOf, inPassageOf } from '../index/library/token-bytes.ts';
import { neighbourhood } from './neighbourhood.ts';
import { type AskedTokens, askedTokens, tokenProducts } from './token-products.ts';

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
const BELL_REACH = 3 * BELL_WIDTH;
/** Keeps the logarithm of none finite. */
const LEAST_COUNT = 0.01;

/** A question against a sentence, a number for each of the question's tokens. */
interface Compared {
  readonly nearest: Float64Array;
  readonly related: Float64Array;
  readonly same: Float64Array;
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
  const asked = askedTokens(question, library.model.dimensions);
  const packed = kept((sentence) => library.sentenceTokens(sentence).packed);
  const alone = kept((sentence) => comparedAlone(asked, aloneOf(packed(sentence))));
  const inContext = kept((sentence) => nearestOf(asked, inPassageOf(packed(sentence))));
  const weigh = (numbers: Float64Array, by = weights): number =>
    by.reduce((sum, weight, token) => sum + weight * (numbers[token] ?? 0), 0);
  const near = kept((sentence) => neighbourhood(library, sentence).map(alone));
  const nearestNear = (sentence: number) => highest(near(sentence).map(({ nearest }) => nearest));
  const logCount = (counts: Float64Array) =>
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
function highest(arrays: readonly Float64Array[]): Float64Array {
  return joined(arrays, (one, other) => Math.max(one, other));
}

function total(arrays: readonly Float64Array[]): Float64Array {
  return joined(arrays, (one, other) => one + other);
}

function joined(
  [first, ...others]: readonly Float64Array[],
  join: (one: number, other: number) => number,
): Float64Array {
  const sum = Float64Array.from(first ?? []);
  for (const other of others) {
    for (let token = 0; token < sum.length; token += 1) {
      sum[token] = join(sum[token] ?? 0, other[token] ?? 0);
    }
  }
  return sum;
}

/** Similarities are products times both scales. In one loop, since it runs fifty thousand times for a question. */
function comparedAlone(asked: AskedTokens, packed: Uint8Array): Compared {
  const { count, scales } = asked;
  const { numbers, rowLength, rows } = tokenProducts(asked, packed);
  const nearest = new Float64Array(count).fill(rows === 0 ? 0 : -1);
  const [related, same] = [new Float64Array(count), new Float64Array(count)];
  let back = 0;
  for (let row = 0, at = 0; row < rows; row += 1, at += rowLength) {
    const scale = scaleOf(numbers[at]);
    let nearestBack = -1;
    for (let token = 0; token < count; token += 1) {
      // In bounds by construction.
      const similarity = (numbers[at + 1 + token] as number) * (scales[token] as number) * scale;
      if (similarity > (nearest[token] as number)) nearest[token] = similarity;
      if (similarity > nearestBack) nearestBack = similarity;
      if (similarity < RELATED - BELL_REACH) continue;
      related[token] = (related[token] as number) + bell(similarity - RELATED);
      same[token] = (same[token] as number) + bell(similarity - SAME);
    }
    back += nearestBack;
  }
  return { nearest, related, same, back: back / Math.max(1, rows) };
}

/** As `Compared.nearest`, and nothing else. */
function nearestOf(asked: AskedTokens, packed: Uint8Array): Float64Array {
  const { count, scales } = asked;
  const { numbers, rowLength, rows } = tokenProducts(asked, packed);
  const nearest = new Float64Array(count).fill(rows === 0 ? 0 : -1);
  for (let row = 0, at = 0; row < rows; row += 1, at += rowLength) {
    const scale = scaleOf(numbers[at]);
    for (let token = 0; token < count; token += 1) {
      const similarity = (numbers[at + 1 + token] as number) * (scales[token] as number) * scale;
      if (similarity > (nearest[token] as number)) nearest[token] = similarity;
    }
  }
  return nearest;
}

/** 1 / length of a vector by the sum of its squares. */
function scaleOf(squares = 0): number {
  return 1 / (Math.sqrt(squares) || 1);
}

/** 1 in the middle, nothing farther off than its reach. */
function bell(distance: number): number {
  if (distance > BELL_REACH || distance < -BELL_REACH) return 0;
  return Math.exp(-(distance ** 2) / (2 * BELL_WIDTH ** 2));
}
