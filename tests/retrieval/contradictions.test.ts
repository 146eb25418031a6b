import { describe, expect, test } from 'vitest';
import { deniesAlone, missesNumber, opposes } from '../../src/retrieval/contradictions.ts';

describe('a question against a sentence', () => {
  test('denies alone when the sentence asserts', () => {
    expect(deniesAlone('Who did not sign the treaty?', 'Norway signed the treaty.')).toBe(true);
    expect(deniesAlone("Who didn't sign it?", 'Norway refused to sign it.')).toBe(false);
    expect(deniesAlone('Who signed it?', 'Norway never signed it.')).toBe(false);
  });

  test('misses a number that stands nowhere near', () => {
    expect(missesNumber('What happened in 1712?', 'Newcomen built it in 1712.')).toBe(false);
    expect(missesNumber('What happened in 1713?', 'Newcomen built it in 1712.')).toBe(true);
    expect(missesNumber('ماذا حدث عام ١٧١٢؟', 'Newcomen built it in 1712.')).toBe(false);
    expect(missesNumber('१७१३ में क्या हुआ?', 'Newcomen built it in 1712.')).toBe(true);
    expect(missesNumber('What happened?', 'Newcomen built it in 1712.')).toBe(false);
  });

  test('compares numbers, versions and dates whole', () => {
    expect(missesNumber('What happened in 19?', 'It was 1990.')).toBe(true);
    expect(missesNumber('What is new in 2.1?', 'Version 2.10 has tables.')).toBe(true);
    expect(missesNumber('What is new in 2.1?', 'Version 2.1. It has tables.')).toBe(false);
    expect(missesNumber('What happened on 10.4.2026?', 'Signed on 11.4.2026.')).toBe(true);
    expect(missesNumber('Who has 10,000 people?', 'The town has 10000 people.')).toBe(false);
    expect(missesNumber('What were the 1990s like?', 'In the 1990s it grew.')).toBe(false);
  });

  test('is opposed by the opposite of a word that the text lacks', () => {
    expect(opposes('Which countries were absent?', 'Six countries were present.')).toBe(true);
    expect(opposes('Which acts are illegitimate?', 'These acts are legitimate.')).toBe(true);
    expect(opposes('Which countries were present?', 'Six countries were present.')).toBe(false);
    expect(opposes('Which fish do they eat?', 'They eat krill.')).toBe(false);
  });
});
