import { createHash } from 'node:crypto';
import type { Document, Passage } from '../../../src/index/documents/document.ts';
import type { EmbeddingModel, PassageVectors } from '../../../src/index/embedding/embedder.ts';
import { knownDocuments } from '../../../src/index/library/known-documents.ts';
import { decodeTokens } from '../../../src/index/library/token-bytes.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';

/** What synthetic libraries are made of: real documents with the vectors that the model gave. */
export interface Base {
  readonly model: EmbeddingModel;
  readonly documents: readonly Document[];
  /** Vectors of a document's passage. */
  readonly vectorsOf: (document: Document, passage: Passage) => PassageVectors;
}

/** The base that a built library gives. */
export function baseOf(build: OpenBuild): Base {
  const { library } = build;
  const { dimensions } = library.model;
  const known = knownDocuments(build);
  const documents = library.documents.flatMap(({ id }) => known(id) ?? []);
  const firstSentences = new Map(
    library.documents.map(({ id, firstSentence }) => [id, firstSentence]),
  );
  const passages = passagesByPlace(build);
  return {
    model: library.model,
    documents,
    vectorsOf(document, { firstSentence, endSentence }) {
      const start = (firstSentences.get(document.id) ?? 0) + firstSentence;
      const passage = passages.get(`${start}-${start + endSentence - firstSentence}`);
      if (passage === undefined) throw new RangeError(`No passage at ${start} in ${document.id}`);
      const positions = Array.from({ length: endSentence - firstSentence }, (_, at) => start + at);
      const all = library.sentenceVectors(positions);
      const sentences = library.sentenceTokens(positions).map(({ packed }, at) => ({
        vector: all[at] ?? new Float32Array(),
        tokens: decodeTokens(packed, dimensions),
      }));
      return { passage: library.passageVector(passage), sentences };
    },
  };
}

/** Passage positions by where they stand. */
function passagesByPlace({ library }: OpenBuild): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (let position = 0; position < library.passageCount; position += 1) {
    for (const { firstSentence, endSentence } of library.passage(position).places) {
      positions.set(`${firstSentence}-${endSentence}`, position);
    }
  }
  return positions;
}

/** A whole number that follows from what it is given, 0 to below 2 ** 32. */
export function numberFrom(...parts: readonly (string | number)[]): number {
  return createHash('md5').update(parts.join('\n')).digest().readUInt32LE();
}
