import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { WordMatch, WordSearch } from './library.ts';
import { keepPace } from './pace.ts';

/** Finds passages by their words. */
export interface WordIndex {
  /** Passages that hold the words, best first. */
  find(search: WordSearch): readonly WordMatch[];
  /** In how many passages a term stands. */
  passagesWith(term: string): number;
}

/** A passage's terms (words.ts), by where they stand. */
export interface PassageTerms {
  readonly text: readonly string[];
  /** Title and headings of all its places. */
  readonly headings: readonly string[];
  /** The question that the passage answers. */
  readonly question: readonly string[];
}

/**
 * Weights of the fields, in a sum of BM25+ scores.
 */
const BOOST = { text: 1, headings: 0.5, question: 1 };

/** Robertson and Zaragoza's usual values, with BM25+'s lower bound of 0.5: MiniSearch's own defaults. */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };

/** No term holds a line break: the segmenter cuts there. */
const SEPARATOR = '\n';

interface IndexedPassage {
  readonly id: number;
  readonly text: string;
  readonly headings: string;
  readonly question: string;
}

const OPTIONS: Options<IndexedPassage> = {
  fields: ['text', 'headings', 'question'],
  tokenize: (terms) => terms.split(SEPARATOR),
  processTerm: (term) => (term === '' ? null : term),
  searchOptions: { boost: BOOST, bm25: BM25, prefix: false, fuzzy: false, combineWith: 'OR' },
};

/**
 * Indexes passages in their order and writes the index down, in pieces that joined are one text: none of them is long
 * enough to hold the event loop up.
 *
 * @param termsOfPassage is called once for each position from 0
 * @param onPassage is told how many are done
 */
export async function indexWords(
  count: number,
  termsOfPassage: (position: number) => PassageTerms,
  onPassage: (done: number) => void,
): Promise<string[]> {
  const pace = keepPace();
  const index = new MiniSearch<IndexedPassage>(OPTIONS);
  for (let id = 0; id < count; id += 1) {
    const { text, headings, question } = termsOfPassage(id);
    index.add({
      id,
      text: text.join(SEPARATOR),
      headings: headings.join(SEPARATOR),
      question: question.join(SEPARATOR),
    });
    onPassage(id + 1);
    await pace();
  }
  return await written(index.toJSON());
}

/** Terms written as one piece. */
const PIECE_TERMS = 500;

async function written({ index, ...rest }: AsPlainObject): Promise<string[]> {
  const pace = keepPace();
  const pieces = [`${JSON.stringify(rest).slice(0, -1)},"index":[`];
  for (let start = 0; start < index.length; start += PIECE_TERMS) {
    const entries = JSON.stringify(index.slice(start, start + PIECE_TERMS)).slice(1, -1);
    pieces.push(start === 0 ? entries : `,${entries}`);
    await pace();
  }
  return [...pieces, ']}'];
}

/**
 * Opens what {@link indexWords} wrote: about 100 ms of work for 2,000 passages (2 MB of JSON).
 *
 * @throws SyntaxError, TypeError or Error for another text
 */
export async function openWordIndex(json: string): Promise<WordIndex> {
  const plain = JSON.parse(json) as AsPlainObject;
  const index = MiniSearch.loadJS<IndexedPassage>(plain, OPTIONS); // loadJSAsync takes three times as long
  const pace = keepPace();
  const frequencies = new Map<string, number>();
  for (const [term, fields] of plain.index) {
    frequencies.set(term, spread(fields));
    await pace();
  }
  return {
    find: ({ terms, limit }) => find(index, terms, limit),
    passagesWith: (term) => frequencies.get(term) ?? 0,
  };
}

/** Passages in which a term stands, in whichever field. */
function spread(fields: AsPlainObject['index'][number][1]): number {
  const perField = Object.values(fields).map((passages) => Object.keys(passages));
  return perField.length === 1 ? (perField[0]?.length ?? 0) : new Set(perField.flat()).size;
}

function find(
  index: MiniSearch<IndexedPassage>,
  terms: readonly string[],
  limit: number,
): WordMatch[] {
  const distinct = [...new Set(terms)];
  if (distinct.length === 0) return [];
  return index
    .search(distinct.join(SEPARATOR))
    .map((match) => ({
      passage: Number(match.id),
      // MiniSearch multiplies the sum by the number of terms found; BM25+ is the sum alone.
      bm25: match.score / Math.max(1, match.queryTerms.length),
      terms: match.queryTerms,
    }))
    .sort((a, b) => b.bm25 - a.bm25 || a.passage - b.passage)
    .slice(0, Math.max(0, limit));
}
