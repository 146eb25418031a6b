/** A unit vector; its length is the model's `dimensions`. */
export type Vector = Float32Array;

/** The model behind a set of vectors. Vectors of different models must never meet. */
export interface EmbeddingModel {
  /** Folder name below data/models. */
  readonly id: string;
  /** SHA-256 over the model's manifest and checksums, hexadecimal: another file makes another model. */
  readonly sha256: string;
  readonly dimensions: number;
  /** Most tokens of one text, special tokens and prefix included. */
  readonly maxTokens: number;
}

/** What of a passage is embedded: the sentences are quoted, the context only tells what they are about. */
export interface PassageText {
  /** The document's title: stands before each sentence where sentences are embedded on their own. May be empty. */
  readonly title: string;
  /** Title, headings, the question answered; may be empty. Cut from its end when it would crowd out the sentences. */
  readonly context: string;
  /** In reading order, at least one. */
  readonly sentences: readonly string[];
}

export interface PassageVectors {
  readonly passage: Vector;
  /** One for each sentence, in the same order. */
  readonly sentences: readonly SentenceVectors[];
}

export interface SentenceVectors {
  readonly vector: Vector;
  readonly tokens: SentenceTokens;
}

/**
 * Tokens of the sentence's words that carry meaning, the same ones twice: as they stand in the sentence alone, and in the
 * whole passage, where "he" has a name. None for a model without token vectors.
 */
export interface SentenceTokens {
  /** Of a model without passes of single sentences the same as `inPassage`. */
  readonly alone: TokenVectors;
  readonly inPassage: TokenVectors;
}

/**
 * Token vectors of one text: the last layer's vectors, less the model's mean token vector, at 4 bits a number. The
 * cosine similarity of token t with a unit vector q is `scales[t] * dot(q, values of t)`.
 */
export interface TokenVectors {
  /** One token after the other, `dimensions` numbers each, -7..7. */
  readonly values: Int8Array;
  /** One for each token: 1 / length of its values. */
  readonly scales: Float32Array;
}

export interface QuestionVectors {
  readonly vector: Vector;
  readonly tokens: QuestionTokens;
}

/** A question's token vectors: centred as those of sentences are, and of unit length. */
export interface QuestionTokens {
  /** One token after the other, `dimensions` numbers each. */
  readonly values: Float32Array;
  /** How much each token says, above 0: rare ones more. Together 1. */
  readonly weights: Float32Array;
  /** The word that each token is of or in, as it stands between white space; empty where that can't be told. */
  readonly words: readonly string[];
}

/** Port: turns text into vectors. Cosine similarity is the dot product, since vectors have unit length. */
export interface Embedder {
  readonly model: EmbeddingModel;
  /** Most tokens that `context` and `sentences` of one passage may have together: `maxTokens` less prefix and special tokens. */
  readonly passageTokens: number;
  /** Tokens of each text without prefix and special tokens; texts that are joined never have more than their sum. */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
  /** Served before passages that wait. A question over the token limit is cut at its end. */
  embedQuestion(question: string): Promise<QuestionVectors>;
  /** Says that passages of so many UTF-16 units will come soon: whoever can be helped has time to call for it. */
  expectPassages?(chars: number): void;
  /** Rejects a passage over `passageTokens`: nothing is truncated silently. */
  embedPassage(passage: PassageText): Promise<PassageVectors>;
  close(): Promise<void>;
}
