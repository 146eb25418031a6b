import type { Library, UseLibrary } from '../../index/library/library.ts';
import { findCitation } from '../citation.ts';
import { findExactly, matchOf, type Found } from './exact-words.ts';
import { contentsOf, documentsNamed, entryOf, mayRead } from './listing.ts';
import { pageOf } from './pages.ts';
import type { Matches, PageOf, Reader, ReadingOptions, Unreadable } from './reader.ts';
import { rememberingLast } from './recent-searches.ts';
import { sectionPart } from './sections.ts';
import { stretchAround, stretchBeside, stretchBetween } from './stretches.ts';

/** Reads the library that is in use when it is asked. */
export function createReader(useLibrary: UseLibrary): Reader {
  const find = rememberingLast(findExactly);
  const atPlace = <T>(
    citation: string,
    options: ReadingOptions | undefined,
    give: (library: Library, sentence: number) => T | Promise<T>,
  ) => useLibrary((library) => at(library, { citation, options }, (one) => give(library, one)));
  return {
    around: (citation, options) => atPlace(citation, options, stretchAround),
    before: (citation, options) =>
      atPlace(citation, options, (library, sentence) => stretchBeside(library, sentence, -1)),
    after: (citation, options) =>
      atPlace(citation, options, (library, sentence) => stretchBeside(library, sentence, 1)),
    section: (citation, part, options) =>
      atPlace(citation, options, (library, sentence) => sectionPart(library, sentence, part)),
    between: (first, last, options) =>
      atPlace(first, options, (library, one) =>
        at(library, { citation: last, options }, (other) => stretchBetween(library, one, other)),
      ),
    documents: (words, page, options) =>
      useLibrary(async (library) => pageOf(documentsNamed(library, words, options), page)),
    contents: (key, page, options) =>
      useLibrary((library) => contentsOf(library, { key, page }, options)),
    search: (words, page, options) =>
      useLibrary(async (library) => {
        const found = await find(library, words);
        return await matches(library, { words, page, found }, options);
      }),
  };
}

interface Cited {
  readonly citation: string;
  readonly options: ReadingOptions | undefined;
}

/** What a cited sentence gives, or why it can't be read. */
async function at<T>(
  library: Library,
  { citation, options }: Cited,
  give: (sentence: number) => T | Promise<T>,
): Promise<T | Unreadable> {
  const place = await findCitation(library, citation);
  if (place.kind === 'not-a-citation' || place.kind === 'document-gone') return place;
  if (!mayRead(library, place.document, options)) return { kind: 'not-shown' };
  if (place.kind === 'changed')
    return { kind: 'changed', document: entryOf(library, place.document) };
  return give(place.sentence);
}

interface Searched {
  readonly words: string;
  readonly page: PageOf;
  readonly found: Found;
}

async function matches(
  library: Library,
  { words, page, found }: Searched,
  options: ReadingOptions | undefined,
): Promise<Matches> {
  const shown = found.sentences.filter(({ document }) => mayRead(library, document, options));
  const { items, ...rest } = pageOf(shown, page);
  await library.fetch({ documents: [...new Set(items.map(({ document }) => document))] });
  return {
    ...rest,
    items: items.map(({ sentence }) => matchOf(library, sentence, words)),
    isComplete: found.isComplete,
  };
}
