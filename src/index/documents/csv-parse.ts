import { Readable } from 'node:stream';
import { type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';

// The one door to the parser of tables.

/** A spreadsheet's own hint in a first line, which is none of the rows. */
const HINT = /^sep=([,;|\t])\n/u;

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** How much of a table is looked at to find its delimiter, in UTF-16 units. */
const SAMPLE_CHARS = 64 * 1024;

/** Given to the parser at a time, in UTF-16 units. */
const SLICE_CHARS = 256 * 1024;

/** The records of a table, one by one, blank ones included; only one of them is held. */
export async function* recordsOf(table: string): AsyncGenerator<readonly string[]> {
  const [hint = '', stated] = HINT.exec(table) ?? [];
  const body = hint === '' ? table : table.slice(hint.length);
  const delimiter = stated ?? delimiterOf(body);
  const options = { ...LENIENT, delimiter, quote: isQuoted(body, delimiter) ? '"' : null };
  const source = Readable.from(slicesOf(body));
  const parser = parse(options);
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  for await (const record of parser) yield record as readonly string[];
}

/** Rows of different lengths and stray quotation marks are taken as they are. */
const LENIENT: Options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  record_delimiter: '\n',
};

/** The delimiter that parts the most rows into the same number of cells, more than one. */
function delimiterOf(table: string): string {
  const sample = sampleOf(table);
  let best = { delimiter: ',', agreeing: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const { agreeing, cells } = agreementOf(parsedSample(sample, delimiter));
    if (cells < 2 || agreeing < best.agreeing) continue;
    if (agreeing > best.agreeing || cells > best.cells) best = { delimiter, agreeing, cells };
  }
  return best.delimiter;
}

/** Whole lines from the beginning. */
function sampleOf(table: string): string {
  if (table.length <= SAMPLE_CHARS) return table;
  const head = table.slice(0, SAMPLE_CHARS);
  return head.slice(0, head.lastIndexOf('\n') + 1 || head.length);
}

function parsedSample(sample: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parseAtOnce(sample, { ...LENIENT, delimiter });
  } catch {
    // The sample ends within quotation marks, most likely: as they stand, lines do as well.
    return sample.split('\n').map((line) => line.split(delimiter));
  }
}

/** How many rows have the number of cells that most of them have, and that number. */
function agreementOf(rows: readonly (readonly string[])[]): { agreeing: number; cells: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [cells, agreeing] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return { agreeing, cells };
}

/**
 * Whether quotation marks enclose cells. One that opens a cell and is never closed would make one cell of all that
 * follows; where most are closed within a cell's text, they are inches or minutes.
 */
function isQuoted(table: string, delimiter: string): boolean {
  const by = delimiter === '|' ? '\\|' : delimiter;
  const opened = new RegExp(`(?:^|\\n|${by})"`, 'gu');
  const ends = new RegExp(`[ \\t]*(?:${by}|\\n|$)`, 'uy');
  let enclosing = 0;
  let others = 0;
  while (opened.exec(table) !== null) {
    const end = closingMark(table, opened.lastIndex);
    if (end === undefined) return false;
    ends.lastIndex = end + 1;
    if (ends.test(table)) enclosing++;
    else others++;
    opened.lastIndex = end + 1;
  }
  return others <= enclosing;
}

/** Where the cell ends whose text starts at an offset: a mark that is not doubled. */
function closingMark(table: string, start: number): number | undefined {
  for (let at = table.indexOf('"', start); at >= 0; at = table.indexOf('"', at + 2))
    if (table[at + 1] !== '"') return at;
  return undefined;
}

/** Parts of a text that cut no surrogate pair, as UTF-8. */
function* slicesOf(text: string): Generator<Buffer> {
  for (let from = 0; from < text.length;) {
    let end = Math.min(text.length, from + SLICE_CHARS);
    if (end < text.length && /[\ud800-\udbff]/u.test(text.charAt(end - 1))) end -= 1;
    yield Buffer.from(text.slice(from, end));
    from = end;
  }
}
