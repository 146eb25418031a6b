import type { Page, PageOf } from './reader.ts';

/** One page of a list. */
export function pageOf<T>(all: readonly T[], { page, size }: PageOf): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(Math.max(1, page), pages);
  const first = (shown - 1) * size;
  return { items: all.slice(first, first + size), page: shown, pages, total: all.length };
}
