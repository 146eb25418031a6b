/** Where words of a passage may stand, and what a match there weighs in the sum of BM25+ scores. */
export const FIELDS = [
  { name: 'text', boost: 1 },
  /** Title and headings of all its places. */
  { name: 'headings', boost: 0.5 },
  /** The question that the passage answers, where it doesn't begin with it. */
  { name: 'question', boost: 1 },
] as const;

export type WordField = (typeof FIELDS)[number]['name'];

/** Robertson and Zaragoza's usual values, with BM25+'s lower bound of 0.5: MiniSearch's own defaults. */
export const BM25 = { k: 1.2, b: 0.7, d: 0.5 };
