import { describe, expect, test } from 'vitest';
import { excerptsIn, foldersOf, mayQuoteIn } from '../../../src/bot/groups/chat-settings.ts';

describe('which documents a chat sees', () => {
  test('all, unless it has chosen a folder', () => {
    const mayQuote = mayQuoteIn({ folder: undefined });
    expect(['a.txt', 'laws/b.txt'].filter(mayQuote)).toEqual(['a.txt', 'laws/b.txt']);
  });

  test('those below its folder, at any depth, and no folder that begins alike', () => {
    const ids = ['laws/a.txt', 'laws/old/b.txt', 'laws.txt', 'lawsuits/c.txt', 'other/laws/d.txt'];
    expect(ids.filter(mayQuoteIn({ folder: 'laws' }))).toEqual(['laws/a.txt', 'laws/old/b.txt']);
  });

  test('none of a folder that is gone', () => {
    expect(['a.txt', 'new/b.txt'].filter(mayQuoteIn({ folder: 'old' }))).toEqual([]);
  });
});

test('folders to choose from are those directly below the documents folder', () => {
  const ids = ['top.txt', 'Ω/a.txt', 'laws/a.txt', 'laws/old/b.txt', 'minutes/c.txt'];
  expect(foldersOf(ids)).toEqual(['laws', 'minutes', 'Ω']);
});

test.each([
  ['short', 3, 1],
  ['usual', 3, 3],
  ['long', 3, 6],
  ['long', 10, 10],
] as const)('a %s answer where %i excerpts are usual has at most %i', (length, usual, most) => {
  expect(excerptsIn({ length }, usual)).toBe(most);
});
