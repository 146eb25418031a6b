import type { Library } from '../../index/library/library.ts';
import { isSentenceOf } from '../neighbourhood.ts';
import { quotationOf, type SentenceRun } from '../quotation.ts';
import type { NoFurther, Stretch } from './reader.ts';

/** What one reads at once, UTF-16 code units: as much as an answer's excerpt. A longer sentence is shown whole. */
const STRETCH_CHARS = 450;

/** A sentence among its neighbours of the same section, in turn from after and from before it. */
export function stretchAround(library: Library, sentence: number): Stretch {
  let [first, last] = [sentence, sentence];
  const fits = (from: number, to: number) =>
    isOneSection(library, sentence, from) &&
    isOneSection(library, sentence, to) &&
    charsOf(library, from, to) <= STRETCH_CHARS;
  for (let grows = true; grows;) {
    const [firstBefore, lastBefore] = [first, last];
    if (fits(first, last + 1)) last += 1;
    if (fits(first - 1, last)) first -= 1;
    grows = first !== firstBefore || last !== lastBefore;
  }
  return stretchOf(library, { first, end: last + 1, marked: sentence });
}

/**
 * The run of sentences that ends before, or begins after, a sentence. It goes on into other sections of the document, whose
 * headings are seen in it, but doesn't end in a heading, which says nothing without what it stands above.
 */
export function stretchBeside(
  library: Library,
  sentence: number,
  step: -1 | 1,
): Stretch | NoFurther {
  const nearest = sentence + step;
  if (!isOneDocument(library, sentence, nearest)) return { kind: 'no-further' };
  let farthest = nearest;
  const fits = (next: number) =>
    isOneDocument(library, nearest, next) && charsOf(library, nearest, next) <= STRETCH_CHARS;
  while (fits(farthest + step)) farthest += step;
  if (step === -1) return stretchOf(library, { first: farthest, end: nearest + 1 });
  while (farthest > nearest && library.sentence(farthest).kind === 'heading') farthest -= 1;
  return stretchOf(library, { first: nearest, end: farthest + 1 });
}

/** Most that is given between two places, UTF-16 code units: more than a message holds. */
const BETWEEN_CHARS = 5000;

/** What stands from one sentence to another one of its document. A rebuild may have turned them round, or parted them. */
export function stretchBetween(library: Library, one: number, other: number): Stretch {
  const [first, wanted] = one <= other ? [one, other] : [other, one];
  let last = first;
  while (
    last < wanted &&
    isOneDocument(library, first, last + 1) &&
    charsOf(library, first, last + 1) <= BETWEEN_CHARS
  ) {
    last += 1;
  }
  return stretchOf(library, { first, end: last + 1 });
}

/** A run of sentences of one document, with what is known of its ends. */
function stretchOf(library: Library, run: SentenceRun): Stretch {
  return {
    kind: 'stretch',
    quotation: quotationOf(library, run),
    isFirst: !isOneDocument(library, run.first, run.first - 1),
    isLast: !isOneDocument(library, run.end - 1, run.end),
  };
}

/** Whether a position is one of the document that a sentence stands in. */
function isOneDocument(library: Library, sentence: number, position: number): boolean {
  return isSentenceOf(library, library.sentence(sentence).document, position);
}

function isOneSection(library: Library, sentence: number, position: number): boolean {
  if (!isOneDocument(library, sentence, position)) return false;
  return library.sentence(sentence).section === library.sentence(position).section;
}

function charsOf(library: Library, one: number, other: number): number {
  const [first, last] = one < other ? [one, other] : [other, one];
  return library.sentence(last).end - library.sentence(first).start;
}
