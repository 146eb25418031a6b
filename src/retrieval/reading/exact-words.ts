import type { Library } from '../../index/library/library.ts';
import { keepPace } from '../../index/library/pace.ts';
import { termsOf } from '../../index/library/words.ts';
import type { Span } from '../../index/span.ts';
import type { Quotation } from '../answer.ts';
import { phrasesHeld, wordsAndPhrases, WRITTEN_TOGETHER } from '../phrases.ts';
import { quotationOf } from '../quotation.ts';

/** Sentences that hold what was looked for. */
export interface Found {
  /** In reading order. */
  readonly sentences: readonly FoundSentence[];
  /** False where not all of the library was looked through. */
  readonly isComplete: boolean;
}

interface FoundSentence {
  /** Positions in the library. */
  readonly document: number;
  readonly sentence: number;
}

/** Sentences looked through for one search: some seconds, in which others are answered. */
const LOOKED_THROUGH = 200_000;

/** Finds the sentences that hold all words and phrases. Lets others have a turn meanwhile. */
export async function findExactly(library: Library, words: string): Promise<Found> {
  const needles = wordsAndPhrases(words);
  if (needles.length === 0) return { sentences: [], isComplete: true };
  const pace = keepPace();
  const found: FoundSentence[] = [];
  let looked = 0;
  for await (const place of placesToLook(library, needles, words)) {
    if (looked === LOOKED_THROUGH) return { sentences: inOrder(found), isComplete: false };
    looked += 1;
    await pace();
    const text = library.text(place.document, library.sentence(place.sentence));
    if (phrasesHeld(needles, text) === needles.length) found.push(place);
  }
  return { sentences: inOrder(found), isComplete: true };
}

function inOrder(found: readonly FoundSentence[]): FoundSentence[] {
  return found.toSorted((a, b) => a.document - b.document || a.sentence - b.sentence);
}

/** Sentences of the passages that hold the words' terms, at hand; all sentences where the word index can't tell. */
async function* placesToLook(
  library: Library,
  needles: readonly string[],
  words: string,
): AsyncIterable<FoundSentence> {
  const languages = [...new Set(library.documents.map(({ language }) => language))];
  const searches = languages.map((language) => [...new Set(termsOf(words, language))]);
  const isKnown = searches.every((terms) => terms.length > 0) && !needles.some(isBeyondIndex);
  if (isKnown) yield* sentencesWithAll(library, searches);
  else yield* allSentences(library);
}

async function* allSentences(library: Library): AsyncIterable<FoundSentence> {
  for (const [document, { firstSentence, endSentence }] of library.documents.entries()) {
    await library.fetch({ documents: [document] });
    for (let sentence = firstSentence; sentence < endSentence; sentence += 1) {
      yield { document, sentence };
    }
  }
}

/** Passages that are brought to hand at once. */
const FETCHED_TOGETHER = 500;

/** Each sentence once, though passages overlap, of the passages that hold all terms of one of the searches. */
async function* sentencesWithAll(
  library: Library,
  searches: readonly (readonly string[])[],
): AsyncIterable<FoundSentence> {
  const found = await Promise.all(searches.map((terms) => passagesWithAll(library, terms)));
  const passages = [...new Set(found.flat())];
  const seen = new Set<number>();
  for (let from = 0; from < passages.length; from += FETCHED_TOGETHER) {
    const together = passages.slice(from, from + FETCHED_TOGETHER);
    await library.fetch({ passages: together });
    for (const place of together.flatMap((passage) => sentencesOf(library, passage))) {
      if (seen.has(place.sentence)) continue;
      seen.add(place.sentence);
      yield place;
    }
  }
}

async function passagesWithAll(library: Library, terms: readonly string[]): Promise<number[]> {
  const matches = await library.findWords({ terms, limit: library.passageCount });
  return matches
    .filter((match) => match.terms.length === terms.length)
    .map(({ passage }) => passage);
}

function sentencesOf(library: Library, passage: number): FoundSentence[] {
  return library.passage(passage).places.flatMap(({ document, firstSentence, endSentence }) =>
    Array.from({ length: endSentence - firstSentence }, (_, offset) => ({
      document,
      sentence: firstSentence + offset,
    })),
  );
}

/** The index has pairs of characters and words cut by dictionaries: neither a lone character nor a cut word can be found. */
function isBeyondIndex(needle: string): boolean {
  return (
    WRITTEN_TOGETHER.test(needle) && (Array.from(needle).length < 2 || DICTIONARY_CUT.test(needle))
  );
}

const DICTIONARY_CUT =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/** A sentence that was found, the first of the words marked in it. */
export function matchOf(library: Library, sentence: number, words: string): Quotation {
  const quotation = quotationOf(library, { first: sentence, end: sentence + 1, marked: sentence });
  const match = firstMatch(quotation.text, words) ?? { start: 0, end: 0 };
  const { start } = quotation;
  return { ...quotation, best: { start: start + match.start, end: start + match.end } };
}

const WORD = '[\\p{L}\\p{M}\\p{N}]';
const NO_WORD = '[^\\p{L}\\p{M}\\p{N}]';

/** Where the first of the words stands in a text; undefined where only compared forms match, such as `ﬁ` for `fi`. */
function firstMatch(text: string, words: string): Span | undefined {
  const found = wordsAndPhrases(words).flatMap((needle) => {
    const pattern = needle.replaceAll(' ', `${NO_WORD}+`);
    const isSpaced = !WRITTEN_TOGETHER.test(needle);
    const whole = isSpaced ? `(?<!${WORD})${pattern}(?!${WORD})` : pattern;
    const match = new RegExp(whole, 'iu').exec(text);
    return match ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
  return found.sort((a, b) => a.start - b.start)[0];
}
