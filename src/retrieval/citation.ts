import { createHash } from 'node:crypto';
import type { Span } from '../index/span.ts';
import type { Library, LibrarySentence } from '../index/library/library.ts';

/**
 * A citation id names a place so that it is found again after a rebuild, even when text before it came or went:
 * `<document>-<start>-<sentence>`, where document and sentence are the first 48 bits of SHA-256 over the document's id
 * and over the sentence's text, in base64url, and start is the sentence's offset in base 36. The alphabet and length
 * fit Telegram's deep links (64 of `[A-Za-z0-9_-]`) and leave room in a button's 64 bytes.
 */
export function citationId(documentId: string, start: number, sentence: string): string {
  return `${shortHash(documentId)}-${start.toString(36)}-${shortHash(sentence)}`;
}

const HASH_CHARS = 8; // 48 bits: two among a million sentences collide with probability 0.002
const CITATION = new RegExp(`^([\\w-]{${HASH_CHARS}})-([0-9a-z]{1,8})-([\\w-]{${HASH_CHARS}})$`);

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, HASH_CHARS);
}

/** What became of a cited place in the library at hand. */
export type CitedPlace =
  | { readonly kind: 'there' | 'moved'; readonly document: number; readonly sentence: Span }
  | { readonly kind: 'changed'; readonly document: number }
  | { readonly kind: 'document-gone' }
  | { readonly kind: 'not-a-citation' };

/** Finds a citation's place: by its offset where the text still stands there, else by the text, nearest first. */
export function findCitation(library: Library, id: string): CitedPlace {
  const [, documentHash, start36, sentenceHash] = CITATION.exec(id) ?? [];
  if (!documentHash || !start36 || !sentenceHash) return { kind: 'not-a-citation' };
  const document = library.documents.findIndex(
    (candidate) => shortHash(candidate.id) === documentHash,
  );
  if (document < 0) return { kind: 'document-gone' };
  const start = Number.parseInt(start36, 36);
  const [nearest] = sentencesOf(library, document)
    .filter((sentence) => shortHash(library.text(document, sentence)) === sentenceHash)
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  if (!nearest) return { kind: 'changed', document };
  const sentence = { start: nearest.start, end: nearest.end };
  return { kind: nearest.start === start ? 'there' : 'moved', document, sentence };
}

function sentencesOf(library: Library, document: number): LibrarySentence[] {
  const { firstSentence, endSentence } = library.documents[document] ?? {
    firstSentence: 0,
    endSentence: 0,
  };
  return Array.from({ length: endSentence - firstSentence }, (_, offset) =>
    library.sentence(firstSentence + offset),
  );
}
