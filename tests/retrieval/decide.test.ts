import { describe, expect, test } from 'vitest';
import { decide } from '../../src/retrieval/decide.ts';
import type { Evidence } from '../../src/retrieval/evidence.ts';

const strong: Evidence = {
  score: 66,
  matchNear: 0.72,
  matchAnywhere: 0.8,
  isCrossLingual: false,
  missingNames: 0,
  missesNumber: false,
  deniesAlone: false,
  opposes: false,
};

describe('the decision', () => {
  test('is found on strong evidence, closest on some, nothing on none', () => {
    expect(decide(strong).kind).toBe('found');
    expect(decide({ ...strong, score: 50 }).kind).toBe('closest');
    expect(decide({ ...strong, score: 40 }).kind).toBe('nothing');
    expect(decide(undefined)).toEqual({ kind: 'nothing', probability: 0 });
  });

  test.each<Partial<Evidence>>([
    { missingNames: 1 },
    { missesNumber: true },
    { deniesAlone: true },
    { opposes: true },
    { score: 60 },
    { matchNear: 0.4 },
  ])('is less sure with %o', (weaker) => {
    expect(decide({ ...strong, ...weaker }).probability).toBeLessThan(decide(strong).probability);
  });

  test('asks less of a question in another language whose words are all met somewhere near', () => {
    const weak = { ...strong, score: 52, matchAnywhere: 0.55 };
    const across = decide({ ...weak, isCrossLingual: true });
    expect(across.probability).toBeGreaterThan(decide(weak).probability);
  });
});
