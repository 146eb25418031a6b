import { describe, expect, test } from 'vitest';
import { SHIPPED_CALIBRATION } from '../../src/retrieval/calibration/shipped.ts';
import * as deciding from '../../src/retrieval/decide.ts';
import type { Evidence } from '../../src/retrieval/evidence.ts';

/** As an answerable question meets in the median of the development sets. */
const strong: Evidence = {
  score: -1.8,
  matchNear: 0.64,
  matchAnywhere: 0.68,
  across: 0,
  acrossScore: 0,
  acrossMatchAnywhere: 0,
  missingNames: 0,
  missesNumber: 0,
  deniesAlone: 0,
  opposes: 0,
  passage: 0.86,
  sentence: 0.88,
  sameTokens: -3,
  hasNumber: 0,
  lacksTime: 0,
  lacksCount: 0,
  missesPhrase: 0,
};

const weak: Evidence = { ...strong, score: -2.6, matchNear: 0.5, passage: 0.8, sentence: 0.8 };

/** As a foreign question meets. */
const foreign: Evidence = {
  ...weak,
  score: -3.25,
  matchNear: 0.34,
  sameTokens: -4.5,
  missingNames: 1,
};

const decide = (evidence: Evidence | undefined) => deciding.decide(evidence, SHIPPED_CALIBRATION);

describe('the decision', () => {
  test('is found on strong evidence, closest on some, nothing on none', () => {
    expect(decide(strong).kind).toBe('found');
    expect(decide(weak).kind).toBe('closest');
    expect(decide({ ...strong, missesPhrase: 1 }).kind).toBe('closest');
    expect(decide(foreign).kind).toBe('nothing');
    expect(decide(undefined)).toEqual({ kind: 'nothing', probability: 0 });
  });

  test.each<Partial<Evidence>>([
    { missingNames: 1 },
    { missesNumber: 1 },
    { deniesAlone: 1 },
    { opposes: 1 },
    { score: -2.5 },
    { matchNear: 0.4 },
  ])('is less sure with %o', (weaker) => {
    expect(decide({ ...strong, ...weaker }).probability).toBeLessThan(decide(strong).probability);
  });

  test('asks less of a question in another language whose words are all met somewhere near', () => {
    const across = decide({ ...weak, across: 1, acrossScore: -2.6, acrossMatchAnywhere: 0.55 });
    expect(across.probability).toBeGreaterThan(decide(weak).probability);
  });
});
