import type { Library } from '../index/library/library.ts';
import { termsOf } from '../index/library/words.ts';

/** Marks around a phrase that must stand in the text as it is: the quotation marks of our languages, in pairs. */
const QUOTED =
  /"([^"]+)"|“([^“”]+)”|[„‟]([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|‹([^‹›]+)›|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|＂([^＂]+)＂/gu;

/** Shorter ones are marks, not phrases. */
const MIN_CHARS = 2;

/** The phrases that a question quotes, as they are compared. One that is a question itself is none. */
export function quotedPhrases(question: string): string[] {
  return [...question.matchAll(QUOTED)]
    .map((match) => match.slice(1).find((phrase) => phrase !== undefined) ?? '')
    .filter((phrase) => !/[?？؟;]\s*$/u.test(phrase))
    .map((phrase) => plain(phrase).trim())
    .filter((phrase) => Array.from(phrase).length >= MIN_CHARS);
}

/** Whether a question is nothing but phrases: then whatever holds them is what was looked for. */
export function isPhraseAlone(question: string): boolean {
  const others = question.replaceAll(QUOTED, ' ');
  return !/[\p{L}\p{N}]/u.test(others) && quotedPhrases(question).length > 0;
}

/**
 * What a search for exact words looks for, as it is compared: the phrases in quotation marks, and each other word. A word
 * that holds a mark, such as `3.14` or `well-known`, is a phrase of its parts.
 */
export function wordsAndPhrases(text: string): string[] {
  const quoted = [...text.matchAll(QUOTED)].map((match) => match.slice(1).join(''));
  const words = text.replaceAll(QUOTED, ' ').split(/\s+/u);
  const needles = [...quoted, ...words].map((needle) => plain(needle).trim());
  return [...new Set(needles)].filter((needle) => needle !== '');
}

/** How many of the phrases stand in a text, word for word; case, punctuation and white space don't count. */
export function phrasesHeld(phrases: readonly string[], text: string): number {
  if (phrases.length === 0) return 0;
  const there = plain(text);
  return phrases.filter((phrase) =>
    there.includes(WRITTEN_TOGETHER.test(phrase) ? phrase : ` ${phrase} `),
  ).length;
}

/** Scripts without spaces: where a word begins can't be seen. */
export const WRITTEN_TOGETHER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words between single spaces, lower case. */
function plain(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\u0640]/gu, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return ` ${(words ?? []).join(' ')} `;
}

/** Passages looked through for phrases: those that hold the phrases' words best. */
const LOOKED_THROUGH = 1000;

/** Passages whose text may hold all phrases: they hold all of the phrases' words. Best first. */
export async function passagesWithWords(
  library: Library,
  phrases: readonly string[],
): Promise<number[]> {
  const languages = new Set(library.documents.map(({ language }) => language));
  const found = await Promise.all(
    [...languages].map(async (language) => {
      const terms = [...new Set(phrases.flatMap((phrase) => termsOf(phrase, language)))];
      if (terms.length === 0) return [];
      return (await library.findWords({ terms, limit: LOOKED_THROUGH }))
        .filter((match) => match.terms.length === terms.length)
        .map(({ passage }) => passage);
    }),
  );
  return found.flat();
}
