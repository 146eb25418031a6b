import { beforeAll, describe, expect, test } from 'vitest';
import type { Library } from '../../src/index/library/library.ts';
import { findCandidates, lookUpWords } from '../../src/retrieval/candidates.ts';
import { firstLook } from '../../src/retrieval/first-look.ts';
import { keptFolder } from '../index/library/temporary-folder.ts';
import { toyEmbedder } from '../index/library/toy-embedder.ts';
import { toyLibrary } from './toy-retrieval.ts';

/** Fifty paragraphs of two sentences about boilers, less and less of them. */
const STEAM = Array.from({ length: 50 }, (_, paragraph) => {
  const others = Array.from({ length: paragraph }, (_word, at) => `word${paragraph}x${at}`);
  return `Boilers hold water ${others.join(' ')}. Stokers number ${paragraph} sleep.`;
}).join('\n\n');

describe('a first look', async () => {
  const folder = await keptFolder();
  let library: Library;
  beforeAll(async () => {
    library = await toyLibrary(folder, { 'steam.txt': STEAM });
  });

  const lookAt = async (question: string) => {
    const vectors = await toyEmbedder().embedQuestion(question);
    const words = await lookUpWords(library, question);
    const sought = { question, vectors, terms: words.terms };
    const { candidates } = await findCandidates(library, sought, { words });
    return firstLook(library, question, candidates);
  };

  test('puts sixty sentences in order, and parts those that can be first from those that can’t', async () => {
    const { close, far } = await lookAt('boilers hold water');
    expect(close.length + far.length).toBe(60);
    expect(close.length).toBeGreaterThanOrEqual(10);
    expect(far.length).toBeGreaterThan(0);
    for (const glances of [close, far]) {
      const looks = glances.map(({ look }) => look);
      expect(looks).toEqual(looks.toSorted((a, b) => b - a));
    }
    const lead = close[0]?.look ?? 0;
    for (const { look } of far) expect(lead - look).toBeGreaterThan(0.1);
  });

  test('looks closely at no more than 45 sentences and their passages, however alike all are', async () => {
    const { close, far } = await lookAt('sleep');
    expect(new Set(close.map(({ candidate }) => candidate)).size).toBeLessThanOrEqual(45);
    expect(far.length).toBeGreaterThan(0);
  });

  test('leaves no passage half looked at', async () => {
    const { close, far } = await lookAt('boilers hold water');
    const passages = new Set(close.map(({ candidate }) => candidate.passage));
    expect(far.filter(({ candidate }) => passages.has(candidate.passage))).toEqual([]);
  });

  test('looks closely at all that hold what is quoted', async () => {
    const { close } = await lookAt('"boilers hold water"');
    expect(close.filter(({ phrases }) => phrases === 1)).toHaveLength(50);
  });
});
