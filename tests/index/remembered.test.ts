import { expect, test } from 'vitest';
import { remembered } from '../../src/index/remembered.ts';

test('gives what would be made, of however many words, and makes a thing of each that is met again once', () => {
  let made = 0;
  const lengthUnlessOdd = remembered((word) => {
    made += 1;
    return word.length % 2 === 0 ? word.length : undefined;
  });
  const words = Array.from({ length: 12_000 }, (_, at) => `word${at}`);
  for (const word of words) {
    for (let time = 0; time < 2; time += 1) {
      expect(lengthUnlessOdd(word)).toBe(word.length % 2 === 0 ? word.length : undefined);
    }
  }
  expect(made).toBe(words.length);
});

test('remembers no long ones', () => {
  let made = 0;
  const length = remembered((word) => (made += word.length));
  length('x'.repeat(1000));
  length('x'.repeat(1000));
  expect(made).toBe(2000);
});
