import { startText } from './canonical-text.ts';
import { recordsOf } from './csv-parse.ts';
import { decodeText } from './encoding.ts';
import { isBlank } from './lines.ts';
import type { DocumentReader } from './reading.ts';
import { areNames, rowText } from './row-text.ts';
import { titleOfName } from './title.ts';

/** Rows that may stand above the names of the columns: a heading, a date, a blank one. */
const MAX_ROWS_ABOVE = 10;

/** Tables as text, of any usual delimiter: a row is a paragraph, its cells follow the names of their columns. */
export const csvReader: DocumentReader = {
  endings: ['.csv', '.tsv'],
  read: async (bytes, name) => {
    const table = decodeText(bytes);
    if (typeof table !== 'string') return table;
    const text = startText();
    const header = startHeader();
    let row = 0;
    for await (const cells of recordsOf(table)) {
      row += 1;
      const names = header.namesFor(cells);
      if (names === undefined) continue;
      text.mark({ kind: 'row', row });
      text.paragraph(rowText(cells.map(inOneLine), names));
    }
    return text.finish(titleOfName(name, ''));
  },
};

/** Finds the row that names the columns, if one does. */
function startHeader() {
  let names: readonly string[] | undefined;
  let above = 0;
  return {
    /** @returns names of the columns for a row of cells; undefined where the row is these names itself */
    namesFor(cells: readonly string[]): readonly string[] | undefined {
      if (names !== undefined) return names;
      const filled = cells.filter((cell) => !isBlank(cell)).length;
      if (filled <= 1 && cells.length !== 1 && above++ < MAX_ROWS_ABOVE) return [];
      if (filled === 0) return [];
      const isHeader = areNames(cells);
      names = isHeader ? cells.map(inOneLine) : [];
      return isHeader ? undefined : names;
    },
  };
}

function inOneLine(cell: string): string {
  return cell.replaceAll(/\s+/gu, ' ').trim();
}
