import type {
  PassageText,
  PassageVectors,
  QuestionVectors,
  SentenceVectors,
  Vector,
} from './embedder.ts';
import { remembered } from '../remembered.ts';
import { embeddedParts } from './embedded-text.ts';
import { ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import type { ModelManifest } from './model-manifest.ts';
import { firstVector, meanVector, type PassOutput, type TokenSpan } from './pooling.ts';
import {
  type KeptInPass,
  questionTokens,
  sentenceTokens,
  type TokenMeans,
} from './token-vectors.ts';

/** Port: a model with its tokenizer, without any habit of how texts become passes and passes become vectors. */
export interface TokenModel {
  /** Token ids of a text without special tokens. No text gives the id of a special token. */
  tokenize(text: string): readonly number[];
  /** The special tokens around a pass. */
  readonly around: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** How much a token says by its rarity, 0..1; undefined where the tokenizer knows no frequencies. */
  readonly rarity: ((id: number) => number) | undefined;
  /** One pass over one text: batch size 1, since int8 vectors depend on what shares their batch. */
  run(ids: readonly number[]): Promise<PassOutput>;
}

/** How a model's passes become vectors. */
export interface TextEmbedderSettings {
  readonly manifest: ModelManifest;
  /** Undefined: the model has no token vectors. */
  readonly tokenMeans: TokenMeans | undefined;
}

/** A sentence of a few words. */
const MIN_PASSAGE_TOKENS = 8;

/** Tokens of the title that stand before a sentence in its own pass. The whole context there was measured to be worse. */
const TITLE_TOKENS = 32;

/** Rarer tokens alone get token vectors: "the" matches everywhere. 83 % of a text's tokens are kept. */
const KEPT_RARITY = 0.5;

/** Ids of one pass and where the text stands in it, behind prefix and context. */
interface Pass {
  readonly ids: readonly number[];
  readonly output: PassOutput;
  readonly text: TokenSpan;
}

/** Turns texts into vectors in the way that a model's manifest tells. */
export class TextEmbedder {
  readonly #model: TokenModel;
  readonly #manifest: ModelManifest;
  readonly #tokenMeans: TokenMeans | undefined;
  readonly #questionPrefix: readonly number[];
  readonly #passagePrefix: readonly number[];
  readonly #tokensOfWord = remembered((word) => this.#tokens(word, this.#manifest.maxTokens));

  constructor(model: TokenModel, { manifest, tokenMeans }: TextEmbedderSettings) {
    this.#model = model;
    this.#manifest = manifest;
    this.#tokenMeans = tokenMeans;
    // The space at a prefix's end belongs to the word after it, which brings its own.
    this.#questionPrefix = this.#tokens(manifest.questionPrefix.trimEnd(), manifest.maxTokens);
    this.#passagePrefix = this.#tokens(manifest.passagePrefix.trimEnd(), manifest.maxTokens);
    if (this.passageTokens < MIN_PASSAGE_TOKENS) {
      throw new ModelUnusableError('The prefixes in manifest.json leave no room for text.');
    }
    if (manifest.pooling === 'rarity' && model.rarity === undefined) {
      throw new ModelUnusableError(
        'The tokenizer knows no frequencies: "pooling" in manifest.json can be "mean" or "cls", not "rarity".',
      );
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

  async embedQuestion(question: string): Promise<QuestionVectors> {
    const room = this.#room(this.#questionPrefix);
    const ids = this.#tokens(question, room).slice(0, room);
    const pass = await this.#run(this.#questionPrefix, ids);
    const words = this.#wordsOf(question, ids);
    const wordOf = (place: number) => words[place - pass.text.start] ?? '';
    const tokens = questionTokens(this.#kept(pass), this.#tokenMeans?.question ?? [], wordOf);
    return { vector: this.#pool(pass), tokens };
  }

  /** @throws PassageTooLongError when the sentences alone have more than `passageTokens`. */
  async embedPassage({ title, context, sentences }: PassageText): Promise<PassageVectors> {
    const sentenceIds = this.#sentenceTokens(sentences);
    const room = this.passageTokens - sentenceIds.reduce((sum, ids) => sum + ids.length, 0);
    const contextIds = this.#tokens(context, room).slice(0, room);
    const pass = await this.#run(this.#passagePrefix, [...contextIds, ...sentenceIds.flat()]);
    const passage = this.#pool(pass);
    const parts = spansOf(sentenceIds, pass.text.start + contextIds.length).map((text) => ({
      ...pass,
      text,
    }));
    if (this.#manifest.sentenceVectors === 'own') {
      return { passage, sentences: await this.#ownPasses(title, parts, pass) };
    }
    const sentence = (part: Pass) =>
      this.#sentence(part, part, meanVector(part.output, part.text) ?? passage.slice());
    return { passage, sentences: parts.map(sentence) };
  }

  /**
   * A pass for each sentence, behind the title.
   *
   * @param parts the sentences in the passage's pass.
   */
  async #ownPasses(
    title: string,
    parts: readonly Pass[],
    passage: Pass,
  ): Promise<SentenceVectors[]> {
    const titleIds = this.#tokens(title, TITLE_TOKENS);
    const vectors: SentenceVectors[] = [];
    for (const part of parts) {
      const ids = part.ids.slice(part.text.start, part.text.end);
      const room = Math.min(TITLE_TOKENS, this.passageTokens - ids.length);
      const opening = [...this.#passagePrefix, ...titleIds.slice(0, room)];
      const pass = await this.#run(opening, ids, passage);
      vectors.push(this.#sentence(pass, part, this.#pool(pass)));
    }
    return vectors;
  }

  /** The word that each token of a text is of: none where the words' tokens aren't those of the whole. */
  #wordsOf(text: string, ids: readonly number[]): readonly string[] {
    const words: string[] = [];
    for (const word of text.trim().split(/\s+/u)) {
      for (const id of this.#tokensOfWord(word)) {
        if (words.length === ids.length) return words;
        if (id !== ids[words.length]) return [];
        words.push(word);
      }
    }
    return words;
  }

  #sentence(alone: Pass, inPassage: Pass, vector: Vector): SentenceVectors {
    const tokensOf = (pass: Pass) =>
      sentenceTokens(this.#kept(pass), this.#tokenMeans?.passage ?? []);
    return { vector, tokens: { alone: tokensOf(alone), inPassage: tokensOf(inPassage) } };
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

  /** @param known a pass that need not be run again: a sentence that is a whole passage has the passage's. */
  async #run(opening: readonly number[], textIds: readonly number[], known?: Pass): Promise<Pass> {
    const { before, after } = this.#model.around;
    const ids = [...before, ...opening, ...textIds, ...after];
    const start = before.length + opening.length;
    const output = known?.ids.join() === ids.join() ? known.output : await this.#model.run(ids);
    return { ids, output, text: { start, end: start + textIds.length } };
  }

  /** A text without tokens, an empty one or nothing but unknown signs, gets the mean of the whole pass. */
  #pool({ ids, output, text }: Pass): Vector {
    const whole = { start: 0, end: ids.length };
    const all = () => meanVector(output, whole) ?? firstVector(output);
    switch (this.#manifest.pooling) {
      case 'cls':
        return firstVector(output);
      case 'mean':
        return all();
      case 'rarity':
        return meanVector(output, text, (place) => this.#rarity(ids[place] ?? 0)) ?? all();
    }
  }

  /** Every token says as much where the tokenizer knows no frequencies. */
  #rarity(id: number): number {
    return this.#model.rarity?.(id) ?? 1;
  }

  /** The tokens of a pass's text that get vectors; none where the model's means aren't known. */
  #kept({ ids, output, text }: Pass): KeptInPass {
    if (this.#tokenMeans === undefined) return { output, kept: [] };
    const tokens = Array.from({ length: text.end - text.start }, (_, offset) => {
      const place = text.start + offset;
      return { place, weight: this.#rarity(ids[place] ?? 0) };
    });
    return { output, kept: tokens.filter(({ weight }) => weight > KEPT_RARITY) };
  }
}

function spansOf(sentenceIds: readonly (readonly number[])[], start: number): TokenSpan[] {
  let end = start;
  return sentenceIds.map((ids) => ({ start: end, end: (end += ids.length) }));
}
