/** Text of foreign origin that stands inside our own sentences: titles, headings, questions. */

/** First strong isolate and its end: keep what is between from reordering what is around. Unicode UAX #9. */
const FSI = '\u2068';
const PDI = '\u2069';

/** Controls, line ends, and the marks that steer text direction: none has a use in one line of ours. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * One line that can do nothing to the text around it: no line ends, no direction marks, isolated in its own direction.
 *
 * @param maxChars UTF-16 units, at least 2; a longer text ends in an ellipsis at a grapheme boundary.
 */
export function label(text: string, maxChars: number): string {
  const line = wellFormed(text).replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
  return isolated(truncate(line, maxChars));
}

/** Text of ours in its own direction, such as a command in a sentence that runs from right to left. */
export function isolated(text: string): string {
  return `${FSI}${text}${PDI}`;
}

/** Some labels in one line, at most `maxChars` UTF-16 units each. */
export function labels(texts: readonly string[], maxChars: number, comma: string): string {
  return texts.map((text) => label(text, maxChars)).join(comma);
}

/** Lone surrogates become U+FFFD, so that the text can be sent as UTF-8; no offset moves. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function truncate(line: string, maxChars: number): string {
  if (line.length <= maxChars) return line;
  return `${line.slice(0, boundaryAtOrBefore(line, maxChars - 1)).trimEnd()}…`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How much of a text's end is searched for a boundary: a grapheme longer than that may be cut, a pair never. */
const LONGEST_GRAPHEME_CHARS = 64;

/** The last grapheme boundary at or before a position; inside an endless grapheme, at least no surrogate pair is cut. */
export function boundaryAtOrBefore(text: string, position: number): number {
  if (position >= text.length) return text.length;
  const from = pairStart(text, Math.max(0, position - LONGEST_GRAPHEME_CHARS));
  const around = text.slice(from, position + LONGEST_GRAPHEME_CHARS);
  const boundary = from + (graphemes.segment(around).containing(position - from)?.index ?? 0);
  return boundary > from ? boundary : pairStart(text, position);
}

/** The position itself, or the one before it where it would split a surrogate pair. */
function pairStart(text: string, position: number): number {
  const splitsPair =
    isIn(text.charCodeAt(position - 1), 0xd800) && isIn(text.charCodeAt(position), 0xdc00);
  return splitsPair ? position - 1 : position;
}

/** Whether a UTF-16 unit lies in the block of 1,024 surrogates that starts at `block`. */
function isIn(unit: number, block: number): boolean {
  return unit >= block && unit < block + 0x400;
}
