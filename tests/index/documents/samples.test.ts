import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import { toyMeasure } from './toy-measure.ts';

const SAMPLES = path.join(import.meta.dirname, 'samples');

async function sample(name: string): Promise<Document> {
  const document = await readDocument(await readFile(path.join(SAMPLES, name)), name, toyMeasure());
  if ('reason' in document) throw new Error(document.reason);
  return document;
}

/** Paragraphs that hold each of some texts, with the path of headings that leads to them. */
function placesOf({ text, paragraphs, sections }: Document, said: readonly string[]): string[] {
  return said.map((one) => {
    const holding = paragraphs.filter(({ start, end }) =>
      plainSpaces(text.slice(start, end)).includes(one),
    );
    const paths = holding.map(({ section }) => sections[section]?.headings.join(' › '));
    return `${one} — ${paths.join(' and ')}`;
  });
}

/** Pandoc keeps `Dr. Brandt` on one line by a no-break space. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

const SLOW =
  'Ships slow down to three knots before they pass the pier. Dr. Brandt, the harbour master, may close the basin for up to 12 hours.';
const NOTE = 'Grain is weighed at the north gate before it is unloaded.';
const TANKER = 'Ship: Tanker | Fee per day: 310 € | Deposit: 2,000 €';

/** What a reader of the handbook finds, and under which headings. */
const HANDBOOK = [
  `${SLOW} — Rules of the harbour`,
  `${TANKER} — Rules of the harbour › Fees`,
  '2. Pay what is due. — Rules of the harbour › Fees',
  '• before noon. — Rules of the harbour › Forbidden things',
  'It burnt down in 1871 and was rebuilt within ten² weeks. — History',
  'Every household gave 3 shillings a year until 1902. — History › Who paid for it?',
  'Зимой её чистит ледокол «Север». — Русская глава',
];
const SAID = HANDBOOK.map((place) => place.split(' — ')[0] ?? '');

describe('the handbook as written by', () => {
  test.each([
    'pandoc.html',
    'libreoffice.html',
    'sphinx.html',
    'pandoc.docx',
    'libreoffice.docx',
    'pandoc.epub',
    'pandoc-epub2.epub',
  ])('%s is found with its sections', async (name) => {
    const document = await sample(name);
    expect(document.title).toBe('Harbour handbook');
    expect(placesOf(document, SAID)).toEqual(HANDBOOK);
    expect(document.text).toContain(NOTE);
    expect(document.text).toMatch(/12 hours\. ?\[1\]/);
    expect(document.text).not.toMatch(/Town office documentation|Navigation|Page source|[¶↩↑]/);
  });

  test('mkdocs.html is found without what stands around it', async () => {
    const document = await sample('mkdocs.html');
    expect(document.title).toBe('Harbour handbook');
    const raised = (text: string) => text.replace('ten²', 'ten^2^');
    expect(placesOf(document, SAID.map(raised))).toEqual(HANDBOOK.map(raised));
    expect(document.text).not.toMatch(/Search|Previous|Keyboard|Docs? built/);
  });

  test('libreoffice.epub has the chapters that its table of contents names', async () => {
    const document = await sample('libreoffice.epub');
    expect(document.title).toBe('Harbour handbook');
    expect(placesOf(document, [SLOW, 'Every household gave', 'Зимой её чистит'])).toEqual([
      `${SLOW} — Rules of the harbour`,
      'Every household gave — History',
      'Зимой её чистит — Русская глава',
    ]);
    expect(document.text.match(/Rules of the harbour/g)).toHaveLength(1);
  });
});

test('a Word document keeps headings, lists and tables, and leaves its page headers out', async () => {
  const document = await sample('python-docx.docx');
  expect(document.title).toBe('People of the harbour');
  const places = [
    'Name: Boris Ivanov | Trade: crane driver — By trade',
    '• Nights: Boris Ivanov. — By trade › On call',
    'The office closes at five o’clock. — By trade › On call',
  ];
  expect(
    placesOf(
      document,
      places.map((place) => place.split(' — ')[0] ?? ''),
    ),
  ).toEqual(places);
  expect(document.text).not.toContain('confidential');
});

describe('a table', () => {
  /** The passages, each with the row of its first sentence. */
  function rowsOf({ text, marks, passages, sentences }: Document): string[] {
    return passages.map(({ firstSentence, endSentence }) => {
      const start = sentences[firstSentence]?.start ?? 0;
      const mark = marks.findLast((one) => one.start <= start);
      const row = mark?.kind === 'row' ? mark.row : undefined;
      return `${row}: ${text.slice(start, sentences[endSentence - 1]?.end)}`;
    });
  }

  test.each(['pandas.csv', 'pandas.tsv', 'sqlite.csv'])(
    'of %s has a passage for each row, with the names of its columns',
    async (name) => {
      expect(rowsOf(await sample(name))).toEqual([
        '2: Name: Anna Berg | Trade: pilot | E-mail: anna@example.org | Since: 1984 | Remarks: Knows the sandbanks; speaks Dutch, too.',
        '3: Name: Boris Ivanov | Trade: crane driver | Since: 1991 | Remarks: Calls his crane "Zhanna". Works at night.',
        '4: Name: Chloé Dupont | Trade: diver | E-mail: chloe@example.org | Since: 2002 | Remarks: Repairs hulls below the water line.',
      ]);
    },
  );

  test('of LibreOffice, in windows-1251 with semicolons, is numbered as the spreadsheet was', async () => {
    const rows = rowsOf(await sample('libreoffice.csv'));
    expect(rows).toEqual([
      '1: Расписание паромов',
      '4: Рейс: 101 | Отправление: Порт Эллен 08:15 | Прибытие: Кеннакрейг 10:10 | Примечание: Ежедневно, кроме воскресенья',
      '5: Рейс: 102 | Отправление: Порт Эллен 13:30 | Прибытие: Кеннакрейг 15:25 | Примечание: Только летом; собаки на поводке',
      '6: Рейс: 103 | Отправление: Порт Эллен 18:00 | Прибытие: Кеннакрейг 19:55 | Примечание: Перевозка прицепов до 12 метров',
    ]);
  });
});
