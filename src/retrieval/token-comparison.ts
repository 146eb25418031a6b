import type { QuestionTokens } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { aloneOf, inPassageOf } from '../index/library/token-bytes.ts';
import {
  type AskedTokens,
  askedTokens,
  compareTokens,
  roomForTokens,
} from './token-similarities.ts';

/** A question against a sentence's tokens as they stand in it alone: a number for each of the question's tokens. */
interface Compared {
  /** Cosine similarity to the nearest. */
  readonly nearest: Float64Array;
  /** How many are about as near as a related word is, and as near as the same word. */
  readonly related: Float64Array;
  readonly same: Float64Array;
  /** Of the sentence's tokens to their nearest of the question, the mean. */
  readonly back: number;
}

/** What sentences are compared as: alone, or as they stand in their passages. */
export interface SentencesToCompare {
  readonly alone: readonly number[];
  readonly inPassage: readonly number[];
}

/** A question's tokens against those of a library's sentences. */
export interface TokenComparison {
  /** Compares many, so that what lies together is read together; others are compared when they are asked for. */
  compare(sentences: SentencesToCompare): void;
  alone(sentence: number): Compared;
  /** As `Compared.nearest`, with the sentence's tokens as they stand in its passage. */
  inPassage(sentence: number): Float64Array;
  /** All that were compared alone so far. */
  allAlone(): readonly Compared[];
}

/** Sentences that are read together: some 300 kB. */
const READ_TOGETHER = 32;

export function compareWithTokens(library: Library, question: QuestionTokens): TokenComparison {
  const asked = askedTokens(question, library.model.dimensions);
  const numbers = numbersFromBlocks(asked.count);
  const alone = new Map<number, Compared>();
  const inPassage = new Map<number, Float64Array>();
  const compare = ({ alone: ones, inPassage: others }: SentencesToCompare): void => {
    const wanted = { alone: new Set(ones), inPassage: new Set(others) };
    for (const run of runsOf([...new Set([...ones, ...others])].sort((a, b) => a - b))) {
      const tokens = library.sentenceTokens(run, (bytes) => roomForTokens(asked, bytes));
      for (const [at, { packed }] of tokens.entries()) {
        const sentence = run[at] ?? 0;
        if (wanted.alone.has(sentence))
          alone.set(sentence, comparedAlone(asked, aloneOf(packed), numbers));
        if (!wanted.inPassage.has(sentence)) continue;
        inPassage.set(sentence, numbers(compareTokens(asked, inPassageOf(packed)).nearest));
      }
    }
  };
  const one = <Made>(
    known: Map<number, Made>,
    sentence: number,
    kind: keyof SentencesToCompare,
  ) => {
    if (!known.has(sentence)) compare({ alone: [], inPassage: [], [kind]: [sentence] });
    return known.get(sentence) as Made; // it is there by now
  };
  return {
    compare,
    alone: (sentence) => one(alone, sentence, 'alone'),
    inPassage: (sentence) => one(inPassage, sentence, 'inPassage'),
    allAlone: () => [...alone.values()],
  };
}

/** As many numbers as the question has tokens: copied, else zeros. */
type NewNumbers = (copied?: Float64Array) => Float64Array;

/** Sentences of a block, four rows of numbers each: an array with memory of its own costs ten times as much. */
const BLOCK_ROWS = 4 * 64;

function numbersFromBlocks(count: number): NewNumbers {
  let block = new Float64Array();
  let used = 0;
  return (copied) => {
    if (used === block.length) [block, used] = [new Float64Array(count * BLOCK_ROWS), 0];
    const numbers = block.subarray(used, used + count);
    if (copied !== undefined) numbers.set(copied);
    used += count;
    return numbers;
  };
}

/** Positions that follow each other, together. @param ascending without the same twice */
function runsOf(ascending: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const position of ascending) {
    const run = runs.at(-1);
    if (run?.at(-1) === position - 1 && run.length < READ_TOGETHER) run.push(position);
    else runs.push([position]);
  }
  return runs;
}

/**
 * Centres of the two bells that count tokens by their similarity, and their width (kernel pooling: K-NRM, arXiv
 * 1706.06613). Of six places tried, these two told most of what the nearest tokens alone don't.
 */
const RELATED = 0.6;
const SAME = 0.95;
const BELL_WIDTH = 0.1;
const BELL_REACH = 3 * BELL_WIDTH;

/** In one loop, since it runs fifty thousand times for a question. */
function comparedAlone(asked: AskedTokens, packed: Uint8Array, numbers: NewNumbers): Compared {
  const { count } = asked;
  const { nearest, back, all, rows, rowLength } = compareTokens(asked, packed);
  const [related, same] = [numbers(), numbers()];
  for (let row = 0, at = 0; row < rows; row += 1, at += rowLength) {
    for (let token = 0; token < count; token += 1) {
      const similarity = all[at + token] as number; // in bounds, as below
      if (similarity < RELATED - BELL_REACH) continue;
      related[token] = (related[token] as number) + bell(similarity - RELATED);
      same[token] = (same[token] as number) + bell(similarity - SAME);
    }
  }
  return { nearest: numbers(nearest), related, same, back: back / Math.max(1, rows) };
}

/** 1 in the middle, nothing farther off than its reach. */
function bell(distance: number): number {
  if (distance > BELL_REACH || distance < -BELL_REACH) return 0;
  return Math.exp(-(distance ** 2) / (2 * BELL_WIDTH ** 2));
}
