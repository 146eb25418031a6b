import { describe, expect, test } from 'vitest';
import type { ModelManifest } from '../../../src/index/embedding/model-manifest.ts';
import type { PassageText } from '../../../src/index/embedding/embedder.ts';
import type { TokenMeans } from '../../../src/index/embedding/token-vectors.ts';
import { TextEmbedder, type TokenModel } from '../../../src/index/embedding/text-embedder.ts';
import {
  ModelUnusableError,
  PassageTooLongError,
} from '../../../src/index/embedding/model-errors.ts';

const START = 1;
const END = 2;
const PREFIX = 'p'.charCodeAt(0);

/** A token for each letter; each token's vector stands on an axis of its own, the token's id modulo the axes. */
class LetterModel implements TokenModel {
  readonly around = { before: [START], after: [END] };
  readonly passes: (readonly number[])[] = [];

  tokenize(text: string): readonly number[] {
    return Array.from(text.replaceAll(/[\s.]/g, ''), (letter) => letter.charCodeAt(0));
  }

  /** Vowels are as common as "the". */
  rarity(id: number): number {
    return 'aeiou'.includes(String.fromCharCode(id)) ? 0.1 : 0.9;
  }

  run(ids: readonly number[]) {
    this.passes.push(ids);
    const values = new Float32Array(ids.length * 128);
    ids.forEach((id, place) => (values[place * 128 + (id % 128)] = 1));
    return Promise.resolve({ values, dimensions: 128 });
  }
}

const manifest: ModelManifest = {
  format: 1,
  questionPrefix: 'q ',
  passagePrefix: 'p ',
  pooling: 'mean',
  normalise: true,
  sentenceVectors: 'pooled',
  maxTokens: 16,
  dimensions: 128,
  quantised: true,
  base: { model: 'letters', licence: 'MIT' },
};

function embedderOf(changes: Partial<ModelManifest> = {}, tokenMeans?: TokenMeans) {
  const model = new LetterModel();
  const settings = { manifest: { ...manifest, ...changes }, tokenMeans };
  return { model, embedder: new TextEmbedder(model, settings) };
}

/** Vectors of a passage, its own first. */
async function vectorsOf(embedder: TextEmbedder, text: PassageText) {
  const { passage, sentences } = await embedder.embedPassage(text);
  return [passage, ...sentences.map(({ vector }) => vector)] as const;
}

function letters(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** The letters on whose axes a vector stands. */
function lettersOf(vector: Float32Array | undefined): string {
  return Array.from(vector ?? [], (value, axis) =>
    value > 0 && axis > END ? String.fromCharCode(axis) : '',
  ).join('');
}

describe('a question', () => {
  test('is put between the special tokens with its prefix', async () => {
    const { model, embedder } = embedderOf();
    await embedder.embedQuestion('abc');
    expect(model.passes).toEqual([[START, ...letters('qabc'), END]]);
  });

  test('is cut at its end when it is too long, and the closing special token stays', async () => {
    const { model, embedder } = embedderOf();
    await embedder.embedQuestion('abcdefghijklmnopqrstuvwxyz');
    expect(model.passes).toEqual([[START, ...letters('qabcdefghijklm'), END]]);
  });

  test('may be empty', async () => {
    const { model, embedder } = embedderOf();
    await embedder.embedQuestion('');
    expect(model.passes).toEqual([[START, ...letters('q'), END]]);
  });

  test('of a megabyte is not read to its end', async () => {
    const { model, embedder } = embedderOf();
    const read: number[] = [];
    const tokenize = model.tokenize.bind(model);
    model.tokenize = (text) => (read.push(text.length), tokenize(text));
    await embedder.embedQuestion('word '.repeat(200_000));
    expect(read.reduce((sum, chars) => sum + chars, 0)).toBeLessThan(3000);
  });
});

describe('a passage', () => {
  test('is one pass, its vectors the means over the whole and over each sentence', async () => {
    const { model, embedder } = embedderOf();
    const [passage, ...sentences] = await vectorsOf(embedder, {
      title: '',
      context: 'xy',
      sentences: ['ab.', 'cd.'],
    });
    expect(model.passes).toEqual([[START, PREFIX, ...letters('xyabcd'), END]]);
    expect(lettersOf(passage)).toBe('abcdpxy');
    expect(sentences.map(lettersOf)).toEqual(['ab', 'cd']);
  });

  test('loses the end of its context rather than any of its sentences', async () => {
    const { model, embedder } = embedderOf();
    await embedder.embedPassage({ title: '', context: 'uvwxyz', sentences: ['abcdef', 'ghijk'] });
    expect(model.passes).toEqual([[START, PREFIX, ...letters('uvabcdefghijk'), END]]);
  });

  test('may have exactly as many tokens as there is room for, and not one more', async () => {
    const { embedder } = embedderOf();
    const fitting = 'a'.repeat(embedder.passageTokens - 4);
    await expect(
      vectorsOf(embedder, { title: '', context: '', sentences: ['bcde', fitting] }),
    ).resolves.toHaveLength(3);
    await expect(
      embedder.embedPassage({ title: '', context: '', sentences: ['bcdef', fitting] }),
    ).rejects.toThrow(PassageTooLongError);
  });

  test('gives a sentence without any token the vector of the whole', async () => {
    const { embedder } = embedderOf();
    const [passage, first, second] = await vectorsOf(embedder, {
      title: '',
      context: '',
      sentences: ['ab', '...'],
    });
    expect(lettersOf(first)).toBe('ab');
    expect(second).toEqual(passage);
    expect(second?.buffer).not.toBe(passage.buffer);
  });

  test('has a pass for each sentence behind the title where the manifest says so', async () => {
    const { model, embedder } = embedderOf({ sentenceVectors: 'own' });
    const [, ...sentences] = await vectorsOf(embedder, {
      title: 'x',
      context: 'xyz',
      sentences: ['ab', 'cd'],
    });
    expect(model.passes.slice(1)).toEqual([
      [START, PREFIX, ...letters('xab'), END],
      [START, PREFIX, ...letters('xcd'), END],
    ]);
    expect(sentences.map(lettersOf)).toEqual(['abpx', 'cdpx']);
  });

  test('of one sentence is run once, since the sentence has the same pass', async () => {
    const { model, embedder } = embedderOf({ sentenceVectors: 'own' });
    const [, sentence] = await vectorsOf(embedder, { title: 'x', context: 'x', sentences: ['ab'] });
    expect(model.passes).toEqual([[START, PREFIX, ...letters('xab'), END]]);
    expect(lettersOf(sentence)).toBe('abpx');
  });

  test('leaves prefix and context out and weighs rare tokens more where the manifest says "rarity"', async () => {
    const { embedder } = embedderOf({ sentenceVectors: 'own', pooling: 'rarity' });
    const [passage, sentence] = await vectorsOf(embedder, {
      title: '',
      context: 'x',
      sentences: ['ab'],
    });
    expect(lettersOf(passage)).toBe('abx');
    expect(lettersOf(sentence)).toBe('ab');
    expect(sentence?.[letters('b')[0] ?? 0]).toBeCloseTo(0.9 / Math.hypot(0.9, 0.1), 5);
  });

  test('takes the first token for the whole where the manifest says "cls"', async () => {
    const { embedder } = embedderOf({ pooling: 'cls' });
    const [passage] = await vectorsOf(embedder, { title: '', context: '', sentences: ['ab'] });
    expect(passage.indexOf(1)).toBe(START);
  });
});

describe('token vectors', () => {
  const noMean = Array.from({ length: 128 }, () => 0);
  const means = { question: noMean, passage: noMean };

  test('are kept of the rare tokens of a text, and not of its prefix or context', async () => {
    const { embedder } = embedderOf({ sentenceVectors: 'own' }, means);
    const { sentences } = await embedder.embedPassage({
      title: '',
      context: 'x',
      sentences: ['abc'],
    });
    const { alone, inPassage } = sentences[0]?.tokens ?? {};
    for (const tokens of [alone, inPassage]) {
      expect(tokens?.scales).toEqual(Float32Array.of(1 / 7, 1 / 7));
      const onAxis = (token: number, letter: string) =>
        tokens?.values[token * 128 + letter.charCodeAt(0)];
      expect([onAxis(0, 'b'), onAxis(1, 'c')]).toEqual([7, 7]);
    }
    const { tokens } = await embedder.embedQuestion('abc');
    expect([...tokens.weights]).toEqual([0.5, 0.5]);
  });

  test('of a question know their words', async () => {
    const { embedder } = embedderOf({}, means);
    const wordsOf = async (question: string) =>
      (await embedder.embedQuestion(question)).tokens.words;
    expect(await wordsOf('bc d')).toEqual(['bc', 'bc', 'd']);
    expect(await wordsOf('  bcdfghjk  lmnpqrstvw')).toHaveLength(13);
    const joining = Object.assign(new LetterModel(), {
      tokenize: (text: string) => (text.includes(' ') ? [98] : [99, 100]),
    });
    const other = new TextEmbedder(joining, { manifest, tokenMeans: means });
    expect((await other.embedQuestion('a b')).tokens.words).toEqual(['']);
  });

  test('lose what all tokens have in common', async () => {
    const common = noMean.map((_, axis) => (axis === letters('b')[0] ? 0.5 : 0));
    const { embedder } = embedderOf({}, { question: common, passage: common });
    const { tokens } = await embedder.embedQuestion('bc');
    expect(tokens.values[letters('b')[0] ?? 0]).toBe(1);
    expect(tokens.values[128 + (letters('b')[0] ?? 0)]).toBeCloseTo(-0.5 / Math.hypot(0.5, 1), 5);
  });

  test('are none for a model without means', async () => {
    const { embedder } = embedderOf();
    expect((await embedder.embedQuestion('bc')).tokens.weights).toHaveLength(0);
  });
});

test('prefixes that leave no room for text make a model unusable', () => {
  expect(() => embedderOf({ passagePrefix: 'tell me of ' })).toThrow(ModelUnusableError);
});

test('rarity pooling is refused with a tokenizer that knows no frequencies', () => {
  const model = Object.assign(new LetterModel(), { rarity: undefined });
  const settings = { manifest: { ...manifest, pooling: 'rarity' as const }, tokenMeans: undefined };
  expect(() => new TextEmbedder(model, settings)).toThrow(/"mean" or "cls", not "rarity"/);
});
