import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCodePoints } from './world/code-points.ts';
import { withFoundEntities } from './world/entities.ts';
import { splitAsApps } from './world/splitting.ts';

/** The entities of a text as `type:slice`. */
function found(text: string, given?: Parameters<typeof withFoundEntities>[1]): readonly string[] {
  return withFoundEntities(text, given).map(
    ({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`,
  );
}

describe('entities that Telegram finds in a text', () => {
  test.each<[string, readonly string[]]>([
    ['/ask@LibraryBot where', ['bot_command:/ask@LibraryBot']],
    ['/ASK me', ['bot_command:/ASK']],
    ['either/or and a//b', []],
    ['😀 @LibraryBot, hi', ['mention:@LibraryBot']],
    ['a@LibraryBot', []],
    ['write to someone@example.org!', ['email:someone@example.org']],
    ['see https://example.org/a?b=c.', ['url:https://example.org/a?b=c']],
    ['see example.org, too', ['url:example.org']],
    ['#маяк and #1', ['hashtag:#маяк']],
    ['$USD', ['cashtag:$USD']],
  ])('%s', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  test('are not looked for inside code', () => {
    expect(found('use /ask @LibraryBot', [{ type: 'code', offset: 4, length: 16 }])).toEqual([
      'code:/ask @LibraryBot',
    ]);
  });

  test('lie inside the text and overlap nothing', () => {
    const pieces = fc.constantFrom(
      '@bot',
      '/ask',
      ' ',
      '😀',
      'a',
      '.org',
      '#x',
      '@',
      '/',
      'https://',
      'я',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { offset, length } of withFoundEntities(text)) {
          expect(offset).toBeGreaterThanOrEqual(end);
          expect(length).toBeGreaterThan(0);
          end = offset + length;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('a long text', () => {
  test('is sent in parts of at most 4,096 characters, and nothing but blanks is lost', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 3000, maxLength: 9000 });
    fc.assert(
      fc.property(text, (long) => {
        const parts = splitAsApps(long);
        for (const part of parts) expect(countCodePoints(part)).toBeLessThanOrEqual(4096);
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(long.replaceAll(/\s/g, ''));
      }),
      { numRuns: 20 },
    );
  });

  test('is cut at a blank where there is one', () => {
    const [first] = splitAsApps('word '.repeat(2000));
    expect(first?.endsWith('word')).toBe(true);
  });
});
