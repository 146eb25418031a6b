import { setTimeout as sleep } from 'node:timers/promises';
import type { Embedder } from '../index/embedding/embedder.ts';
import { languageOf } from '../index/documents/language.ts';
import type { Library } from '../index/library/library.ts';
import { plainForm, type WrittenWord, writtenWords } from '../index/library/vocabulary.ts';
import { termsOf } from '../index/library/words.ts';

/** Shorter words are a letter away from too many others. UTF-16 units. */
const SHORTEST_CORRECTED_CHARS = 4;

/** From this length on a word may be two edits away. */
const TWO_EDITS_CHARS = 8;

/**
 * The question with words that stand nowhere in the library replaced by words of the library that are written nearly
 * alike. Whether that helps shows only when both are asked.
 *
 * Left alone are numbers, what stands in quotation marks, words that the embedder knows, and a question in a language
 * that the library isn't in, whose words are rightly unknown.
 *
 * @returns undefined where there is nothing to correct
 */
export async function correctedQuestion(
  library: Library,
  question: string,
  embedder: Pick<Embedder, 'countTokens'>,
): Promise<string | undefined> {
  const languages = new Set(library.documents.map(({ language }) => language));
  const unknown = await unknownAmong(correctable(question), library, languages);
  if (unknown.length === 0 || isForeign(question, languages)) return undefined;
  const looked = Promise.all(unknown.map((written) => nearest(written, library)));
  const near = await soon(library, looked);
  if (!near) return undefined;
  const corrections = await withoutRealWords(
    near.flatMap((correction) => correction ?? []),
    embedder,
  );
  return corrections.length === 0 ? undefined : replaced(question, corrections);
}

/**
 * The words of a library of 100 million characters take some ten seconds to collect, once: meanwhile questions are asked
 * as they were written. The first one waits longest, since most libraries are quicker. Milliseconds.
 */
const WAIT_MS = 2000;
const SHORT_WAIT_MS = 200;

/** Where a question has waited in vain, until one hasn't. */
const slow = new WeakSet<Library>();

async function soon<T>(library: Library, work: Promise<T>): Promise<T | undefined> {
  const waitMs = slow.has(library) ? SHORT_WAIT_MS : WAIT_MS;
  const found = await Promise.race([work, sleep(waitMs, undefined, { ref: false })]);
  if (found === undefined) slow.add(library);
  else slow.delete(library);
  return found;
}

interface Correction extends WrittenWord {
  readonly by: string;
  readonly edits: number;
}

/** The first letter is seldom mistyped, and words that differ in it are often opposites ("legal", "illegal"). */
async function nearest(written: WrittenWord, library: Library): Promise<Correction | undefined> {
  const { word } = written;
  const mostEdits = word.length >= TWO_EDITS_CHARS ? 2 : 1;
  const near = (await library.wordsLike(word, mostEdits)).find(
    (other) => beginsAlike(word, other.word) && (!isAcronym(word) || isAcronym(other.word)),
  );
  return near && { ...written, by: capitalisedAs(word, near.word), edits: near.edits };
}

/** In capitals: an acronym is no slip of a word. */
function isAcronym(word: string): boolean {
  return word === word.toUpperCase() && word !== word.toLowerCase();
}

function beginsAlike(word: string, other: string): boolean {
  const [a = '', b = ''] = plainForm(word);
  const [c = '', d = ''] = plainForm(other);
  return a === c || (a === d && b === c);
}

/**
 * A word that the embedder's tokenizer has as one piece is one that people write: it is no misspelling because this
 * library doesn't hold it. A word two edits away must also be a better known one.
 */
async function withoutRealWords(
  near: readonly Correction[],
  embedder: Pick<Embedder, 'countTokens'>,
): Promise<Correction[]> {
  if (near.length === 0) return [];
  const pieces = await embedder.countTokens(near.flatMap(({ word, by }) => [word, by]));
  return near.filter(({ edits }, position) => {
    const [misspelt = 0, right = 0] = pieces.slice(2 * position);
    return misspelt > 1 && (edits < 2 || misspelt > right);
  });
}

function correctable(question: string): WrittenWord[] {
  const quoted = Array.from(question.matchAll(QUOTED), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return writtenWords(question).filter(
    ({ word, start }) =>
      word.length >= SHORTEST_CORRECTED_CHARS &&
      !quoted.some((span) => start >= span.start && start < span.end) &&
      !isPartOfMore(question, start, start + word.length),
  );
}

/** In quotation marks of any style; an apostrophe opens none. */
const QUOTED = /"[^"]*"|[“„”][^“”„]*[“”]|«[^»]*»|»[^«]*«|「[^」]*」/gu;

/** A part of an address, a version, a name in code or a contraction: `mail@host`, `v2beta`, `snake_case`, `don't`. */
function isPartOfMore(question: string, start: number, end: number): boolean {
  return (
    /[\p{N}_@/\\#]$|\S\.$/u.test(question.slice(0, start)) ||
    /^([\p{N}_@/\\]|\.\S|['’](?!s(?!\p{L}))\p{L})/u.test(question.slice(end))
  );
}

/** Words of which, in whatever language of the library, no term stands in it. */
async function unknownAmong(
  words: readonly WrittenWord[],
  library: Library,
  languages: ReadonlySet<string>,
): Promise<WrittenWord[]> {
  const looked = words.map((written) => ({
    written,
    readings: [...languages].map((language) => termsOf(written.word, language)),
  }));
  const terms = new Set(looked.flatMap(({ readings }) => readings.flat()));
  const holding = await library.passagesWith([...terms]);
  return looked
    .filter(({ readings }) =>
      readings.every((own) => own.length > 0 && own.every((term) => holding.get(term) === 0)),
    )
    .map(({ written }) => written);
}

function isForeign(question: string, languages: ReadonlySet<string>): boolean {
  const language = languageOf(question);
  return language !== 'und' && !languages.has(language);
}

/** As it stands in the documents, with a capital where the misspelt word has one. */
function capitalisedAs(misspelt: string, word: string): string {
  const [first = ''] = word;
  return /^\p{Lu}/u.test(misspelt) ? first.toUpperCase() + word.slice(first.length) : word;
}

function replaced(question: string, corrections: readonly Correction[]): string {
  return corrections.reduceRight(
    (text, { word, start, by }) => text.slice(0, start) + by + text.slice(start + word.length),
    question,
  );
}
