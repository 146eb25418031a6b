import type { Library, LibraryDocument } from '../index/library/library.ts';
import type { Quotation } from './answer.ts';
import { citationOf } from './citation.ts';

/** A run of sentences of one document: positions in the library, `[first, end)`. */
export interface SentenceRun {
  readonly first: number;
  readonly end: number;
  /** The one to be cited and marked; undefined: the first is cited, and none marked. */
  readonly marked?: number | undefined;
}

/** A run of sentences with its text and place. */
export function quotationOf(library: Library, { first, end, marked }: SentenceRun): Quotation {
  const cited = library.sentence(marked ?? first);
  const document = documentAt(library, cited.document);
  const span = { start: library.sentence(first).start, end: library.sentence(end - 1).end };
  return {
    id: citationOf(library, marked ?? first),
    document: document.id,
    title: document.title,
    section: document.sections[cited.section]?.headings ?? [],
    page: pageOf(document.pageStarts, cited.start),
    place: library.place(cited.document, cited.start),
    paragraph: cited.paragraphNumber,
    ...span,
    text: library.text(cited.document, span),
    best: { start: cited.start, end: marked === undefined ? cited.start : cited.end },
    firstId: citationOf(library, first),
    lastId: citationOf(library, end - 1),
  };
}

/** @throws RangeError for a position of another build, most likely */
export function documentAt(library: Library, position: number): LibraryDocument {
  const document = library.documents[position];
  if (!document) throw new RangeError(`The library has no document ${position}.`);
  return document;
}

/** The page, from 1, that an offset lies on; undefined for a document without pages. */
function pageOf(pageStarts: readonly number[], offset: number): number | undefined {
  const page = pageStarts.findLastIndex((start) => start <= offset) + 1;
  return page === 0 ? undefined : page;
}
