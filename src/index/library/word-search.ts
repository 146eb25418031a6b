import { firstPosition } from './halving.ts';
import type { WordMatch } from './library.ts';
import { type Postings, decodePostings } from './postings.ts';
import { BM25, FIELDS } from './word-fields.ts';
import type { WordIndex } from './word-index.ts';

/**
 * Opens what `indexWords` wrote.
 *
 * @throws RangeError for other bytes
 */
export function openWordIndex(bytes: Buffer): WordIndex {
  const postings = decodePostings(bytes);
  const rows = new Map(postings.terms.map((term, row) => [term, row]));
  const averages = averageLengths(postings);
  return {
    passagesWith: (term) => postings.spreads[rows.get(term) ?? -1] ?? 0,
    find({ terms, limit }) {
      const known = [...new Set(terms)].flatMap((term) => {
        const row = rows.get(term);
        return row === undefined ? [] : [{ term, row }];
      });
      const scores = scoresOf(
        postings,
        averages,
        known.map(({ row }) => row),
      );
      const termsIn = (passage: number) =>
        known.filter(({ row }) => holds(postings, row, passage)).map(({ term }) => term);
      return best(scores, limit).map(({ passage, bm25 }) => new Match(passage, bm25, termsIn));
    },
  };
}

/** A class, since a thousand objects with a getter of their own take as long as finding them. */
class Match implements WordMatch {
  readonly passage: number;
  readonly bm25: number;
  readonly #termsIn: (passage: number) => string[];

  constructor(passage: number, bm25: number, termsIn: (passage: number) => string[]) {
    this.passage = passage;
    this.bm25 = bm25;
    this.#termsIn = termsIn;
  }

  /** Looked up when it is read: of a thousand matches some sixty are looked at. */
  get terms(): readonly string[] {
    return this.#termsIn(this.passage);
  }
}

function averageLengths({ lengths, passageCount }: Postings): number[] {
  return FIELDS.map((_, field) => {
    let sum = 0;
    for (let at = field; at < lengths.length; at += FIELDS.length) sum += lengths[at] ?? 0;
    return sum / Math.max(1, passageCount);
  });
}

/** BM25+ of each passage, 0 for those that hold none of the terms; summed over terms and fields as MiniSearch does. */
function scoresOf(
  postings: Postings,
  averages: readonly number[],
  rows: readonly number[],
): Float64Array {
  const { passageCount, starts, passages, counts, lengths } = postings;
  const scores = new Float64Array(passageCount);
  for (const row of rows) {
    for (const [field, { boost }] of FIELDS.entries()) {
      const start = starts[row * FIELDS.length + field] ?? 0;
      const end = starts[row * FIELDS.length + field + 1] ?? 0;
      const weight = boost * inverseFrequency(passageCount, end - start);
      const average = averages[field] ?? 1;
      for (let at = start; at < end; at += 1) {
        const passage = passages[at] ?? 0;
        const length = lengths[passage * FIELDS.length + field] ?? 0;
        scores[passage] =
          (scores[passage] ?? 0) + weight * saturation(counts[at] ?? 0, length / average);
      }
    }
  }
  return scores;
}

/** As MiniSearch's calcBM25Score: ln(1 + (N - n + 0.5) / (n + 0.5)). */
function inverseFrequency(passages: number, matching: number): number {
  return Math.log(1 + (passages - matching + 0.5) / (matching + 0.5));
}

function saturation(count: number, relativeLength: number): number {
  const { k, b, d } = BM25;
  return d + (count * (k + 1)) / (count + k * (1 - b + b * relativeLength));
}

/** The highest scores above 0, highest first; equal ones by position. */
function best(scores: Float64Array, limit: number): Omit<WordMatch, 'terms'>[] {
  if (!(limit >= 1)) return [];
  const least = leastOfHighest(scores, Math.min(Math.floor(limit), scores.length));
  const matches: Omit<WordMatch, 'terms'>[] = [];
  for (let passage = 0; passage < scores.length; passage += 1) {
    const bm25 = scores[passage] as number; // in bounds
    if (bm25 > 0 && bm25 >= least) matches.push({ passage, bm25 });
  }
  return matches.sort((a, z) => z.bm25 - a.bm25 || a.passage - z.passage).slice(0, limit);
}

/**
 * The last of so many of the highest scores, 0 where fewer are above 0. They stand in a heap, the lowest first, so
 * that not all of a million are sorted.
 */
function leastOfHighest(scores: Float64Array, count: number): number {
  const heap = new Float64Array(count); // zeros are taken for scores of passages without the words
  for (let passage = 0; passage < scores.length; passage += 1) {
    const score = scores[passage] as number; // in bounds, as all below
    if (score <= (heap[0] as number)) continue;
    let place = 0;
    for (let child = 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= score) break;
      heap[place] = heap[child] as number;
      place = child;
    }
    heap[place] = score;
  }
  return heap[0] ?? 0;
}

function holds({ starts, passages }: Postings, row: number, passage: number): boolean {
  return FIELDS.some((_, field) => {
    const start = starts[row * FIELDS.length + field] ?? 0;
    const end = starts[row * FIELDS.length + field + 1] ?? 0;
    const at =
      start + firstPosition(end - start, (offset) => (passages[start + offset] ?? 0) >= passage);
    return at < end && passages[at] === passage;
  });
}
