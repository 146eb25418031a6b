import MiniSearch, { type Options } from 'minisearch';
import type { WordMatch, WordSearch } from './library.ts';
import { keepPace } from './pace.ts';
import { encodePostings, growPostings } from './postings.ts';
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

/**
 * Indexes passages in their order.
 *
 * @param termsOfPassage is called once for each position from 0
 * @param onPassage is told how many are done
 * @returns what `openWordIndex` opens
 */
export async function indexWords(
  count: number,
  termsOfPassage: (position: number) => PassageTerms,
  onPassage: (done: number) => void,
): Promise<Uint8Array> {
  const pace = keepPace();
  const postings = growPostings();
  for (let start = 0; start < count; start += TOGETHER) {
    const index = new MiniSearch<IndexedPassage>(MINISEARCH_OPTIONS);
    for (let id = start; id < Math.min(start + TOGETHER, count); id += 1) {
      index.add(indexedPassage(id, termsOfPassage(id)));
      onPassage(id + 1);
      await pace();
    }
    postings.join(index.toJSON());
    await pace();
  }
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
