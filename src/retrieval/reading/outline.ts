import { firstPosition } from '../../index/library/halving.ts';
import type { Library, LibraryDocument } from '../../index/library/library.ts';
import { citationOf } from '../citation.ts';
import type { Heading } from './reader.ts';

/** The headings of a document in reading order, without their citations: those are dear, and only a page is shown. */
export interface OutlineEntry extends Omit<Heading, 'id'> {
  /** Position in the document's `sections`. */
  readonly section: number;
}

export function outlineOf({ sections }: Pick<LibraryDocument, 'sections'>): OutlineEntry[] {
  const counters: number[] = [];
  return sections.flatMap(({ headings }, section) => {
    const text = headings.at(-1);
    if (text === undefined) return [];
    counters.length = Math.min(counters.length, headings.length);
    while (counters.length < headings.length) counters.push(0);
    counters.push((counters.pop() ?? 0) + 1);
    return [{ text, number: [...counters], section }];
  });
}

/** With the citation of the section's first sentence; undefined for a section without any. */
export function headingOf(
  library: Library,
  document: LibraryDocument,
  { text, number, section }: OutlineEntry,
): Heading | undefined {
  const sentence = firstSentenceOf(library, document, section);
  return sentence === undefined ? undefined : { text, number, id: citationOf(library, sentence) };
}

/** Sentences are in the order of their sections. */
function firstSentenceOf(
  library: Library,
  { firstSentence, endSentence }: LibraryDocument,
  section: number,
): number | undefined {
  const sectionOf = (offset: number) => library.sentence(firstSentence + offset).section;
  const count = endSentence - firstSentence;
  const offset = firstPosition(count, (candidate) => sectionOf(candidate) >= section);
  return offset < count && sectionOf(offset) === section ? firstSentence + offset : undefined;
}
