import type { PassageText, Vector } from './embedder.ts';
import { embeddedParts } from './embedded-text.ts';
import { ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import type { ModelManifest } from './model-manifest.ts';
import { firstVector, meanVector, type TokenSpan, type TokenVectors } from './pooling.ts';

/** Port: a model with its tokenizer, without any habit of how texts become passes and passes become vectors. */
export interface TokenModel {
  /** Token ids of a text without special tokens. No text gives the id of a special token. */
  tokenize(text: string): readonly number[];
  /** The special tokens around a pass. */
  readonly around: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** One pass over one text: batch size 1, since int8 vectors depend on what shares their batch. */
  run(ids: readonly number[]): Promise<TokenVectors>;
}

/** Passage vector first, then one vector for each sentence. */
export type PassageVectorList = readonly [Vector, ...Vector[]];

/** A sentence of a few words. */
const MIN_PASSAGE_TOKENS = 8;

/** Turns texts into vectors in the way that a model's manifest tells. */
export class TextEmbedder {
  readonly #model: TokenModel;
  readonly #manifest: ModelManifest;
  readonly #questionPrefix: readonly number[];
  readonly #passagePrefix: readonly number[];

  constructor(model: TokenModel, manifest: ModelManifest) {
    this.#model = model;
    this.#manifest = manifest;
    this.#questionPrefix = this.#tokens(manifest.questionPrefix, manifest.maxTokens);
    this.#passagePrefix = this.#tokens(manifest.passagePrefix, manifest.maxTokens);
    if (this.passageTokens < MIN_PASSAGE_TOKENS) {
      throw new ModelUnusableError('The prefixes in manifest.json leave no room for text.');
    }
  }

  /** Most tokens of one passage's context and sentences together. */
  get passageTokens(): number {
    return this.#room(this.#passagePrefix);
  }

  /** For a text that is one part; longer ones are the sum of their parts. */
  countTokens(part: string): number {
    return this.#model.tokenize(part).length;
  }

  async embedQuestion(question: string): Promise<Vector> {
    const room = this.#room(this.#questionPrefix);
    const ids = this.#tokens(question, room).slice(0, room);
    const pass = await this.#run([...this.#questionPrefix, ...ids]);
    return this.#pool(pass.tokens, pass.whole);
  }

  /** @throws PassageTooLongError when the sentences alone have more than `passageTokens`. */
  async embedPassage({ context, sentences }: PassageText): Promise<PassageVectorList> {
    const sentenceIds = this.#sentenceTokens(sentences);
    const room = this.passageTokens - sentenceIds.reduce((sum, ids) => sum + ids.length, 0);
    const contextIds = this.#tokens(context, room).slice(0, room);
    const opening = [...this.#passagePrefix, ...contextIds];
    const pass = await this.#run([...opening, ...sentenceIds.flat()]);
    const passage = this.#pool(pass.tokens, pass.whole);
    if (this.#manifest.sentenceVectors === 'own') {
      return [passage, ...(await this.#ownVectors(sentenceIds))];
    }
    const spans = spansOf(sentenceIds, this.#model.around.before.length + opening.length);
    return [passage, ...spans.map((span) => meanVector(pass.tokens, span) ?? passage.slice())];
  }

  #sentenceTokens(sentences: readonly string[]): number[][] {
    const room = this.passageTokens;
    const all: number[][] = [];
    let total = 0;
    for (const sentence of sentences) {
      const ids = this.#tokens(sentence, room + 1);
      all.push(ids);
      total += ids.length;
      if (total > room) {
        throw new PassageTooLongError(
          `A passage has more than the ${room} tokens that the model takes. Measure passages with countTokens.`,
        );
      }
    }
    return all;
  }

  async #ownVectors(sentenceIds: readonly (readonly number[])[]): Promise<Vector[]> {
    const vectors: Vector[] = [];
    for (const ids of sentenceIds) {
      const pass = await this.#run([...this.#passagePrefix, ...ids]);
      vectors.push(this.#pool(pass.tokens, pass.whole));
    }
    return vectors;
  }

  /** Stops soon after `enough` tokens: a text of any length costs no more than what is used of it. */
  #tokens(text: string, enough: number): number[] {
    const ids: number[] = [];
    for (const part of embeddedParts(text)) {
      if (ids.length >= enough) break;
      ids.push(...this.#model.tokenize(part));
    }
    return ids;
  }

  #room(prefix: readonly number[]): number {
    const { before, after } = this.#model.around;
    return this.#manifest.maxTokens - before.length - after.length - prefix.length;
  }

  async #run(ids: readonly number[]): Promise<{ tokens: TokenVectors; whole: TokenSpan }> {
    const { before, after } = this.#model.around;
    const all = [...before, ...ids, ...after];
    return { tokens: await this.#model.run(all), whole: { start: 0, end: all.length } };
  }

  #pool(tokens: TokenVectors, whole: TokenSpan): Vector {
    const mean = this.#manifest.pooling === 'mean' ? meanVector(tokens, whole) : undefined;
    return mean ?? firstVector(tokens);
  }
}

function spansOf(sentenceIds: readonly (readonly number[])[], start: number): TokenSpan[] {
  let end = start;
  return sentenceIds.map((ids) => ({ start: end, end: (end += ids.length) }));
}
