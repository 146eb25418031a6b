import { termsOf } from '../index/library/words.ts';
import opposites from './opposites-en.json' with { type: 'json' };

// Signs that a sentence is about the question's words but says something else: a denial, another number, an opposite.
// Denials and opposites are those of English; other languages need lists of their own.

/** Words that deny something, of English. */
export const DENIAL =
  /\b(not|never|no|none|nobody|nothing|neither|nor|without|unlike|except|cannot)\b|n['’]t\b|\b(fail|lack|refus|prevent|den(y|ied)|avoid|stop)\w*/iu;

/** The question denies something ("Who did not sign?") and the sentence doesn't. */
export function deniesAlone(question: string, sentence: string): boolean {
  return DENIAL.test(question) && !DENIAL.test(sentence);
}

/**
 * A number of the question stands nowhere in the text. Numbers, versions and dates count whole: 19 isn't in 1990, 2.1 not in
 * 2.10. Holds across languages and their digits.
 */
export function missesNumber(question: string, text: string): boolean {
  const there = new Set(numbersOf(text));
  return numbersOf(question).some((number) => !there.has(number));
}

/** Digits, with points and the like only between them: `10,000` as 10000; `1990s` as 1990. In the order of the text. */
export function numbersOf(text: string): string[] {
  const numbers = withPlainDigits(text).match(/\p{N}+(?:[.,:]\p{N}+)*/gu) ?? [];
  return numbers.map((number) =>
    /^\d{1,3}([.,]\d{3})+$/u.test(number) ? number.replaceAll(/[.,]/gu, '') : number,
  );
}

const OTHER_DIGIT = /(?![0-9])\p{Nd}/u;

/** Where the ten digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

function withPlainDigits(text: string): string {
  if (!OTHER_DIGIT.test(text)) return text;
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/**
 * A word of the question isn't in the text but its opposite is ("legal" for "illegal").
 *
 * opposites-en.json lists opposites by stem: antonyms of WordNet 3.1 (opposites-en.LICENSE.txt) and 40 by hand.
 */
export function opposes(question: string, text: string): boolean {
  const near = new Set(termsOf(text, 'en'));
  const asked = termsOf(question, 'en').filter((term) => !near.has(term));
  return (
    asked.some((term) => oppositesOf(term).some((opposite) => near.has(opposite))) ||
    hasNegatedForm(wordsOf(question), wordsOf(text))
  );
}

function oppositesOf(term: string): readonly string[] {
  return (opposites as Readonly<Record<string, readonly string[]>>)[term] ?? [];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function hasNegatedForm(asked: readonly string[], near: readonly string[]): boolean {
  const there = new Set(near);
  const long = [...there].filter((word) => word.length >= MIN_NEGATED_CHARS);
  return asked
    .filter((word) => !there.has(word))
    .some((word) => long.some((other) => isNegated(word, other) || isNegated(other, word)));
}

const NEGATIVE_PREFIXES = ['un', 'in', 'im', 'ir', 'il', 'dis', 'non', 'mis', 'de', 'anti'];

/** Shorter words look alike by accident. */
const MIN_NEGATED_CHARS = 5;

/** Letters compared behind the prefix: endings may differ. */
const COMPARED_CHARS = 6;

/** "illegitimate" against "legitimately". */
function isNegated(negated: string, plain: string): boolean {
  if (plain.length < MIN_NEGATED_CHARS) return false;
  return NEGATIVE_PREFIXES.some((prefix) => {
    const rest = negated.slice(prefix.length, prefix.length + COMPARED_CHARS);
    const isLong = negated.length > prefix.length + 3;
    return isLong && negated.startsWith(prefix) && rest === plain.slice(0, COMPARED_CHARS);
  });
}
