import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { using } from '../../../src/index/library/library.ts';
import type { Quotation } from '../../../src/retrieval/answer.ts';
import { citationId, documentKey } from '../../../src/retrieval/citation.ts';
import { createReader } from '../../../src/retrieval/reading/library-reader.ts';
import type { Reader, Stretch } from '../../../src/retrieval/reading/reader.ts';
import { toyLibrary } from '../toy-retrieval.ts';

const sentences = (topic: string, count: number) =>
  Array.from({ length: count }, (_, at) => `The ${topic} has rule number ${at + 1} of the town.`);

const CHARTER = [
  '# Town charter',
  '',
  'This is the charter.',
  '',
  '## Rights',
  '',
  'Everybody has rights.',
  '',
  '### Voting',
  '',
  sentences('ballot', 60).join(' '),
  '',
  '### Fishing',
  '',
  'Anybody may fish. Nets are forbidden.',
  '',
  '## Duties',
  '',
  'Everybody pays taxes.',
  '',
].join('\n');

const HARBOUR = 'The harbour is deep. Ships of all sizes land there. It was dug by hand.\n';

let folder: string;
let reader: Reader;
beforeAll(async () => {
  const texts = { 'charter.md': CHARTER, 'port/harbour.txt': HARBOUR };
  folder = await mkdtemp(path.join(tmpdir(), 'reading-'));
  reader = createReader(using(await toyLibrary(folder, texts)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cited = (sentence: string, document = 'charter.md', text = CHARTER) =>
  citationId(document, text.indexOf(sentence), sentence);
const RULE_30 = sentences('ballot', 60)[29] ?? '';
const NOT_HARBOUR = { mayQuote: (id: string) => id !== 'port/harbour.txt' };

function stretch(read: { readonly kind: string }): Stretch {
  expect(read.kind).toBe('stretch');
  return read as Stretch;
}

function expectExact({ document, start, end, text }: Quotation): void {
  const source = document === 'charter.md' ? CHARTER : HARBOUR;
  expect(text).toBe(source.slice(start, end));
}

describe('around a cited sentence', () => {
  test('its neighbours are shown, about 450 characters of its section, and it is marked', async () => {
    const { quotation, isFirst, isLast } = stretch(await reader.around(cited(RULE_30)));
    expectExact(quotation);
    const { best, text, start } = quotation;
    expect(text.slice(best.start - start, best.end - start)).toBe(RULE_30);
    expect(text.length).toBeGreaterThan(350);
    expect(text.length).toBeLessThanOrEqual(450);
    expect(quotation).toMatchObject({ section: ['Rights', 'Voting'], id: cited(RULE_30) });
    expect([isFirst, isLast]).toEqual([false, false]);
  });

  test('nothing of another section or document is shown', async () => {
    const { quotation } = stretch(await reader.around(cited('Anybody may fish.')));
    expect(quotation.text).toBe('### Fishing\n\nAnybody may fish. Nets are forbidden.');
    const harbour = await reader.around(cited('The harbour is deep.', 'port/harbour.txt', HARBOUR));
    expect(stretch(harbour)).toMatchObject({ isFirst: true, isLast: true });
    expect(stretch(harbour).quotation.text).toBe(HARBOUR.trim());
  });
});

describe('reading on', () => {
  test('forwards shows every sentence of the document once, in order, and ends in no heading', async () => {
    const first = stretch(await reader.around(cited('This is the charter.'))).quotation;
    const read = [first];
    for (;;) {
      const next = await reader.after(read.at(-1)?.lastId ?? '');
      if (next.kind === 'no-further') break;
      read.push(stretch(next).quotation);
    }
    for (const quotation of read) expectExact(quotation);
    expect(
      read
        .map(({ text }) => text)
        .join('\n\n')
        .replaceAll(/\s+/gu, ' '),
    ).toBe(CHARTER.trim().replaceAll(/\s+/gu, ' '));
    for (const { text } of read) expect(text).not.toMatch(/(^|\n)#[^\n]*$/);
  });

  test('backwards comes to where it began', async () => {
    const start = stretch(await reader.around(cited('Everybody pays taxes.'))).quotation;
    const read = [start];
    for (;;) {
      const before = await reader.before(read[0]?.firstId ?? '');
      if (before.kind === 'no-further') break;
      read.unshift(stretch(before).quotation);
    }
    expect(read[0]?.start).toBe(0);
    expect(
      read
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(/\s+/gu, ' '),
    ).toBe(CHARTER.trim().replaceAll(/\s+/gu, ' '));
  });

  test('never crosses into another document', async () => {
    const last = cited('It was dug by hand.', 'port/harbour.txt', HARBOUR);
    const first = cited('The harbour is deep.', 'port/harbour.txt', HARBOUR);
    expect(await reader.after(last)).toEqual({ kind: 'no-further' });
    expect(await reader.before(first)).toEqual({ kind: 'no-further' });
  });

  test('says where a stretch ends the document', async () => {
    const read = stretch(await reader.after(cited('Nets are forbidden.')));
    expect(read).toMatchObject({ isFirst: false, isLast: true });
  });
});

describe('a section', () => {
  test('is read in parts of whole sentences that make it up', async () => {
    const there = await reader.section(cited(RULE_30), undefined);
    if (there.kind !== 'section-part') throw new Error(there.kind);
    const { parts } = there;
    const texts: string[] = [];
    for (let part = 1; part <= parts; part++) {
      const read = await reader.section(cited(RULE_30), part);
      if (read.kind !== 'section-part') throw new Error(read.kind);
      expectExact(read.quotation);
      expect(read.quotation.text.length).toBeLessThanOrEqual(2000);
      texts.push(read.quotation.text);
    }
    expect(parts).toBeGreaterThan(1);
    expect(texts.join(' ')).toBe(`### Voting\n\n${sentences('ballot', 60).join(' ')}`);
    expect(texts[there.part - 1]).toContain(RULE_30);
  });

  test.each([
    [0, 1],
    [99, 2],
  ])('has no part %i: the nearest is shown', async (wanted, part) => {
    expect(await reader.section(cited(RULE_30), wanted)).toMatchObject({ part });
  });

  test('marks the sentence in the part that holds it, and in no other', async () => {
    const first = await reader.section(cited(RULE_30), 1);
    const second = await reader.section(cited(RULE_30), 2);
    const marks = [first, second].map((read) =>
      read.kind === 'section-part' ? read.quotation.best.end - read.quotation.best.start : -1,
    );
    expect(marks.toSorted((a, b) => a - b)).toEqual([0, RULE_30.length]);
  });
});

describe('from one sentence to another', () => {
  test('all is given, whichever comes first', async () => {
    const ends = [cited('Anybody may fish.'), cited('Nets are forbidden.')] as const;
    const forwards = stretch(await reader.between(...ends)).quotation;
    expect(forwards.text).toBe('Anybody may fish. Nets are forbidden.');
    expect(stretch(await reader.between(ends[1], ends[0])).quotation).toEqual(forwards);
  });

  test('ends where the document ends, though somebody forged the other end', async () => {
    const other = cited('It was dug by hand.', 'port/harbour.txt', HARBOUR);
    const { quotation } = stretch(await reader.between(cited('Nets are forbidden.'), other));
    expect(quotation.document).toBe('charter.md');
  });
});

describe('a place that can’t be read', () => {
  test('has changed, is gone, is not shown there, or never was', async () => {
    const harbour = cited('The harbour is deep.', 'port/harbour.txt', HARBOUR);
    const changed = await reader.after(citationId('charter.md', 5, 'No such sentence.'));
    expect(changed).toMatchObject({ kind: 'changed', document: { title: 'Town charter' } });
    expect(await reader.around(citationId('gone.md', 0, 'x'))).toEqual({ kind: 'document-gone' });
    expect(await reader.section(harbour, 1, NOT_HARBOUR)).toEqual({ kind: 'not-shown' });
    expect(await reader.around('c_1')).toEqual({ kind: 'not-a-citation' });
  });

  test('says nothing of a document that is not shown there, not even that it changed', async () => {
    const changed = citationId('port/harbour.txt', 5, 'No such sentence.');
    expect(await reader.around(changed, NOT_HARBOUR)).toEqual({ kind: 'not-shown' });
  });
});

describe('documents', () => {
  const all = { page: 1, size: 8 };

  test('are listed, those of all words in title or path', async () => {
    const titles = async (words: string) =>
      (await reader.documents(words, all)).items.map(({ title }) => title);
    expect(await titles('')).toHaveLength(2);
    expect(await titles('CHARTER town')).toEqual(['Town charter']);
    expect(await titles('port/')).toHaveLength(1);
    expect(await titles('fish')).toEqual([]);
  });

  test('come in pages; one that is not there is the nearest', async () => {
    const page = await reader.documents('', { page: 7, size: 1 });
    expect(page).toMatchObject({ page: 2, pages: 2, total: 2 });
    expect(page.items).toHaveLength(1);
  });

  test('that a chat does not see are not listed', async () => {
    expect((await reader.documents('', all, NOT_HARBOUR)).total).toBe(1);
  });
});

describe('contents', () => {
  test('are the headings with their numbers, each with its place', async () => {
    const contents = await reader.contents(documentKey('charter.md'), { page: 1, size: 15 });
    if (contents.kind !== 'contents') throw new Error(contents.kind);
    expect(contents.items.map(({ number, text }) => `${number.join('.')} ${text}`)).toEqual([
      '1 Rights',
      '1.1 Voting',
      '1.2 Fishing',
      '2 Duties',
    ]);
    const opened = await Promise.all(contents.items.map(({ id }) => reader.around(id)));
    expect(opened.map((read) => stretch(read).quotation.section.at(-1))).toEqual([
      'Rights',
      'Voting',
      'Fishing',
      'Duties',
    ]);
    const beginning = stretch(await reader.around(contents.beginning ?? ''));
    expect(beginning.isFirst).toBe(true);
  });

  test('of a document without headings are none', async () => {
    const contents = await reader.contents(documentKey('port/harbour.txt'), { page: 1, size: 15 });
    expect(contents).toMatchObject({ kind: 'contents', total: 0, items: [] });
  });

  test('of a document that is gone or not shown are not given', async () => {
    const page = { page: 1, size: 15 };
    expect(await reader.contents('AAAAAAAA', page)).toEqual({ kind: 'document-gone' });
    const harbour = documentKey('port/harbour.txt');
    expect(await reader.contents(harbour, page, NOT_HARBOUR)).toEqual({ kind: 'not-shown' });
  });
});
