import type { Embedder, QuestionVectors } from '../../index/embedding/embedder.ts';

/** An embedder that remembers questions: an evaluation asks most of them twice, of a whole library and of a part. */
export function embeddedOnce(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<QuestionVectors>>();
  return {
    model: embedder.model,
    passageTokens: embedder.passageTokens,
    countTokens: (texts) => embedder.countTokens(texts),
    embedPassage: (passage) => embedder.embedPassage(passage),
    embedQuestion(question) {
      const vectors = known.get(question) ?? embedder.embedQuestion(question);
      known.set(question, vectors);
      return vectors;
    },
    close: () => embedder.close(),
  };
}
