import MiniSearch, { type Options } from 'minisearch';
import type { WordMatch, WordSearch } from './library.ts';
import { keepPace } from './pace.ts';
import { type PassagePostings, encodePostings, growPostings } from './postings.ts';
import { BM25, FIELDS, type WordField } from './word-fields.ts';

/** Finds passages by their words. */
export interface WordIndex {
  /** Passages that hold the words, best first. */
  find(search: WordSearch): readonly WordMatch[];
  /** In how many passages a term stands. */
  passagesWith(term: string): number;
}

/** A passage's terms (words.ts), by where they stand. */
export type PassageTerms = Readonly<Record<WordField, readonly string[]>>;

/** No term holds a line break: the segmenter cuts there. */
const SEPARATOR = '\n';

interface IndexedPassage extends Readonly<Record<WordField, string>> {
  readonly id: number;
}

/** How MiniSearch is set up; `openWordIndex` gives the scores that a search of it would give. */
export const MINISEARCH_OPTIONS: Options<IndexedPassage> = {
  fields: FIELDS.map(({ name }) => name),
  tokenize: (terms) => terms.split(SEPARATOR),
  processTerm: (term) => (term === '' ? null : term),
  searchOptions: {
    boost: Object.fromEntries(FIELDS.map(({ name, boost }) => [name, boost])),
    bm25: BM25,
    prefix: false,
    fuzzy: false,
    combineWith: 'OR',
  },
};

export interface WordsRequest {
  /** Passages, from 0. */
  readonly count: number;
  /** Called at most once for each. */
  readonly termsOf: (position: number) => PassageTerms;
  /** What an earlier index holds of the same passage. */
  readonly known?: ((position: number) => PassagePostings | undefined) | undefined;
  /** Told how many are done. */
  readonly onPassage: (done: number) => void;
}

/**
 * Indexes passages in their order.
 *
 * @returns what `openWordIndex` opens
 */
export async function indexWords(request: WordsRequest): Promise<Uint8Array> {
  const { count, termsOf, known, onPassage } = request;
  const pace = keepPace();
  const postings = growPostings();
  let index = new MiniSearch<IndexedPassage>(MINISEARCH_OPTIONS);
  const join = () => {
    if (index.documentCount === 0) return;
    postings.join(index.toJSON());
    index = new MiniSearch<IndexedPassage>(MINISEARCH_OPTIONS);
  };
  for (let id = 0; id < count; id += 1) {
    const there = known?.(id);
    if (there === undefined) index.add(indexedPassage(id, termsOf(id)));
    if (there !== undefined || index.documentCount === TOGETHER) join();
    if (there !== undefined) postings.joinKnown(there);
    onPassage(id + 1);
    await pace();
  }
  join();
  return encodePostings(postings.finish());
}

/** Passages that one MiniSearch takes: its `toJSON` holds everything else up, 20 ms for these. */
const TOGETHER = 100;

export function indexedPassage(id: number, terms: PassageTerms): IndexedPassage {
  return {
    id,
    text: terms.text.join(SEPARATOR),
    headings: terms.headings.join(SEPARATOR),
    question: terms.question.join(SEPARATOR),
  };
}
