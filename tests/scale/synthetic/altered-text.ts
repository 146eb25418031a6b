import type { Document } from '../../../src/index/documents/document.ts';
import { numberFrom } from './base.ts';

/** Of the words that stand at most {@link RARE} times in the base, one in so many is another word in each volume. */
const ALTERED = 6;
const RARE = 3;

/**
 * Alters texts so that a library's vocabulary grows with it, as that of real text does (Heaps' law), and hardly a passage
 * is the copy of another. Altered words are as long as they were: all offsets stay.
 *
 * @returns the text of a document in a volume; volume 0 is the base
 */
export function textAlterer(
  documents: readonly Document[],
): (text: string, volume: number) => string {
  const counts = new Map<string, number>();
  for (const { text } of documents) {
    for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (text, volume) =>
    volume === 0
      ? text
      : text.replaceAll(WORD, (word) => {
          const chance = numberFrom(word, volume);
          const isKept = (counts.get(word) ?? 0) > RARE || chance % ALTERED > 0;
          return isKept ? word : `${word.slice(0, -ENDING)}${endingOf(chance)}`;
        });
}

/** Words of small letters after the first; none of them needs two UTF-16 units. */
const WORD = /\b[A-Za-z][a-z]{4,}\b/g;

const ENDING = 3;

function endingOf(number: number): string {
  const letter = (place: number) =>
    String.fromCharCode('a'.charCodeAt(0) + (Math.floor(number / (ALTERED * 26 ** place)) % 26));
  return [0, 1, 2].map(letter).join('');
}
