import { remembered } from '../remembered.ts';
import { wordsOf } from './word-breaks.ts';
import { type WordLanguage, wordLanguages } from './word-languages.ts';

/**
 * Scripts written without spaces where a dictionary's cuts depend on what stands around a word: pairs of neighbouring
 * characters are compared instead, as Lucene's CJKAnalyzer does. Thai, Lao, Khmer and Burmese are cut by ICU's
 * dictionaries.
 */
const PAIRED_RUN = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)/u;

/** Longer "words" are base64, hashes, or an attack: they'd fill the index and nobody types them. */
const MAX_TERM_CHARS = 64;

/** Soft hyphens and other invisible marks (format characters), Arabic stretching and vowel signs. */
const UNSEEN = /[\p{Cf}\u0640]|(?<=\p{Script=Arabic}\p{Mn}*)\p{Mn}/gu;

/**
 * The terms of a text, in order, repeated as often as they stand: the one form in which passages and questions meet.
 *
 * Words are NFKC, lower case, without stop words, endings (Snowball and its kin) and Latin accents; numbers, versions
 * and dates such as `2026.4.10` stay whole; `10,000` is `10000`.
 *
 * @param language of the text: ISO 639-1, or `und`.
 */
export function termsOf(text: string, language: string): string[] {
  const term = termMaker(language);
  // Splitting by a group keeps what it matched: runs stand at the odd positions.
  return normalise(text, language)
    .split(PAIRED_RUN)
    .flatMap((piece, position) => {
      if (position % 2 === 1) return pairsOf(piece);
      return wordsOf(piece).flatMap((word) => term(word) ?? []);
    });
}

/** By language code: a library has few. */
const makers = new Map<string, (word: string) => string | undefined>();

function termMaker(language: string): (word: string) => string | undefined {
  const known = makers.get(language);
  if (known !== undefined) return known;
  const rulesOf = wordLanguages(language);
  const maker = remembered((word) => termOf(word, language, rulesOf(word)));
  makers.set(language, maker);
  return maker;
}

/** Languages whose small I has no dot. */
const DOTLESS_I = new Set(['tr', 'az']);

/** Without anything that has another form. */
const PLAIN_TEXT = /^[\n -~]*$/;

function normalise(text: string, language: string): string {
  if (PLAIN_TEXT.test(text) && !DOTLESS_I.has(language))
    return text.toLowerCase().replaceAll('_', ' ');
  const compatible = text.normalize('NFKC').replace(/[’ʼ]/gu, "'").replaceAll('_', ' ');
  const lower = DOTLESS_I.has(language)
    ? compatible.toLocaleLowerCase('tr')
    : compatible.toLowerCase();
  return lower.replace(UNSEEN, '').replaceAll('ё', 'е'); // ё is mostly typed as е
}

/** @returns undefined for a stop word. */
function termOf(
  word: string,
  language: string,
  rules: WordLanguage | undefined,
): string | undefined {
  if (/^\p{N}/u.test(word)) return plainNumber(word).slice(0, MAX_TERM_CHARS);
  const core = withoutApostrophes(word, language);
  if (core === '' || rules?.stops.has(word) || rules?.stops.has(core)) return undefined;
  const whole = withoutDots(core);
  const stem = rules === undefined || /\p{N}/u.test(whole) ? whole : rules.stem(whole);
  return withoutAccents(stem === '' ? whole : stem).slice(0, MAX_TERM_CHARS);
}

/** `10,000` and `1,234,567` are one number however they are written; `1,5` and `2026.4.10` stay. */
function plainNumber(word: string): string {
  return /^\d{1,3}(,\d{3})+$/u.test(word) ? word.replaceAll(',', '') : word;
}

/** `armenia's` is armenia, `l'armée` is armée; an apostrophe inside a Ukrainian word is a letter. */
function withoutApostrophes(word: string, language: string): string {
  if (language === 'fr' || language === 'it') return word.replace(/^\p{L}{1,2}'/u, '');
  return word.replace(/'s?$/u, '');
}

/** `u.s` (the segmenter leaves the last full stop out) is `us`. Stop words were looked at before. */
function withoutDots(word: string): string {
  return /^(\p{L}\.)+\p{L}$/u.test(word) ? word.replaceAll('.', '') : word;
}

/** `café` and `cafe`; only in scripts where the accent is an ornament to those who type fast. */
function withoutAccents(word: string): string {
  return /^[\p{Script=Latin}\p{Script=Greek}]/u.test(word)
    ? word.normalize('NFD').replace(/\p{Mn}/gu, '')
    : word;
}

function pairsOf(run: string): string[] {
  const chars = Array.from(run);
  if (chars.length === 1) return chars;
  return chars.slice(1).map((char, position) => `${chars[position] ?? ''}${char}`);
}
