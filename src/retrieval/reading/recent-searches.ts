import type { Library } from '../../index/library/library.ts';
import type { Found } from './exact-words.ts';

/** People turn pages: the last searches of the library in use are kept. */
const KEPT_SEARCHES = 20;

/** A search that keeps what it found of late. */
export function rememberingLast(
  find: (library: Library, words: string) => Promise<Found>,
): (library: Library, words: string) => Promise<Found> {
  let known = { libraryId: '', found: new Map<string, Promise<Found>>() };
  return (library, words) => {
    if (known.libraryId !== library.id) known = { libraryId: library.id, found: new Map() };
    const { found } = known;
    const search = found.get(words) ?? find(library, words);
    found.delete(words);
    found.set(words, search);
    const [oldest] = found.keys();
    if (found.size > KEPT_SEARCHES && oldest !== undefined) found.delete(oldest);
    return search;
  };
}
