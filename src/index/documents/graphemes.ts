/** How far a grapheme is followed, in UTF-16 units. Longer ones (hundreds of stacked marks) are cut between characters. */
const MAX_GRAPHEME_CHARS = 256;

/** Never the first character of a grapheme that others continue, so a safe place to start looking. */
const OPENER = /[\t\n\r -~]/u;

/** Characters that belong to whatever follows them, such as the Arabic number sign. */
const PREPENDED = /[\p{Cf}\u0d4e]/u;

/** Characters next to which a grapheme may go on; between any other two there is always a border. */
const JOINING =
  /[\p{M}\p{Cf}\p{Cs}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Lo}\u{e0020}-\u{e007f}\r]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The border of graphemes at or before a position: what a reader sees as one character, such as a letter with its marks
 * or a family emoji, is never cut.
 *
 * @param from no border before this one is looked for; itself a border
 */
export function graphemeBorder(text: string, position: number, from: number): number {
  if (position <= from || position >= text.length) return Math.min(position, text.length);
  const around = text.slice(Math.max(from, position - 2), position + 2);
  if (!JOINING.test(around)) return position;
  const opener = openerBefore(text, position, from);
  const start = opener ?? characterBorder(text, Math.max(from, position - MAX_GRAPHEME_CHARS));
  const end = Math.min(text.length, position + MAX_GRAPHEME_CHARS);
  const at = segmenter.segment(text.slice(start, end)).containing(position - start)?.index ?? 0;
  return opener === undefined && at === 0 ? characterBorder(text, position) : start + at;
}

/** A position that is not between the two halves of a surrogate pair: the given one or the one before it. */
function characterBorder(text: string, position: number): number {
  const insidePair = isHigh(text.charCodeAt(position - 1)) && isLow(text.charCodeAt(position));
  return insidePair ? position - 1 : position;
}

/** A border shortly before a position. */
function openerBefore(text: string, position: number, from: number): number | undefined {
  const least = Math.max(from, position - MAX_GRAPHEME_CHARS);
  for (let at = position - 1; at > least; at--)
    if (OPENER.test(text.charAt(at)) && !PREPENDED.test(text.charAt(at - 1))) return at;
  return least === from ? from : undefined;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
