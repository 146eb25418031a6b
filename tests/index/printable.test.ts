import { expect, test } from 'vitest';
import { printable } from '../../src/index/printable.ts';

test.each([
  ['a\u001b[2Jb\nc', 'a\uFFFD[2Jb\uFFFDc'],
  ['\u202Efdp.exe', '\uFFFDfdp.exe'],
  ['a\u2028b\ud800c', 'a\uFFFDb\uFFFDc'],
])('nothing steers the terminal: %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each(['می\u200cخواهم.txt', '👨\u200d👩\u200d👧.md', 'שלום\u200f (1).txt', '🎉.pdf'])(
  'letters and what joins them stay: %j',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);
