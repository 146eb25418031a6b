import type { Region } from './pdf-columns.ts';
import { type Column, columnOf, insetOf, type Line, roomAfter } from './pdf-column-lines.ts';
import { joinsWithoutSpace } from './spaceless.ts';

/** A line on its own in a wider gap than this begins a paragraph. In usual distances of lines. */
const MAX_LINE_GAP = 1.3;

/** Distance of lines where no others show it. In font sizes. */
const USUAL_PITCH = 1.3;

/** A line begins a paragraph by being this much farther in. In font sizes. */
const INDENT = 0.7;

/** How much room is left on a line that was ended on purpose, besides the next word's. In font sizes. */
const SPARE_ROOM = 1;

/** Text of another size than this is another paragraph. */
const MAX_SIZE_CHANGE = 1.12;

const BULLET = /^(?:[•‣▪●○◦–—*·]|\(?\d{1,3}[.)]|\p{L}\))(?:\s|$)/u;
const ENDS_SENTENCE = /[.!?:;…。！？．؟।։][\p{Pe}\p{Pf}"'*\d]*$/u;
const STARTS_SMALL = /^\p{Ll}/u;
const ENDS_HYPHENATED = /\p{L}[-\u00ad\u2010]$/u;

/** Lines that are one paragraph; over the end of a column or a page, too. */
export type LineParagraph = readonly Line[];

/**
 * The paragraphs of a document, in reading order. Footnotes under a paragraph that goes on elsewhere come before it, so
 * that no sentence is torn and no page is left for another and come back to.
 */
export function paragraphsOf(pages: readonly (readonly Region[])[]): LineParagraph[] {
  const columns = pages.flatMap((regions, page) => regions.map((region) => columnOf(region, page)));
  const usesIndents = haveIndents(columns);
  const paragraphs: Line[][] = [];
  let last: Column | undefined;
  let notes: Line[][] = [];
  for (const column of columns) {
    const [first, ...others] = parted(column);
    const before = paragraphs.at(-1)?.at(-1);
    const [line] = first ?? [];
    const isContinued =
      last !== undefined &&
      before !== undefined &&
      line !== undefined &&
      goesOn({ before, column: last }, { line, column }, usesIndents);
    if (isContinued) paragraphs.splice(-1, 0, ...notes);
    else paragraphs.push(...notes);
    if (isContinued) paragraphs.at(-1)?.push(...(first ?? []));
    else if (first !== undefined) paragraphs.push(first);
    paragraphs.push(...others);
    notes = parted({ ...column, lines: column.notes });
    last = column;
  }
  return [...paragraphs, ...notes];
}

/** A column's own paragraphs. */
function parted(column: Column): Line[][] {
  const paragraphs: Line[][] = [];
  column.lines.forEach((line, position) => {
    const paragraph = paragraphs.at(-1);
    if (paragraph === undefined || begins(column, position, paragraph.length === 1))
      paragraphs.push([line]);
    else paragraph.push(line);
  });
  return paragraphs;
}

/** Whether a line begins a paragraph, judged by the one before it in its column. */
function begins(column: Column, position: number, isSecond: boolean): boolean {
  const [before, line] = [column.lines[position - 1], column.lines[position]];
  if (before === undefined || line === undefined) return true;
  if (before.isRow || line.isRow || differs(before, line)) return true;
  const pitch = column.pitch > 0 ? column.pitch : USUAL_PITCH;
  if (line.baseline - before.baseline > line.size * pitch * MAX_LINE_GAP) return true;
  if (
    BULLET.test(line.text) &&
    (endsEarly(before, line, column) || ENDS_SENTENCE.test(before.text))
  )
    return true;
  if (endsEarly(before, line, column)) return true;
  const isTorn = STARTS_SMALL.test(line.text) && !ENDS_SENTENCE.test(before.text);
  return !isTorn && isIndented(column, position, isSecond);
}

/** Of another size, or the one wholly in another font than the other: a heading and what follows it. */
function differs(before: Line, line: Line): boolean {
  const ratio = before.size / line.size;
  if (ratio > MAX_SIZE_CHANGE || ratio < 1 / MAX_SIZE_CHANGE) return true;
  return isOtherFont(before, line) && before.right - before.left < (line.right - line.left) * 0.7;
}

function isOtherFont({ font }: Line, other: Line): boolean {
  return font !== undefined && other.font !== undefined && font !== other.font;
}

/** Farther in than the line before it, or farther out than a list's lines after their first. */
function isIndented(column: Column, position: number, isSecond: boolean): boolean {
  const [before, line, next] = [-1, 0, 1].map((step) => column.lines[position + step]);
  if (before === undefined || line === undefined) return false;
  const step = line.size * INDENT;
  const inset = (one: Line): number => insetOf(one, column);
  if (inset(line) < inset(before) - step) return !isSecond && inset(before) > step;
  if (inset(line) <= inset(before) + step) return false;
  const isLikeNext = next !== undefined && Math.abs(inset(next) - inset(line)) < step;
  const isOfEntry =
    BULLET.test(before.text) && !isOtherFont(before, line) && !endsEarly(before, line, column);
  return !(isSecond && (isLikeNext || isOfEntry));
}

/** Whether the next line's first word would still have fitted on a line. */
function endsEarly(before: Line, next: Line, column: Column): boolean {
  const word = joinsWithoutSpace(before.text, next.text)
    ? next.text.slice(0, 2)
    : (/^\S*/u.exec(next.text)?.[0] ?? '');
  const charWidth = (next.right - next.left) / Math.max(1, next.text.length);
  return roomAfter(before, column) > word.length * charWidth + before.size * SPARE_ROOM;
}

/** Whether a paragraph goes on in the next column or on the next page. */
function goesOn(
  { before, column: last }: { readonly before: Line; readonly column: Column },
  { line, column }: { readonly line: Line; readonly column: Column },
  usesIndents: boolean,
): boolean {
  if (before.isRow || line.isRow || differs(before, line) || BULLET.test(line.text)) return false;
  if (ENDS_HYPHENATED.test(before.text)) return STARTS_SMALL.test(line.text);
  if (endsEarly(before, line, last)) return false;
  if (ENDS_SENTENCE.test(before.text)) return usesIndents && !isInset(line, column);
  return STARTS_SMALL.test(line.text) || !isInset(line, column);
}

/** Whether a text's paragraphs begin farther in: then a column that doesn't goes on with the one before. */
function haveIndents(columns: readonly Column[]): boolean {
  let [all, indented] = [0, 0];
  for (const column of columns) {
    for (const [line, ...others] of parted(column).slice(1)) {
      if (line === undefined || others.length === 0) continue;
      all++;
      if (isInset(line, column)) indented++;
    }
  }
  return indented > all * 0.4;
}

function isInset(line: Line, column: Column): boolean {
  return insetOf(line, column) > line.size * INDENT;
}
