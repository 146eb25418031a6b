import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pdfReader } from '../../../src/index/documents/pdf.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import type { Reading } from '../../../src/index/documents/reading.ts';
import { drawnPdf } from './drawn-pdf.ts';
import { toyMeasure } from './toy-measure.ts';

const SAMPLES = path.join(import.meta.dirname, 'samples', 'pdf');

async function sample(name: string): Promise<Reading> {
  return readingOf(await readFile(path.join(SAMPLES, name)));
}

async function readingOf(bytes: Uint8Array): Promise<Reading> {
  const reading = await pdfReader.read(bytes, 'file.pdf');
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

async function reasonOf(name: string): Promise<string> {
  const reading = await pdfReader.read(await readFile(path.join(SAMPLES, name)), name);
  return 'reason' in reading ? reading.reason : 'read';
}

/** The paragraph that holds a text, with its page and the headings that lead to it. */
async function placeIn(name: string, said: string) {
  const document = await readDocument(
    await readFile(path.join(SAMPLES, name)),
    name,
    toyMeasure(500),
  );
  if ('reason' in document) throw new Error(document.reason);
  const { text, paragraphs, sections, pageStarts } = document;
  const at = text.indexOf(said);
  const paragraph = paragraphs.find(({ start, end }) => start <= at && at < end);
  return {
    paragraph: text.slice(paragraph?.start, paragraph?.end),
    page: pageStarts.findLastIndex((start) => start <= at) + 1,
    headings: sections[paragraph?.section ?? -1]?.headings.join(' › '),
  };
}

describe('two columns set by groff', async () => {
  const { text, pageStarts } = await sample('harbour.pdf');

  test('are read one after the other, over the ends of columns and pages', async () => {
    expect(await placeIn('harbour.pdf', 'transferred to the smaller Kittiwake')).toEqual({
      paragraph:
        'On these days the passengers are transferred to the smaller Kittiwake in the outer roads. The transshipment takes thirty-five minutes in calm weather. In November 2020 it had to be abandoned altogether, because the swell exceeded one and a half metres and two passengers were injured.',
      page: 1,
      headings: '2. Consequences for the ferries',
    });
  });

  test('have words parted at the ends of lines made whole, and others left as they are', () => {
    for (const whole of ['sediment', 'accumulation', 'generations', 'unmistakably', 'so-called'])
      expect(text).toContain(whole);
    expect(text.match(/\p{L}- ?\n|\p{L}-\s/gu)).toBeNull();
  });

  test('lose running heads, feet and page numbers', () => {
    expect(text).not.toMatch(/Annual Report|Page \d/);
    expect(text.match(/The Harbour Survey/g)).toHaveLength(1);
  });

  test('keep the page of each place', () => {
    expect(pageStarts).toHaveLength(3);
    const pages = ['Sedimentation was strongest', 'half metres and two', 'eighteen minutes'].map(
      (said) => pageStarts.findLastIndex((start) => start <= text.indexOf(said)) + 1,
    );
    expect(pages).toEqual([1, 2, 3]);
  });

  test('have their bold lines as headings where there are no bookmarks', async () => {
    const { headings, title } = await sample('harbour.pdf');
    expect(title).toBe('The Harbour Survey of Port Marlow');
    expect(headings.map((heading) => heading.text)).toEqual([
      'The Harbour Survey of Port Marlow',
      '1. Soundings',
      '2. Consequences for the ferries',
      '3. Recommendation',
      '4. The instruments',
      '5. Tides',
      '6. Expenditure',
    ]);
  });
});

describe('two columns set by LaTeX', () => {
  test('have bookmarks as sections', async () => {
    const { headings, title } = await sample('beacons.pdf');
    expect(title).toBe('On the Fires of the Coast');
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual([
      '1 1 Before the towers',
      '1 2 The first tower',
      '2 2.1 The lantern',
      '2 2.2 The fog bell',
      '1 3 Electric light',
    ]);
  });

  test('have a paragraph whole that goes on after a footnote on the next page', async () => {
    const { paragraph, headings } = await placeIn('beacons.pdf', 'incandescent lamp');
    expect(paragraph).toMatch(/^Electricity reached Skerrow.* this section is taken\.$/);
    expect(headings).toBe('3 Electric light');
    expect((await placeIn('beacons.pdf', 'The keepers were withdrawn')).page).toBe(2);
  });

  test('have ligatures as letters and the numbers of footnotes raised', async () => {
    const { text } = await sample('beacons.pdf');
    expect(text).toContain('the difficult question');
    expect(text).toContain('astonished the contemporaries.¹ A keeper');
  });
});

describe('minutes written with LibreOffice', () => {
  test('have a table row by row and a list entry by entry', async () => {
    const { text } = await sample('minutes.pdf');
    expect(text).toContain('\n\nMonthly pass | 31.00 | 36.00\n\n');
    expect(text).toContain(
      '\n\n• The Saint Brannock receives a new propeller shaft, since the old one vibrates above nine knots and has damaged its bearings twice.\n\n',
    );
    expect(await placeIn('minutes.pdf', 'leaves at 22:40')).toMatchObject({
      page: 1,
      headings: 'Vessels › Timetable',
    });
  });

  test('are read when only changing and printing them needs a password', async () => {
    expect((await sample('locked.pdf')).text).toBe((await sample('minutes.pdf')).text);
  });
});

describe("a browser's print", () => {
  test.each([
    [
      'weather.pdf',
      'Смотритель Анна Павловна Лукина передаёт сводки по радио. Её журнал хранится в районном архиве в Беломорске.',
      2,
      'Температура',
    ],
    [
      'well.pdf',
      'في عام 2009 رممت البلدية جدران البئر بحجارة من الجبل القريب. كلف الترميم اثني عشر ألف دينار، وشارك فيه ثلاثون متطوعا من الشباب. المهندسة ليلى حداد هي التي أشرفت على العمل.',
      1,
      'الترميم',
    ],
    [
      'tea.pdf',
      '二十世纪五十年代以前，茶叶由骡马沿古道运到江边的码头，单程需要三天。一九五八年公路修通以后，同样的路程只要两个小时。',
      1,
      '运输',
    ],
  ])('%s has its text letter by letter', async (name, paragraph, page, heading) => {
    const place = await placeIn(name, paragraph.slice(0, 20));
    expect(place).toMatchObject({ paragraph, page });
    expect(place.headings?.split(' › ').at(-1)).toBe(heading);
  });

  test('has neither the date nor the address that it was printed with', async () => {
    for (const name of ['weather.pdf', 'well.pdf', 'tea.pdf'])
      expect((await sample(name)).text).not.toMatch(/http|\d+:\d\d/);
  });
});

describe('a file without text says why', () => {
  test.each([
    ['encrypted.pdf', /^is encrypted with a password; /],
    ['scanned.pdf', /^has no text: its pages are scans or pictures; run OCR /],
  ])('%s', async (name, reason) => {
    expect(await reasonOf(name)).toMatch(reason);
  });

  test('a damaged one too', async () => {
    const reading = await pdfReader.read(Buffer.from('%PDF-1.7\nnothing of it'), 'x.pdf');
    expect(reading).toEqual({ reason: expect.stringMatching(/^is no PDF file, or one too dam/) });
  });
});

describe('pages as drawn', () => {
  test('upside down or sideways are read upright, and a stamp across them is not read', async () => {
    const lines = [
      { text: 'The ferry leaves at seven,', x: 100, y: 700 },
      { text: 'and it is back at nine.', x: 100, y: 686 },
    ];
    const whole = 'The ferry leaves at seven, and it is back at nine.';
    const stamp = { text: 'DRAFT', x: 200, y: 300, angle: 45 };
    for (const rotate of [0, 90, 180, 270])
      expect((await readingOf(drawnPdf([{ rotate, texts: [...lines, stamp] }]))).text).toBe(whole);
    const sideways = lines.map(({ text, x, y }) => ({ text, x: 800 - y, y: x, angle: 90 }));
    expect((await readingOf(drawnPdf([{ texts: sideways }]))).text).toBe(whole);
  });

  test('that are only one lose the number 1, and no line that ends with a number', async () => {
    const lines = [
      'Minutes of May 1911',
      'The tower was painted.',
      'The door was',
      'painted in 1912',
    ];
    const texts = lines.map((text, line) => ({ text, x: 72, y: 700 - 14 * line }));
    const { text } = await readingOf(
      drawnPdf([{ texts: [...texts, { text: '1', x: 290, y: 40 }] }]),
    );
    expect(text).toMatch(/^Minutes of May 1911/);
    expect(text).toMatch(/painted in 1912$/);
  });

  test('have letters that are set lower as letters of their words', async () => {
    const texts = [
      { text: 'BibT', x: 72, y: 700 },
      { text: 'E', x: 95.5, y: 697.4 },
      { text: 'X keeps the references of the harbour library.', x: 101.5, y: 700 },
    ];
    expect((await readingOf(drawnPdf([{ texts }]))).text).toBe(
      'BibTEX keeps the references of the harbour library.',
    );
  });

  test('have a paragraph for each line of a table of contents, without its dots', async () => {
    const texts = ['Purpose of the harbour', 'Offices'].map((title, line) => ({
      text: `${title} ${'. '.repeat(60 - 2 * title.length)}${line + 2}`,
      x: 72,
      y: 700 - 14 * line,
    }));
    expect((await readingOf(drawnPdf([{ texts }]))).text).toBe(
      'Purpose of the harbour … 2\n\nOffices … 3',
    );
  });

  test('3,000 of them are read within what a file may take', { timeout: 120_000 }, async () => {
    const words = ['harbour', 'ferry', 'tide', 'lamp', 'keeper', 'rope', 'anchor', 'pilot'];
    const pages = Array.from({ length: 3000 }, (_, page) => ({
      texts: Array.from({ length: 5 }, (__, line) => ({
        text: `${words[(page >> (3 * (line % 4))) % 8]} and ${words[(page + line) % 8]} on day ${page} of the year`,
        x: 72,
        y: 760 - line * 14,
      })),
    }));
    const bytes = drawnPdf(pages);
    const begun = performance.now();
    const { text, pageStarts } = await readingOf(bytes);
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(pageStarts).toHaveLength(3000);
    expect(text.slice(pageStarts[2999])).toMatch(/^pilot and pilot on day 2999 of/);
  });
});
