import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embeddedParts } from '../../../src/index/embedding/embedded-text.ts';

test('ordinary text is one part, without the white space around it', () => {
  expect(embeddedParts('\n Two  words \t')).toEqual(['Two  words']);
});

test('a text of nothing but white space has no part', () => {
  expect(embeddedParts(' \n\t ')).toEqual([]);
});

test('long text is parted at white space', () => {
  const parts = embeddedParts('word '.repeat(2000));
  expect(parts.length).toBeGreaterThan(4);
  expect(parts.every((part) => /^word( word)*$/.test(part))).toBe(true);
});

test('a megabyte without a space is parted quickly, never inside a character', () => {
  const parts = embeddedParts('😊'.repeat(250_000));
  expect(parts.every((part) => part.length <= 2000 && !/\p{Cs}/u.test(part))).toBe(true);
  expect(parts.join('')).toBe('😊'.repeat(250_000));
});

test('nothing but white space is ever lost', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constant(' '), fc.string({ unit: 'binary', maxLength: 900 })),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (given) => {
      const parts = embeddedParts(given);
      expect(parts.every((part) => part !== '' && part.length <= 2000)).toBe(true);
      expect(parts.join('').replaceAll(/\s/g, '')).toBe(given.replaceAll(/\s/g, ''));
    }),
    { numRuns: 40 },
  );
});
