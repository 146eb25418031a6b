import { createHash } from 'node:crypto';
import type { Document } from '../documents/document.ts';
import type { Span } from '../span.ts';
import { keepPace } from './pace.ts';
import type { OpenBuild } from './open-build.ts';

/**
 * Sums over where a document's passages stand and what they say, by document id. Taken of the texts that the readers gave
 * and of the build that was made of them, they show that every passage is the exact slice of its document.
 */
export type PassageSums = Map<string, Buffer>;

const SUM_BYTES = 16;

/** @param sums is given the document's own */
export function addPassageSum(sums: PassageSums, document: Document): void {
  const { id, text, sentences } = document;
  const sum = Buffer.alloc(SUM_BYTES);
  for (const { firstSentence, endSentence } of document.passages) {
    const start = sentences[firstSentence]?.start ?? 0;
    const end = sentences[endSentence - 1]?.end ?? 0;
    addTo(sum, { start, end }, text.slice(start, end));
  }
  sums.set(id, sum);
}

/** Documents of which a passage isn't what was read, or begins or ends inside a character; by id. */
export async function falsePassages(
  { library }: OpenBuild,
  read: PassageSums,
): Promise<readonly string[]> {
  const pace = keepPace();
  const sums = library.documents.map(() => Buffer.alloc(SUM_BYTES));
  const cut = new Set<number>();
  for (let position = 0; position < library.passageCount; position += 1) {
    for (const { document, firstSentence, endSentence } of library.passage(position).places) {
      const { start } = library.sentence(firstSentence);
      const { end } = library.sentence(endSentence - 1);
      const text = library.text(document, { start, end });
      if (isCut(text)) cut.add(document);
      const sum = sums[document];
      if (sum !== undefined) addTo(sum, { start, end }, text);
    }
    await pace();
  }
  return library.documents
    .filter(
      ({ id }, at) => cut.has(at) || !(read.get(id)?.equals(sums[at] ?? Buffer.alloc(0)) ?? false),
    )
    .map(({ id }) => id);
}

/** Passages are met in another order each time, so their sums are joined by what knows no order. */
function addTo(sum: Buffer, { start, end }: Span, text: string): void {
  const digest = createHash('sha256').update(`${start} ${end} `).update(text, 'utf16le').digest();
  for (let at = 0; at < SUM_BYTES; at += 1) sum[at] = (sum[at] ?? 0) ^ (digest[at] ?? 0);
}

function isCut(text: string): boolean {
  return /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text);
}
