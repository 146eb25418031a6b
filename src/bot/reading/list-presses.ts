/**
 * What the buttons of lists say to the bot. The words that were looked for don't fit: they stand in the message itself, in
 * its first line, so that pages can be turned without anything being remembered.
 */
export type ListPress =
  | { readonly list: 'all-documents' }
  /** A page of the list of documents that the message shows a page of; pages are counted from 1. */
  | { readonly list: 'documents'; readonly page: number }
  /** A page of the headings of a document. */
  | { readonly list: 'contents'; readonly page: number; readonly key: string }
  /** A page of the sentences that /search found. */
  | { readonly list: 'matches'; readonly page: number }
  /** The beginning of a document: the citation id of its first sentence. */
  | { readonly list: 'beginning'; readonly citation: string };

const ALL_DOCUMENTS = 'list';
const DOCUMENTS = /^list:(\d{1,6})$/;
const CONTENTS = /^toc:([\w-]{8}):(\d{1,6})$/;
const MATCHES = /^find:(\d{1,6})$/;
const BEGINNING = /^from:([\w-]{1,26})$/;

/** Callback data of a button. */
export function writeListPress(press: ListPress): string {
  switch (press.list) {
    case 'all-documents':
      return ALL_DOCUMENTS;
    case 'documents':
      return `list:${press.page}`;
    case 'contents':
      return `toc:${press.key}:${press.page}`;
    case 'matches':
      return `find:${press.page}`;
    case 'beginning':
      return `from:${press.citation}`;
  }
}

/** Undefined for what no button of a list says. */
export function readListPress(data: string): ListPress | undefined {
  if (data === ALL_DOCUMENTS) return { list: 'all-documents' };
  const [, documents] = DOCUMENTS.exec(data) ?? [];
  if (documents) return { list: 'documents', page: Number(documents) };
  const [, key, contents] = CONTENTS.exec(data) ?? [];
  if (key && contents) return { list: 'contents', key, page: Number(contents) };
  const [, matches] = MATCHES.exec(data) ?? [];
  if (matches) return { list: 'matches', page: Number(matches) };
  const [, citation] = BEGINNING.exec(data) ?? [];
  return citation ? { list: 'beginning', citation } : undefined;
}
