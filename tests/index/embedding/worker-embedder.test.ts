import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Embedder, Vector } from '../../../src/index/embedding/embedder.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const modelsDir = path.resolve('data/models');
let embedder: Embedder;

beforeAll(async () => {
  embedder = await openEmbedder({ modelsDir, modelId: 'multilingual-e5-small' });
});

afterAll(() => embedder.close());

function similarity(one: Vector, other: Vector): number {
  return one.reduce((sum, value, axis) => sum + value * (other[axis] ?? 0), 0);
}

function ofSentences(...sentences: string[]) {
  return embedder.embedPassage({ title: '', context: '', sentences });
}

describe('the shipped model', () => {
  test.each([
    [
      'Where do penguins live?',
      'Penguins live on the coast of Antarctica.',
      'Steam engines use boilers.',
    ],
    [
      'Где живут пингвины?',
      'Пингвины живут на берегах Антарктиды.',
      'В паровых машинах есть котлы.',
    ],
    [
      'Где живут пингвины?',
      'Penguins live on the coast of Antarctica.',
      'Steam engines use boilers.',
    ],
  ])('finds the passage that answers "%s" closer than another', async (question, right, wrong) => {
    const { vector: asked } = await embedder.embedQuestion(question);
    const [near, far] = [await ofSentences(right), await ofSentences(wrong)];
    expect(similarity(asked, near.passage)).toBeGreaterThan(similarity(asked, far.passage) + 0.05);
  });

  test('gives unit vectors of the dimensions that it tells', async () => {
    const { passage, sentences } = await ofSentences('One sentence.', 'Another one.');
    const { vector: asked } = await embedder.embedQuestion('Which?');
    for (const vector of [passage, ...sentences.map(({ vector }) => vector), asked]) {
      expect(vector).toHaveLength(embedder.model.dimensions);
      expect(similarity(vector, vector)).toBeCloseTo(1, 5);
    }
    expect(sentences).toHaveLength(2);
  });

  test('gives the same vectors for the same texts, whatever was embedded between', async () => {
    const before = await ofSentences('Penguins live in Antarctica.', 'They eat fish.');
    await embedder.embedQuestion('Which pump feeds the boiler?');
    expect(await ofSentences('Penguins live in Antarctica.', 'They eat fish.')).toEqual(before);
  });
});
