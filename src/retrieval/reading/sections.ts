import type { Library } from '../../index/library/library.ts';
import { documentAt, quotationOf, type SentenceRun } from '../quotation.ts';
import { pageOf } from './pages.ts';
import type { SectionPart } from './reader.ts';

/** One part of a section, UTF-16 code units: some screens of a phone, and far below what a message may hold. */
const PART_CHARS = 2000;

/** A part of the section that a sentence stands in, from 1; the nearest there is. */
export function sectionPart(
  library: Library,
  sentence: number,
  wanted: number | undefined,
): SectionPart {
  const all = partsOfSection(library, sentence);
  const held = all.findIndex(({ first, end }) => first <= sentence && sentence < end) + 1;
  const { items, page, pages } = pageOf(all, { page: wanted ?? held, size: 1 });
  const [run] = items;
  if (!run) throw new RangeError('A section without sentences');
  const marked = page === held ? sentence : undefined;
  return {
    kind: 'section-part',
    quotation: quotationOf(library, { ...run, marked }),
    part: page,
    parts: pages,
  };
}

/** The section that a sentence stands in, in parts of whole sentences; a sentence that is longer than a part is one. */
function partsOfSection(library: Library, sentence: number): SentenceRun[] {
  const { first, end } = sectionAround(library, sentence);
  const parts: SentenceRun[] = [];
  for (let from = first; from < end;) {
    let to = from + 1;
    while (to < end && charsOf(library, from, to) <= PART_CHARS) to += 1;
    parts.push({ first: from, end: to });
    from = to;
  }
  return parts;
}

function sectionAround(library: Library, sentence: number): SentenceRun {
  const { document, section } = library.sentence(sentence);
  const { firstSentence, endSentence } = documentAt(library, document);
  let [first, end] = [sentence, sentence + 1];
  while (first > firstSentence && library.sentence(first - 1).section === section) first -= 1;
  while (end < endSentence && library.sentence(end).section === section) end += 1;
  return { first, end };
}

function charsOf(library: Library, first: number, last: number): number {
  return library.sentence(last).end - library.sentence(first).start;
}
