import { createHash } from 'node:crypto';
import type { Library } from '../index/library/library.ts';

/**
 * A citation id names a place so that it is found again after a rebuild, even when text before it came or went:
 * `<document>-<start>-<sentence>`, where document and sentence are the first 48 bits of SHA-256 over the document's id
 * and over the sentence's text, in base64url, and start is the sentence's offset in base 36. The alphabet and length
 * (26) fit Telegram's deep links (64 of `[A-Za-z0-9_-]`), and two fit a button's 64 bytes.
 */
export function citationId(documentId: string, start: number, sentence: string): string {
  return `${shortHash(documentId)}-${start.toString(36)}-${shortHash(sentence)}`;
}

const HASH_CHARS = 8; // 48 bits: two among a million sentences collide with probability 0.002
const CITATION = new RegExp(`^([\\w-]{${HASH_CHARS}})-([0-9a-z]{1,8})-([\\w-]{${HASH_CHARS}})$`);

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, HASH_CHARS);
}

/** The citation id of a sentence of a library. */
export function citationOf(library: Library, sentence: number): string {
  const { document, start, end } = library.sentence(sentence);
  const text = library.text(document, { start, end });
  return citationId(library.documents[document]?.id ?? '', start, text);
}

/** Names a document for as long as it keeps its path: eight of `[A-Za-z0-9_-]`, as every citation of it begins. */
export function documentKey(documentId: string): string {
  return shortHash(documentId);
}

/** The document that a key names, by position. */
export function findDocument(library: Library, key: string): number | undefined {
  const position = library.documents.findIndex(({ id }) => documentKey(id) === key);
  return position < 0 ? undefined : position;
}

/** What became of a cited place in the library at hand. `sentence`: its position in the library. */
export type CitedPlace =
  | { readonly kind: 'there' | 'moved'; readonly document: number; readonly sentence: number }
  | { readonly kind: 'changed'; readonly document: number }
  | { readonly kind: 'document-gone' }
  | { readonly kind: 'not-a-citation' };

/**
 * Finds a citation's place: by its offset where the text still stands there, else by the text, nearest first. Its document is
 * at hand then.
 */
export async function findCitation(library: Library, id: string): Promise<CitedPlace> {
  const [, key, start36, sentenceHash] = CITATION.exec(id) ?? [];
  if (!key || !start36 || !sentenceHash) return { kind: 'not-a-citation' };
  const document = findDocument(library, key);
  if (document === undefined) return { kind: 'document-gone' };
  await library.fetch({ documents: [document] });
  const start = Number.parseInt(start36, 36);
  const [nearest] = sentencesOf(library, document)
    .filter(({ text }) => shortHash(text) === sentenceHash)
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  if (!nearest) return { kind: 'changed', document };
  return {
    kind: nearest.start === start ? 'there' : 'moved',
    document,
    sentence: nearest.sentence,
  };
}

function sentencesOf(library: Library, document: number) {
  const { firstSentence: first = 0, endSentence: end = 0 } = library.documents[document] ?? {};
  return Array.from({ length: end - first }, (_, offset) => {
    const sentence = first + offset;
    const span = library.sentence(sentence);
    return { sentence, start: span.start, text: library.text(document, span) };
  });
}
