import type { QuestionVectors } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { termsOf } from '../index/library/words.ts';

/** The question's terms with their inverse document frequency over the library's passages, above 0. */
export type TermWeights = ReadonlyMap<string, number>;

/**
 * The question's terms, stemmed as each of the library's languages would: a term of another language matches nothing.
 *
 * Weights are ln(1 + (N - n + 0.5) / (n + 0.5)) as in BM25, for a term in n of N passages.
 */
export async function questionTerms(library: Library, question: string): Promise<TermWeights> {
  const languages = new Set(library.documents.map(({ language }) => language));
  const terms = new Set([...languages].flatMap((language) => termsOf(question, language)));
  const holding = await library.passagesWith([...terms]);
  return new Map(
    [...terms].map((term) => [term, inverseFrequency(library, holding.get(term) ?? 0)]),
  );
}

/**
 * How much each of the question's tokens says in this library, together 1: its weight, more where its word stands in few
 * passages. A word that is no term (a stop word) says little; where none is one, the weights are as they were.
 */
export function rarities(
  library: Library,
  { vectors, terms }: { readonly vectors: QuestionVectors; readonly terms: TermWeights },
): Float32Array {
  const { weights, words } = vectors.tokens;
  const languages = [...new Set(library.documents.map(({ language }) => language))];
  const rarityOf = (word: string): number => {
    const known = languages
      .flatMap((language) => termsOf(word, language))
      .map((term) => terms.get(term) ?? 0);
    return Math.max(STOP_WORD_RARITY, ...known);
  };
  // A word has several tokens.
  const byWord = new Map([...new Set(words)].map((word) => [word, rarityOf(word)]));
  const raw = weights.map(
    (weight, token) => weight * (byWord.get(words[token] ?? '') ?? STOP_WORD_RARITY),
  );
  const total = totalWeight(raw);
  return total === 0 ? weights : raw.map((weight) => weight / total);
}

/** Inverse frequency of what stands everywhere, nearly. */
const STOP_WORD_RARITY = 0.1;

function inverseFrequency({ passageCount }: Library, holding: number): number {
  return Math.log(1 + (passageCount - holding + 0.5) / (holding + 0.5));
}

/** BM25+ of the word index is `idf * (d + tf * (k + 1) / (tf + …))` for each term: below `idf * (d + k + 1)`. */
const HIGHEST_BM25_PER_IDF = 0.5 + 1.2 + 1;

/**
 * A passage's BM25 as a share of the most that any passage could have for this question, 0..1. Terms that stand nowhere
 * count as well, so that one accidental word of a question in another language weighs little.
 */
export function wordShare(bm25: number, terms: TermWeights): number {
  const highest = HIGHEST_BM25_PER_IDF * totalWeight(terms.values());
  return highest === 0 ? 0 : Math.min(1, bm25 / highest);
}

function totalWeight(weights: Iterable<number>): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}
