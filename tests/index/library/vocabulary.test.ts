import { describe, expect, test } from 'vitest';
import { collectVocabulary } from '../../../src/index/library/vocabulary.ts';

describe('the vocabulary of a library', () => {
  test('has every word of every text, however long the texts are', async () => {
    const words = Array.from({ length: 30_000 }, (_, at) => `w${letters(at)}x`);
    const text = `${words.join(' ')}.\n`;
    const vocabulary = await collectVocabulary({
      documents: [{ title: 'Long', length: text.length }],
      text: (_, { start, end }) => text.slice(start, end),
    });
    for (const word of words.filter((_, at) => at % 500 === 0)) {
      expect(vocabulary.near(word, 0)).toMatchObject([{ word, edits: 0, count: 1 }]);
    }
  });
});

/** A number in letters. */
function letters(number: number): string {
  return Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('');
}
