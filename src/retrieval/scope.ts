import { createHash } from 'node:crypto';
import type { AskOptions } from './answer.ts';

type MayQuote = NonNullable<AskOptions['mayQuote']>;

/** A library, as far as its documents have names. */
export interface DocumentIds {
  readonly documents: readonly { readonly id: string }[];
}

/** What may be quoted, as it stood at one moment. */
export interface Scope {
  /** Two scopes of one library have the same name where they let the same documents through. */
  readonly name: string;
  /** Of documents that the library doesn't hold: no. Undefined where nothing was held back by any filter. */
  readonly mayQuote: MayQuote | undefined;
}

const EVERYTHING = 'everything';

/** With more documents a filter isn't tried on all of them: this many take about a millisecond. */
const MAX_DOCUMENTS = 20_000;

/**
 * Asks a filter about each document. A filter may change its mind while a question is searched for; its scope doesn't.
 *
 * @returns undefined where that would cost more than it is worth
 */
export function scopeOf(
  mayQuote: MayQuote | undefined,
  { documents }: DocumentIds,
): Scope | undefined {
  if (mayQuote === undefined) return { name: EVERYTHING, mayQuote };
  if (documents.length > MAX_DOCUMENTS) return undefined;
  const quoted = new Set<string>();
  const isQuoted = Uint8Array.from(documents, ({ id }) => {
    if (!mayQuote(id)) return 0;
    quoted.add(id);
    return 1;
  });
  const isAll = quoted.size === documents.length;
  const name = isAll ? EVERYTHING : createHash('sha256').update(isQuoted).digest('base64');
  return { name, mayQuote: (id) => quoted.has(id) };
}
