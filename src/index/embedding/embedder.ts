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
  /** Title, headings, the question answered; may be empty. Cut from its end when it would crowd out the sentences. */
  readonly context: string;
  /** In reading order, at least one. */
  readonly sentences: readonly string[];
}

export interface PassageVectors {
  readonly passage: Vector;
  /** One for each sentence, in the same order. */
  readonly sentences: readonly Vector[];
}

/** Port: turns text into vectors. Cosine similarity is the dot product, since vectors have unit length. */
export interface Embedder {
  readonly model: EmbeddingModel;
  /** Most tokens that `context` and `sentences` of one passage may have together: `maxTokens` less prefix and special tokens. */
  readonly passageTokens: number;
  /** Tokens of each text without prefix and special tokens; texts that are joined never have more than their sum. */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
  /** Served before passages that wait. A question over the token limit is cut at its end. */
  embedQuestion(question: string): Promise<Vector>;
  /** Rejects a passage over `passageTokens`: nothing is truncated silently. */
  embedPassage(passage: PassageText): Promise<PassageVectors>;
  close(): Promise<void>;
}
