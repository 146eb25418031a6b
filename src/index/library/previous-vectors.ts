import type { SentenceTokens, Vector } from '../embedding/embedder.ts';
import type { OpenBuild } from './open-build.ts';
import { keepPace } from './pace.ts';
import { embeddingKey, firstPlace, passageText } from './passage-text.ts';
import { type LibraryTables, cell, passageAt } from './tables.ts';
import type { PackedTokens } from './token-bytes.ts';

/** Vectors of a passage as far as they are known: a sentence that an earlier passage spoke for may be missing. */
export interface KnownVectors {
  readonly passage: Vector;
  readonly sentences: readonly (KnownSentence | undefined)[];
}

export interface KnownSentence {
  readonly vector: Vector;
  readonly tokens: SentenceTokens | PackedTokens;
}

/** @returns a function that finds a passage's vectors in a build by their `embeddingKey` */
export async function previousVectors(
  previous: OpenBuild | undefined,
): Promise<(key: string) => KnownVectors | undefined> {
  if (previous === undefined) return () => undefined;
  const pace = keepPace();
  const { library } = previous;
  const positions = new Map<string, number>();
  for (let position = 0; position < library.passageCount; position += 1) {
    positions.set(embeddingKey(library.model, passageText(library, position)), position);
    await pace();
  }
  return (key) => {
    const position = positions.get(key);
    return position === undefined ? undefined : vectorsOf(previous, position);
  };
}

function vectorsOf(previous: OpenBuild, position: number): KnownVectors {
  const { library, tables } = previous;
  const { firstSentence, endSentence } = firstPlace(passageAt(tables, position));
  const all = Array.from({ length: endSentence - firstSentence }, (_, at) => firstSentence + at);
  const own = all.filter((sentence, ordinal) =>
    gave(tables, { passage: position, ordinal }, sentence),
  );
  const vectors = library.sentenceVectors(own);
  const tokens = library.sentenceTokens(own);
  return {
    passage: library.passageVector(position),
    sentences: all.map((sentence) => {
      const at = own.indexOf(sentence);
      const [vector, packed] = [vectors[at], tokens[at]];
      return vector && packed && { vector, tokens: packed };
    }),
  };
}

/** Whether a sentence's vector is the one that came out of this passage. */
function gave(
  { sentences, owners, passageCount }: LibraryTables,
  { passage, ordinal }: { readonly passage: number; readonly ordinal: number },
  sentence: number,
): boolean {
  const row = cell(sentences.columns.vector, sentence) - passageCount;
  return (
    cell(owners.columns.passage, row) === passage && cell(owners.columns.ordinal, row) === ordinal
  );
}
