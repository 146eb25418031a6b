import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsBetween } from '../../../src/index/library/edit-distance.ts';

describe('edits between two words', () => {
  test.each([
    ['word', 'word', 0],
    ['governmnet', 'government', 1],
    ['goverment', 'government', 1],
    ['goovernment', 'government', 1],
    ['govarnment', 'government', 1],
    ['heaquarter', 'headquarters', 2],
    ['правительсво', 'правительство', 1],
    ['', 'ab', 2],
  ])('%j and %j: %d', (a, b, edits) => {
    expect(editsBetween(a, b, 3)).toBe(edits);
  });

  test('are not counted beyond what is asked for', () => {
    expect(editsBetween('kitten', 'sitting', 2)).toBeUndefined();
    expect(editsBetween('a', 'abcd', 2)).toBeUndefined();
  });

  test('are the same both ways, and none for a word and itself alone', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(editsBetween(a, b, 8)).toBe(editsBetween(b, a, 8));
        expect(editsBetween(a, b, 8) === 0).toBe(a === b);
      }),
    );
  });
});
