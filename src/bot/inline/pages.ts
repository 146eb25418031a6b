import { createHash } from 'node:crypto';

/** Results on a page. Telegram takes up to 50; this many are some 30 KB, and more than anybody sees without scrolling. */
const PAGE_RESULTS = 20;

/** Results in all: nobody scrolls through more. */
const MOST_RESULTS = 300;

/** Of a library's name in an offset: 48 bits. */
const LIBRARY_CHARS = 8;

/** A page of the results of one query. */
export interface Page {
  /** Position of its first result among all, from 0. */
  readonly start: number;
  /** Position after its last one. */
  readonly end: number;
}

/**
 * The page that an offset stands for; undefined where there is none. An offset of another library names a list that is
 * no more: going on in the new one would repeat some results and leave others out.
 */
export function pageAt(offset: string, libraryId: string): Page | undefined {
  if (offset === '') return pageFrom(0);
  const [, library, start] = /^([\w-]{8})\.([1-9]\d{0,3})$/.exec(offset) ?? [];
  if (library !== nameOf(libraryId) || Number(start) >= MOST_RESULTS) return undefined;
  return pageFrom(Number(start));
}

function pageFrom(start: number): Page {
  return { start, end: Math.min(start + PAGE_RESULTS, MOST_RESULTS) };
}

/** Telegram's `next_offset`, at most 64 bytes: with the library's name in it, each library has pages of its own in caches. */
export function offsetOf({ end }: Page, libraryId: string): string {
  return end < MOST_RESULTS ? `${nameOf(libraryId)}.${end}` : '';
}

function nameOf(libraryId: string): string {
  return createHash('sha256').update(libraryId).digest('base64url').slice(0, LIBRARY_CHARS);
}
