import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINKS } from '../../../src/bot/deep-links.ts';
import { readListPress, writeListPress } from '../../../src/bot/reading/list-presses.ts';
import { readPress, writePress } from '../../../src/bot/reading/presses.ts';
import { citationId, documentKey } from '../../../src/retrieval/citation.ts';

const citation = fc
  .tuple(fc.string(), fc.nat(), fc.string())
  .map(([document, start, sentence]) => citationId(document, start, sentence));
const key = fc.string().map(documentKey);

const readingPress = fc.oneof(
  fc.record({ act: fc.constantFrom('before', 'after'), edge: citation, origin: citation }),
  fc.record({
    act: fc.constant('section'),
    part: fc.nat(9999),
    at: citation,
    origin: citation,
  }),
  fc.record({ act: fc.constant('excerpt'), number: fc.nat(9999), origin: citation }),
  fc.record({ act: fc.constant('back'), origin: citation }),
  fc.record({ act: fc.constant('copy'), first: citation, last: citation }),
);

const listPress = fc.oneof(
  fc.constant({ list: 'all-documents' as const }),
  fc.record({ list: fc.constantFrom('documents', 'matches'), page: fc.nat(999_999) }),
  fc.record({ list: fc.constant('contents'), key, page: fc.nat(999_999) }),
  fc.record({ list: fc.constant('beginning'), citation }),
);

test('a press of reading says all that it needs in 64 bytes', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(readingPress, (press) => {
      const data = writePress(press);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(readPress(data)).toEqual(press);
      expect(readListPress(data)).toBeUndefined();
    }),
  );
});

test('a press of a list says all that it needs in 64 bytes', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(listPress, (press) => {
      const data = writeListPress(press);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(readListPress(data)).toEqual(press);
      expect(readPress(data)).toBeUndefined();
    }),
  );
});

test('whatever somebody makes up is read as nothing, or as a press that can be written', () => {
  expect.hasAssertions();
  const rest = fc.string({ unit: fc.constantFrom('a', '0', 'Z', '-', '_', ':'), maxLength: 60 });
  const beginnings = fc.constantFrom('a:', 'b:', 's:', 'n:', 'o:', 'c:', 'list', 'toc:', 'find:');
  const forged = fc.oneof(
    fc.string({ maxLength: 64 }),
    fc.tuple(beginnings, rest).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(forged, (data) => {
      const [reading, list] = [readPress(data), readListPress(data)];
      const written = reading ? writePress(reading) : list ? writeListPress(list) : undefined;
      expect(written === undefined || Buffer.byteLength(written) <= 64).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('links hold two citations in 64 characters', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(citation, citation, (first, last) => {
      expect(`${LINKS.copy}_${first}_${last}`).toMatch(/^[\w-]{1,64}$/);
    }),
  );
});
