import type { Update } from 'grammy/types';

/**
 * Which inline query of each person is the newest. While someone types, every letter is a query: only the last one's
 * results are still looked at.
 */
export interface NewestInlineQueries {
  /** To be told of every update as it arrives, before it is its turn. */
  arrived(update: Update): void;
  isNewest(update: Update): boolean;
}

/** People whose newest query is remembered; a query of a forgotten one counts as newest, which costs a search. */
const MAX_PEOPLE = 10_000;

export function newestInlineQueries(): NewestInlineQueries {
  const newest = new Map<number, number>();
  return {
    arrived({ inline_query: query, update_id: id }) {
      if (!query) return;
      const known = newest.get(query.from.id) ?? id;
      newest.delete(query.from.id);
      newest.set(query.from.id, Math.max(known, id));
      const [oldest] = newest.keys();
      if (newest.size > MAX_PEOPLE && oldest !== undefined) newest.delete(oldest);
    },
    isNewest({ inline_query: query, update_id: id }) {
      return query === undefined || (newest.get(query.from.id) ?? id) <= id;
    },
  };
}
