import { expect, test } from 'vitest';
import { counted, holdings } from '../../src/index/counted.ts';

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
  [21, '21 files'],
])('%i of a thing read %j', (number, read) => {
  expect(counted(number, 'file')).toBe(read);
});

test('a library of one document says so', () => {
  expect(holdings({ counts: { documents: 1, passages: 30 } })).toBe('1 document, 30 passages');
});
