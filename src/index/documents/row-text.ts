import { isBlank } from './lines.ts';

/** Longer names of columns would drown what they name. */
const MAX_NAME_CHARS = 60;

/** What a column is not called: a number, an amount, a date. */
const VALUE = /^[\d\s.,:/%€$£+-]+$/u;

/** Between the cells of a row. */
const BETWEEN = ' | ';

/** A row as a line of text: `Name: Anna | City: Berlin`, or `Anna | Berlin` where columns have no names; no blank cells. */
export function rowText(cells: readonly string[], names: readonly string[]): string {
  return cells
    .flatMap((cell, column) => {
      if (isBlank(cell)) return [];
      const name = names[column]?.trim() ?? '';
      const isNamed = !isBlank(name) && name.length <= MAX_NAME_CHARS;
      return [isNamed ? `${name}: ${cell.trim()}` : cell.trim()];
    })
    .join(BETWEEN);
}

/** Whether a first row names the columns: names are no values, and each of them is another. */
export function areNames(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.every((cell) => !VALUE.test(cell)) && new Set(filled).size === filled.length;
}
