import { describe, expect, test } from 'vitest';
import { offsetOf, pageAt } from '../../../src/bot/inline/pages.ts';

describe('the pages of a list', () => {
  test('follow one another to the end, without a gap, beyond 50 results', () => {
    const pages = [];
    for (let offset: string | undefined; offset !== '';) {
      const page = pageAt(offset ?? '', 'a');
      if (!page) throw new Error(`${offset} leads nowhere`);
      pages.push(page);
      offset = offsetOf(page, 'a');
      expect(Buffer.byteLength(offset)).toBeLessThanOrEqual(64);
    }
    expect(pages[0]?.start).toBe(0);
    expect(pages.slice(1).map(({ start }) => start)).toEqual(
      pages.slice(0, -1).map(({ end }) => end),
    );
    expect(pages.at(-1)?.end).toBeGreaterThan(200);
  });

  test('end where the library was built anew', () => {
    const page = pageAt('', 'a');
    const offset = page && offsetOf(page, 'a');
    expect(offset).toBeTruthy();
    expect(pageAt(offset ?? '', 'a')).toBeDefined();
    expect(pageAt(offset ?? '', 'b')).toBeUndefined();
  });

  test.each(['garbage', '20', 'abcdefgh.20', '🙈'.repeat(16), '.', `${'a'.repeat(60)}.1`])(
    'do not begin at %j',
    (offset) => {
      expect(pageAt(offset, 'a')).toBeUndefined();
    },
  );

  test('do not begin beyond the last one', () => {
    const page = pageAt('', 'a');
    const library = page && offsetOf(page, 'a').split('.')[0];
    for (const start of ['0', '-20', '9999', '300', '1e1']) {
      expect(pageAt(`${library}.${start}`, 'a')).toBeUndefined();
    }
  });
});
