import type { Quotation } from '../retrieval/answer.ts';
import { boundaryAtOrBefore } from './label.ts';

/** The part of an excerpt that is shown, in the excerpt's own offsets: still an exact slice of the document. */
export type ExcerptPart = Pick<Quotation, 'start' | 'end' | 'text' | 'best'>;

/**
 * The part of an excerpt of at most `maxChars` UTF-16 units that shows most of its best sentence, cut between words
 * where there are any, and between graphemes elsewhere.
 */
export function shorten(
  excerpt: Pick<Quotation, 'start' | 'end' | 'text' | 'best'>,
  maxChars: number,
): ExcerptPart {
  const { text } = excerpt;
  const bestStart = excerpt.best.start - excerpt.start;
  const bestEnd = excerpt.best.end - excerpt.start;
  const spare = Math.max(0, maxChars - (bestEnd - bestStart));
  const wanted = Math.max(0, Math.min(bestStart - Math.floor(spare / 2), text.length - maxChars));
  const from = wordStart(text, wanted, bestStart);
  const to = wordEnd(text, from + maxChars, from);
  return {
    start: excerpt.start + from,
    end: excerpt.start + to,
    text: text.slice(from, to),
    best: {
      start: Math.max(excerpt.best.start, excerpt.start + from),
      end: Math.min(excerpt.best.end, excerpt.start + to),
    },
  };
}

/** How far an end of a word is looked for: text without spaces is cut between graphemes. UTF-16 units. */
const LONGEST_WORD_CHARS = 100;

/** The first start of a word from a position on, at most `limit`. */
function wordStart(text: string, position: number, limit: number): number {
  if (position <= 0) return 0;
  const end = Math.min(limit, position + LONGEST_WORD_CHARS);
  const space = /\s\S/u.exec(text.slice(position - 1, end + 1));
  return space ? position + space.index : boundaryAtOrBefore(text, position);
}

/** The last end of a word up to a position, above `limit`. */
function wordEnd(text: string, position: number, limit: number): number {
  if (position >= text.length) return text.length;
  const start = Math.max(limit, position - LONGEST_WORD_CHARS);
  const words = text
    .slice(start, position + 1)
    .replace(/\S+$/u, '')
    .trimEnd();
  return words === '' ? boundaryAtOrBefore(text, position) : start + words.length;
}
