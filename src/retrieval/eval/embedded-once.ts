import type { Embedder, QuestionVectors } from '../../index/embedding/embedder.ts';

type QuestionEmbedder = Pick<Embedder, 'embedQuestion' | 'countTokens'>;

/** An embedder that remembers questions: an evaluation asks most of them twice, of a whole library and of a part. */
export function embeddedOnce(embedder: QuestionEmbedder): QuestionEmbedder {
  const known = new Map<string, Promise<QuestionVectors>>();
  return {
    countTokens: (texts) => embedder.countTokens(texts),
    embedQuestion(question) {
      const vectors = known.get(question) ?? embedder.embedQuestion(question);
      known.set(question, vectors);
      return vectors;
    },
  };
}
