import { beforeAll, describe, expect, test } from 'vitest';
import type { Library } from '../../src/index/library/library.ts';
import { questionTerms, rarities } from '../../src/retrieval/terms.ts';
import { tokenMatcher } from '../../src/retrieval/token-match.ts';
import { toyEmbedder } from '../index/library/toy-embedder.ts';
import { keptFolder } from '../index/library/temporary-folder.ts';
import { toyLibrary } from './toy-retrieval.ts';

const TEXT =
  'Boilers hold water under pressure. Stokers shovel coal into boilers. Whistles blow at noon.\n\nPenguins eat fish and krill.\n';

describe('a question against sentences, token by token', async () => {
  const folder = await keptFolder();
  let library: Library;
  beforeAll(async () => {
    library = await toyLibrary(folder, { 'steam.txt': TEXT });
  });

  const matcherOf = async (question: string) => {
    const vectors = await toyEmbedder().embedQuestion(question);
    const terms = await questionTerms(library, question);
    return tokenMatcher(library, vectors.tokens, rarities(library, { vectors, terms }));
  };

  test('matches a sentence that has all of its words, and knows the words back', async () => {
    const matcher = await matcherOf('stokers shovel coal into boilers');
    expect(matcher.match(1)).toBeCloseTo(1, 1);
    expect(matcher.matchInContext(1)).toBeCloseTo(1, 1);
    expect(matcher.matchBack(1)).toBeCloseTo(1, 1);
    expect(matcher.match(0)).toBeLessThan(0.7);
  });

  test('finds words of sentences beside, of the passage, and anywhere', async () => {
    const matcher = await matcherOf('boilers water whistles noon');
    expect(matcher.matchNear(1)).toBeCloseTo(1, 1);
    expect(matcher.matchNear(1)).toBeGreaterThan(matcher.match(1));
    expect(matcher.matchNear(0)).toBeLessThan(0.9);
    expect(matcher.matchAmong([0, 1, 2])).toBeCloseTo(1, 1);
    expect(matcher.matchAnywhere()).toBeCloseTo(1, 1);
  });

  test('counts words that are the same, in and beside the sentence', async () => {
    const matcher = await matcherOf('boilers');
    expect(matcher.sameTokens(1)).toBeCloseTo(Math.log(2), 0); // its own, and that of the sentence before
    expect(matcher.sameTokens(3)).toBeCloseTo(Math.log(0.01), 0);
  });

  test('gives a rare word more weight, and a question without tokens none at all', async () => {
    const matcher = await matcherOf('the whistles');
    expect(matcher.matchRare(2)).toBeGreaterThan(matcher.match(2));
    const empty = await matcherOf('?');
    expect([empty.match(0), empty.matchNear(0), empty.matchAnywhere()]).toEqual([0, 0, 0]);
  });
});
