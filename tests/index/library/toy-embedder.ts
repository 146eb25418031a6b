import { createHash } from 'node:crypto';
import type {
  Embedder,
  PassageText,
  TokenVectors,
  Vector,
} from '../../../src/index/embedding/embedder.ts';
import { scalesOf } from '../../../src/index/embedding/token-vectors.ts';

export interface ToyEmbedder extends Embedder {
  /** Passages embedded so far, as they were given. */
  readonly seen: readonly PassageText[];
}

/**
 * An embedder for tests of everything behind the port: texts that share words are near each other. A token is a word.
 */
export function toyEmbedder({ id = 'toy', dimensions = 64, delayMs = 0 } = {}): ToyEmbedder {
  const seen: PassageText[] = [];
  const sha256 = createHash('sha256').update(`${id} ${dimensions}`).digest('hex');
  return {
    model: { id, sha256, dimensions, maxTokens: 128 },
    passageTokens: 126,
    seen,
    countTokens: (texts) => Promise.resolve(texts.map((text) => Math.max(1, wordsOf(text).length))),
    embedQuestion: (question) =>
      Promise.resolve({
        vector: vectorOf(question, dimensions),
        tokens: questionTokens(question, dimensions),
      }),
    async embedPassage(passage) {
      seen.push(passage);
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      return {
        passage: vectorOf([passage.context, ...passage.sentences].join(' '), dimensions),
        sentences: passage.sentences.map((sentence) => ({
          vector: vectorOf(`${sentence} ${passage.context.slice(0, 8)}`, dimensions),
          tokens: {
            alone: tokensOf(sentence, dimensions),
            inPassage: tokensOf(sentence, dimensions),
          },
        })),
      };
    },
    close: () => Promise.resolve(),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function tokensOf(text: string, dimensions: number): TokenVectors {
  const vectors = wordsOf(text).map((word) => vectorOf(word, dimensions));
  const values = Int8Array.from(vectors.flatMap((vector) => [...fourBits(vector)]));
  return { values, scales: scalesOf(values, dimensions) };
}

function fourBits(vector: Vector): Vector {
  const largest = Math.max(...vector.map(Math.abs));
  return vector.map((number) => Math.round((number / largest) * 7));
}

function questionTokens(text: string, dimensions: number) {
  const vectors = wordsOf(text).map((word) => vectorOf(word, dimensions));
  return {
    values: Float32Array.from(vectors.flatMap((vector) => [...vector])),
    weights: new Float32Array(vectors.length).fill(1 / vectors.length),
    words: wordsOf(text),
  };
}

/** Each word is a direction of its own, as far as there are enough of them. */
function vectorOf(text: string, dimensions: number): Vector {
  const sum = new Float32Array(dimensions);
  for (const word of ['', ...wordsOf(text)]) {
    const digest = createHash('sha256').update(word).digest();
    for (let place = 0; place < dimensions; place += 1) {
      sum[place] =
        (sum[place] ?? 0) + ((digest[place % digest.length] ?? 0) - 127.5) * sign(digest, place);
    }
  }
  const length = Math.sqrt(sum.reduce((squares, number) => squares + number * number, 0));
  return sum.map((number) => number / length);
}

/** A digest has 32 bytes: with more dimensions, the same byte comes again with another sign. */
function sign(digest: Buffer, place: number): number {
  const bit = Math.floor(place / digest.length);
  return ((digest[(place * 7 + bit) % digest.length] ?? 0) >> (bit % 8)) & 1 ? 1 : -1;
}
