import { expect, test } from 'vitest';
import { createRecent } from '../../src/bot/recent.ts';

test('the last ones are remembered, and the first ones forgotten', () => {
  const recent = createRecent<number, string>(100);
  for (let key = 0; key < 1000; key++) recent.set(key, `value ${key}`);
  expect(recent.get(999)).toBe('value 999');
  expect(recent.get(950)).toBe('value 950');
  expect(recent.get(899)).toBeUndefined();
});

test('a value is replaced, and can be taken away', () => {
  const recent = createRecent<string, number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  expect(recent.get('a')).toBe(3);
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
});
