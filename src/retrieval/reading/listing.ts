import type { Library } from '../../index/library/library.ts';
import { documentKey, findDocument } from '../citation.ts';
import { documentAt, quotationOf } from '../quotation.ts';
import { headingOf, outlineOf } from './outline.ts';
import { pageOf } from './pages.ts';
import type { Contents, ListedDocument, PageOf, ReadingOptions, Unreadable } from './reader.ts';

/** Whether a document, by position, may be read. */
export function mayRead(library: Library, document: number, options: ReadingOptions = {}): boolean {
  return options.mayQuote?.(documentAt(library, document).id) ?? true;
}

/** What a list shows of a document. */
export function entryOf(library: Library, document: number): ListedDocument {
  const { id, title } = documentAt(library, document);
  return { id, title, key: documentKey(id) };
}

/** Documents whose title or path holds all of the words. */
export function documentsNamed(
  library: Library,
  words: string,
  options?: ReadingOptions,
): ListedDocument[] {
  const wanted = folded(words)
    .split(' ')
    .filter((word) => word !== '');
  return library.documents.flatMap(({ id, title }, position) => {
    const name = folded(`${title} ${id}`);
    const isMeant = wanted.every((word) => name.includes(word));
    return isMeant && mayRead(library, position, options) ? [entryOf(library, position)] : [];
  });
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

/** One page of a document's headings. */
export async function contentsOf(
  library: Library,
  { key, page }: { readonly key: string; readonly page: PageOf },
  options?: ReadingOptions,
): Promise<Contents | Extract<Unreadable, { kind: 'document-gone' | 'not-shown' }>> {
  const position = findDocument(library, key);
  if (position === undefined) return { kind: 'document-gone' };
  if (!mayRead(library, position, options)) return { kind: 'not-shown' };
  await library.fetch({ documents: [position] });
  const document = documentAt(library, position);
  const { items, ...rest } = pageOf(outlineOf(document), page);
  const { firstSentence, endSentence } = document;
  return {
    kind: 'contents',
    document: entryOf(library, position),
    beginning:
      firstSentence < endSentence
        ? quotationOf(library, { first: firstSentence, end: firstSentence + 1 }).id
        : undefined,
    ...rest,
    items: items.flatMap((entry) => headingOf(library, document, entry) ?? []),
  };
}
