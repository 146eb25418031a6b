import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentFor, safeName } from '../../../src/bot/maintaining/document-name.ts';

const ENDINGS = ['.txt', '.md'];

describe('[54] the name of a file from outside', () => {
  test.each([
    ['bridge.txt', 'bridge.txt'],
    ['../../x.txt', 'x.txt'],
    ['/etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\boot.TXT', 'boot.txt'],
    ['a\u0000b.txt', 'ab.txt'],
    ['evil\u202Etxt.exe.txt', 'eviltxt-exe.txt'],
    [`${'long'.repeat(100)}.txt`, `${'long'.repeat(30)}.txt`],
    [`${'ж'.repeat(300)}.md`, `${'ж'.repeat(60)}.md`],
    ['😀😀.txt', 'document.txt'],
    ['.hidden.txt', 'hidden.txt'],
    ['...txt', 'document.txt'],
    ['con.txt', 'con_.txt'],
    ['Städtebau (neu) 2024.TXT', 'Städtebau-neu-2024.txt'],
    ['हिन्दी दस्तावेज़.txt', 'हिन्दी-दस्तावेज़.txt'.normalize('NFKC')],
  ])('%j becomes %s', (label, name) => {
    expect(safeName(label, ENDINGS)).toBe(name);
  });

  test.each(['', 'README', '.txt', 'a.exe', 'a.txt.exe', 'a.txt/', 'txt'])(
    '%j is of no format that can be read',
    (label) => {
      expect(safeName(label, ENDINGS)).toBeUndefined();
    },
  );

  test('is never a path, hidden, or longer than a file system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (label) => {
        const name = safeName(`${label}.txt`, ENDINGS);
        if (name === undefined) return;
        expect(name).toMatch(/^[\p{L}\p{N}\p{M}_-]+\.txt$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(140);
      }),
    );
  });
});

describe('the document that a file becomes', () => {
  test('is a new one among the uploads, where none has its name', () => {
    expect(documentFor('a.txt', ['b.txt', 'x/c.txt'])).toBe('uploads/a.txt');
  });

  test('is the one that has its name, whatever case or blanks', () => {
    expect(documentFor('Plan-2024.txt', ['town/Plan (2024).txt'])).toBe('town/Plan (2024).txt');
    expect(documentFor('A.txt', ['a.txt'])).toBe('a.txt');
  });

  test('is its own where several have its name', () => {
    expect(documentFor('a.txt', ['x/a.txt', 'y/a.txt'])).toBe('uploads/a.txt');
    expect(documentFor('a.txt', ['x/a.txt', 'uploads/a.txt'])).toBe('uploads/a.txt');
  });
});
