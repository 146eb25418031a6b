/**
 * Marks that end a question: Latin and Cyrillic, Arabic, Ethiopic, reversed, interrobang, Vai, and the two emoji. Full-width and
 * doubled ones become these by NFKC. https://www.unicode.org/charts/ (names with QUESTION MARK)
 */
const MARKS = /[?؟፧⸮‽꘏❓❔]/u;

/** Greek uses the semicolon. */
const GREEK_END = /\p{Script=Greek}[^\p{L}\p{N}]*;/u;

/** Armenian puts its mark over a vowel inside the word that is asked about, and ends the sentence like any other. */
const ARMENIAN_MARK = '՞';

/** Ends of sentences before the last one. */
const SENTENCE_END = /[.!?:։\n]/u;

/** Whether a text ends as a question does, whatever script it is in; quotes, brackets and emoji may follow. */
export function endsAsQuestion(text: string): boolean {
  const plain = text.normalize('NFKC');
  const end = /[^\p{L}\p{N}]*$/u.exec(plain)?.[0] ?? '';
  const body = plain.slice(0, plain.length - end.length);
  if (MARKS.test(end) || GREEK_END.test(body.slice(-1) + end)) return true;
  return (body.split(SENTENCE_END).at(-1) ?? '').includes(ARMENIAN_MARK);
}
