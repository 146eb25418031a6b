import { type DomElement, elementsOf, nameOf, textOf, walk } from './dom.ts';
import { isBlank } from './lines.ts';
import { areNames, rowText } from './row-text.ts';

/**
 * Whether a table holds cells to be read row by row. One that holds other tables or headings, or has a single column,
 * arranges a page: its cells are read like any other text.
 */
export function isDataTable(table: DomElement): boolean {
  if (table.attribs['role'] === 'presentation') return false;
  if (elementsOf(table, 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').length > 1) return false;
  return cellsByRow(table).some((cells) => cells.length > 1);
}

/** The caption and the rows, each as one line of text; where the first row names the columns, each cell follows its name. */
export function rowsOf(table: DomElement): string[] {
  const captions = elementsOf(table, 'caption').map(textOf);
  const [first = [], ...others] = cellsByRow(table);
  if (!isHeader(first, others))
    return [...captions, ...[first, ...others].map((row) => lineOf(row, []))];
  const names = first.map(textOf);
  return [
    ...captions,
    ...others.map((row) => lineOf(row, row.length === names.length ? names : [])),
  ];
}

type Cells = readonly DomElement[];

function lineOf(cells: Cells, names: readonly string[]): string {
  return rowText(cells.map(textOf), names);
}

/**
 * Programs for offices seldom mark a header. A first row that could be one is taken for it where there are more than two
 * columns: with two, it may well be a name and its value like the rows below.
 */
function isHeader(first: Cells, others: readonly Cells[]): boolean {
  if (first.length < 2 || others.length === 0) return false;
  if (first.every((cell) => nameOf(cell) === 'th')) return true;
  const isEven = others.length > 1 && others.every(({ length }) => length === first.length);
  const names = first.map(textOf);
  return first.length > 2 && isEven && names.every((name) => !isBlank(name)) && areNames(names);
}

function cellsByRow(table: DomElement): DomElement[][] {
  const rows: DomElement[][] = [];
  walk(table, {
    enter(node) {
      const name = nameOf(node);
      if (name === 'tr') rows.push([]);
      if (name !== 'td' && name !== 'th') return undefined;
      rows.at(-1)?.push(node as DomElement);
      return 'skip';
    },
    leave: () => undefined,
  });
  return rows.filter((cells) => cells.length > 0);
}
