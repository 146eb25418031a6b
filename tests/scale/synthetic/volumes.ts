import { createHash } from 'node:crypto';
import type { Document, Passage } from '../../../src/index/documents/document.ts';
import type {
  Embedder,
  PassageText,
  PassageVectors,
} from '../../../src/index/embedding/embedder.ts';
import { textAlterer } from './altered-text.ts';
import type { Base } from './base.ts';
import { levelsOf } from './levels.ts';
import { type VolumePassage, variedVectors } from './varied-vectors.ts';

/** Documents of a synthetic library, and the embedder that knows their vectors without a model. */
export interface Volumes {
  /** Volume after volume of the base's documents, until there are as many vectors, or a few more. */
  readonly documents: Iterable<Document>;
  readonly embedder: Embedder;
}

export function volumesOf(base: Base, vectorCount: number): Volumes {
  /** By {@link keyOf} its title and sentences. */
  const passages = new Map<string, VolumePassage>();
  return {
    documents: documentsOf(base, vectorCount, passages),
    embedder: embedderOf(base, passages),
  };
}

function* documentsOf(
  base: Base,
  vectorCount: number,
  passages: Map<string, VolumePassage>,
): Generator<Document> {
  const altered = textAlterer(base.documents);
  let vectors = 0;
  for (let volume = 0; vectors < vectorCount; volume += 1) {
    for (const real of base.documents) {
      const text = altered(real.text, volume);
      const document = inVolume(real, volume, text);
      for (const [number, { firstSentence, endSentence }] of real.passages.entries()) {
        const sentences = real.sentences
          .slice(firstSentence, endSentence)
          .map(({ start, end }) => text.slice(start, end));
        const key = keyOf({ title: document.title, sentences });
        passages.set(key, { volume, documentId: real.id, passage: number });
        vectors += 1 + sentences.length;
      }
      yield document;
      if (vectors >= vectorCount) return;
    }
  }
}

function inVolume(real: Document, volume: number, text: string): Document {
  return {
    ...real,
    id: `volume-${String(volume).padStart(4, '0')}/${real.id}`,
    title: volume === 0 ? real.title : `${real.title} ${volume}`,
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

function keyOf({ title, sentences }: Pick<PassageText, 'title' | 'sentences'>): string {
  return createHash('md5')
    .update(JSON.stringify([title, sentences]))
    .digest('base64');
}

function embedderOf(base: Base, passages: ReadonlyMap<string, VolumePassage>): Embedder {
  const documents = new Map(base.documents.map((document) => [document.id, document]));
  const levels = levelsOf(base);
  const vectorsOf = remembered(base);
  const notAsked = () => Promise.reject(new Error('A synthetic library has no model'));
  return {
    model: base.model,
    passageTokens: base.model.maxTokens,
    countTokens: notAsked,
    embedQuestion: notAsked,
    embedPassage(text) {
      const wanted = passages.get(keyOf(text));
      const document = wanted && documents.get(wanted.documentId);
      const passage = document?.passages[wanted?.passage ?? -1];
      if (!wanted || !document || !passage) return notAsked();
      return Promise.resolve(variedVectors(levels, vectorsOf(document, passage), wanted));
    },
    close: () => Promise.resolve(),
  };
}

/** Real vectors are asked for in each volume: their tokens are unpacked once. */
function remembered({ vectorsOf }: Base): Base['vectorsOf'] {
  const known = new Map<Passage, PassageVectors>();
  return (document, passage) => {
    const vectors = known.get(passage) ?? vectorsOf(document, passage);
    known.set(passage, vectors);
    return vectors;
  };
}
