import { expect, test } from 'vitest';
import { editsBetween } from '../../../src/index/library/edit-distance.ts';
import { seeded } from '../../seeded.ts';
import { misspelt } from './misspell.ts';

test('misspells one content word by one slip, the same one for the same seed', () => {
  const question = 'Who was the final Prime Minister of East Germany?';
  const slips = Array.from({ length: 50 }, (_, seed) => misspelt(question, 'en', seeded(seed)));
  expect(slips).toEqual(
    Array.from({ length: 50 }, (_, seed) => misspelt(question, 'en', seeded(seed))),
  );
  for (const slip of slips) expect(editsBetween(question, slip, 2)).toBe(1);
  expect(new Set(slips).size).toBeGreaterThan(20);
});

test('leaves a question without a long content word as it is', () => {
  expect(misspelt('Who is it?', 'en', seeded(1))).toBe('Who is it?');
});
