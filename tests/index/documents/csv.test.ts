import { describe, expect, test } from 'vitest';
import { csvReader } from '../../../src/index/documents/csv.ts';

async function rowsOf(table: string | Uint8Array, name = 'people.csv') {
  const reading = await csvReader.read(Buffer.from(table), name);
  if ('reason' in reading) throw new Error(reading.reason);
  const { text, marks = [], paragraphs = [] } = reading;
  expect(marks.map(({ start }) => start)).toEqual(paragraphs.map(({ start }) => start));
  return paragraphs.map(({ start, end }, at) => {
    const mark = marks[at];
    return `${mark?.kind === 'row' ? mark.row : ''} ${text.slice(start, end)}`;
  });
}

describe('a table', () => {
  test.each([',', ';', '\t', '|'])('parted by %j gives each cell its column’s name', async (by) => {
    expect(
      await rowsOf(
        [
          ['Name', 'Age'],
          ['Ada', '36'],
          ['Bo', '41'],
        ]
          .map((row) => row.join(by))
          .join('\n'),
      ),
    ).toEqual(['2 Name: Ada | Age: 36', '3 Name: Bo | Age: 41']);
  });

  test('is numbered as a spreadsheet does: by records, blank rows and header counted', async () => {
    const table = 'Name,Note\r\nAda,"two\r\nlines, ""quoted"""\r\n\r\nBo,x\r\n';
    expect(await rowsOf(table)).toEqual([
      '2 Name: Ada | Note: two lines, "quoted"',
      '4 Name: Bo | Note: x',
    ]);
  });

  test('without names has its cells alone', async () => {
    expect(await rowsOf('1,2\n3,4\n')).toEqual(['1 1 | 2', '2 3 | 4']);
    expect(await rowsOf('a,a\nb,b\n')).toEqual(['1 a | a', '2 b | b']);
  });

  test('may have a heading above its names', async () => {
    expect(await rowsOf('Fees of 2024,,\n,,\nShip,Fee,Due\nBoat,10,now\n')).toEqual([
      '1 Fees of 2024',
      '4 Ship: Boat | Fee: 10 | Due: now',
    ]);
  });

  test('may have one column, and rows of other lengths', async () => {
    expect(await rowsOf('Question\nWhy?\nHow?\n')).toEqual([
      '2 Question: Why?',
      '3 Question: How?',
    ]);
    expect(await rowsOf('A,B\n1\n1,2,3\n')).toEqual(['2 A: 1', '3 A: 1 | B: 2 | 3']);
  });

  test('takes a spreadsheet’s hint at its delimiter', async () => {
    expect(await rowsOf('sep=;\nA,B;C\n1,2;3\n')).toEqual(['2 A,B: 1,2 | C: 3']);
  });

  test('takes quotation marks that are never closed as they stand', async () => {
    expect(await rowsOf('Size,Name\n"5,Ada\n6" wide,Bo\n')).toEqual([
      '2 Size: "5 | Name: Ada',
      '3 Size: 6" wide | Name: Bo',
    ]);
  });

  test('in UTF-16 or an older encoding is read all the same', async () => {
    const wide = Buffer.from('\ufeffName\tAge\nÄda\t36\n', 'utf16le');
    expect(await rowsOf(wide, 'people.tsv')).toEqual(['2 Name: Äda | Age: 36']);
  });

  test('larger than a slice keeps every row and every character', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at},😀${'é'.repeat(at % 40)}`);
    const read = await rowsOf(`id,word\n${rows.join('\n')}\n`);
    expect(read).toEqual(rows.map((row, at) => `${at + 2} id: ${row.replace(',', ' | word: ')}`));
  });

  test('is called as its file', async () => {
    const reading = await csvReader.read(Buffer.from('a,b\n1,2'), 'lists/port_fees-2024.csv');
    expect(reading).toMatchObject({ title: 'Port fees 2024' });
  });

  test('without text says so', async () => {
    expect(await csvReader.read(Buffer.from('a,b\n,\n'), 'a.csv')).toEqual({
      reason: 'holds no text',
    });
  });
});
