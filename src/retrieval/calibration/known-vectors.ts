import type { Embedder, PassageText } from '../../index/embedding/embedder.ts';
import type { Library } from '../../index/library/library.ts';
import { passageText } from '../../index/library/passage-text.ts';
import { type PackedTokens, decodeTokens } from '../../index/library/token-bytes.ts';

/** A library that reads the token vectors of each sentence once: thousands of questions look at the same ones. */
export function rememberingTokens(library: Library): Library {
  const known = new Map<number, PackedTokens>();
  return {
    ...library,
    sentenceTokens(positions) {
      const unknown = positions.filter((position) => !known.has(position));
      library.sentenceTokens(unknown).forEach((tokens, at) => known.set(unknown[at] ?? 0, tokens));
      return positions.flatMap((position) => known.get(position) ?? []);
    },
  };
}

/** An embedder that takes the vectors of passages from a library that holds them. */
export function knowingPassages(library: Library, embedder: Embedder): Embedder {
  const positions = new Map<string, number>();
  for (let position = 0; position < library.passageCount; position += 1) {
    positions.set(keyOf(passageText(library, position)), position);
  }
  return {
    model: embedder.model,
    passageTokens: embedder.passageTokens,
    countTokens: (texts) => embedder.countTokens(texts),
    embedQuestion: (question) => embedder.embedQuestion(question),
    close: () => embedder.close(),
    async embedPassage(passage) {
      const position = positions.get(keyOf(passage));
      return position === undefined
        ? await embedder.embedPassage(passage)
        : vectorsOf(library, position);
    },
  };
}

function keyOf({ title, context, sentences }: PassageText): string {
  return JSON.stringify([title, context, sentences]);
}

function vectorsOf(library: Library, position: number) {
  const [place] = library.passage(position).places;
  const { firstSentence = 0, endSentence = 0 } = place ?? {};
  const sentences = Array.from(
    { length: endSentence - firstSentence },
    (_, ordinal) => firstSentence + ordinal,
  );
  const vectors = library.sentenceVectors(sentences);
  const { dimensions } = library.model;
  return {
    passage: library.passageVector(position),
    sentences: library.sentenceTokens(sentences).map(({ packed }, ordinal) => ({
      vector: vectors[ordinal] ?? new Float32Array(),
      tokens: decodeTokens(packed, dimensions),
    })),
  };
}
