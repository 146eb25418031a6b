import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/index/library/word-breaks.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** What the fast way must equal. */
function segmented(text: string): string[] {
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? [segment] : [],
  );
}

const SIGNS = Array.from(
  'ab9éжё!"#$%&()*+,-./:;<=>?@[\\]^`{|}~\'«»“”„–—·‐…€°ªアあ中한אب१😀👨\n\t\u00a0\u202f\u2028\u0301\u200d',
).concat(['  ', '\r\n', '\ud800', 'ไทย']);

test('words are those of Intl.Segmenter, whatever signs stand between, before and after', () => {
  const texts = fc.array(fc.constantFrom(...SIGNS), { maxLength: 14 });
  fc.assert(
    fc.property(texts, (signs) => {
      const text = signs.join('');
      expect(wordsOf(text)).toEqual(segmented(text));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["«the u.s. well-known (3.14) state's end.», don't 1,000;5", 'plain and less plain signs'],
  ['съешь ещё этих мягких булок, да выпей чаю', 'Cyrillic'],
  ['ภาษาไทย and english ภาษาไทย', 'a script without spaces beside one with'],
])('words of %j are those of Intl.Segmenter: %s', (text) => {
  expect(wordsOf(text)).toEqual(segmented(text));
});
