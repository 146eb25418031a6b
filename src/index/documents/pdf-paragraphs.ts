import { median, type Region } from './pdf-columns.ts';
import type { Segment } from './pdf-lines.ts';
import { joinsWithoutSpace } from './spaceless.ts';

/** A line on its own in a wider gap than this begins a paragraph. In usual distances of lines. */
const MAX_LINE_GAP = 1.3;

/** Lines of one paragraph are no farther apart than this, and this far where no others show it. In font sizes. */
const MAX_PITCH = 2.2;
const USUAL_PITCH = 1.3;

/** A line begins a paragraph by being this much farther in. In font sizes. */
const INDENT = 0.7;

/** How much room is left on a line that was ended on purpose, besides the next word's. In font sizes. */
const SPARE_ROOM = 1;

/** Text of another size than this is another paragraph. */
const MAX_SIZE_CHANGE = 1.12;

/** Notes are smaller than this against the text. */
const NOTE_SIZE = 0.92;

const BULLET = /^(?:[•‣▪●○◦–—*·]|\(?\d{1,3}[.)]|\p{L}\))(?:\s|$)/u;
const MARK = /^(?:[•‣▪●○◦–—*·]|\(?(?:\d{1,3}[.)]?){1,5}|\(?[IVXLC\p{L}][.)])$/u;
const ENDS_SENTENCE = /[.!?:;…。！？．؟।։][\p{Pe}\p{Pf}"'*\d]*$/u;
const STARTS_SMALL = /^\p{Ll}/u;
const ENDS_HYPHENATED = /\p{L}[-\u00ad\u2010]$/u;

/** A line of a column; of a table, a row. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** Of all its letters; undefined when it has several. */
  readonly font: string | undefined;
  readonly isRightToLeft: boolean;
  /** It has several cells. */
  readonly isRow: boolean;
  /** From 0. */
  readonly page: number;
}

/** Lines that are one paragraph; over the end of a column or a page, too. */
export type LineParagraph = readonly Line[];

/** A column's lines as they are judged by one another. */
interface Column {
  readonly lines: readonly Line[];
  /** Smaller lines at its foot. */
  readonly notes: readonly Line[];
  readonly left: number;
  readonly right: number;
  /** Usual distance between two lines, in font sizes. */
  readonly pitch: number;
}

/**
 * The paragraphs of a document, in reading order. Footnotes under a paragraph that goes on elsewhere come before it, so
 * that no sentence is torn and no page is left for another and come back to.
 */
export function paragraphsOf(pages: readonly (readonly Region[])[]): LineParagraph[] {
  const columns = pages.flatMap((regions, page) =>
    regions.map((region) => columnOf(linesOf(region, page))),
  );
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

/** Segments of a region that stand on one line, joined. */
function linesOf(region: Region, page: number): Line[] {
  const rows: Segment[][] = [];
  for (const segment of region.toSorted((a, b) => a.baseline - b.baseline)) {
    const first = rows.at(-1)?.[0];
    const isSame =
      first !== undefined &&
      segment.baseline - first.baseline <= Math.max(first.size, segment.size) * 0.3;
    if (isSame) rows.at(-1)?.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => lineOf(row, page));
}

function lineOf(row: readonly Segment[], page: number): Line {
  const sorted = row.toSorted((a, b) => a.left - b.left);
  const main = row.reduce((most, one) => (one.text.length > most.text.length ? one : most));
  const inOrder = main.isRightToLeft ? sorted.toReversed() : sorted;
  return {
    text: inOrder.map(({ text }) => text).join(isMarked(inOrder) ? ' ' : ' | '),
    left: sorted[0]?.left ?? 0,
    right: Math.max(...row.map(({ right }) => right)),
    baseline: main.baseline,
    size: main.size,
    font: row.every(({ font }) => font === main.font) ? main.font : undefined,
    isRightToLeft: main.isRightToLeft,
    isRow: row.length > 1 && !isMarked(inOrder),
    page,
  };
}

/** A list's sign and a heading's number are often drawn apart from what they mark. */
function isMarked([first, ...others]: readonly Segment[]): boolean {
  return others.length === 1 && first !== undefined && MARK.test(first.text);
}

function columnOf(all: readonly Line[]): Column {
  const size = median(all.map((line) => line.size));
  const lastOfText = all.findLastIndex((line) => line.size > size * NOTE_SIZE);
  const [lines, notes] = [all.slice(0, lastOfText + 1), all.slice(lastOfText + 1)];
  const gaps = lines
    .slice(1)
    .map(({ baseline, size }, position) => (baseline - (lines[position]?.baseline ?? 0)) / size);
  return {
    lines,
    notes,
    left: edgeOf(lines.map(({ left }) => left)),
    right: -edgeOf(lines.map(({ right }) => -right)),
    pitch: median(gaps.filter((gap) => gap < MAX_PITCH)),
  };
}

/** Where lines begin, one in ten left out: a head or a formula that stands outside its column. */
function edgeOf(starts: readonly number[]): number {
  return starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 10)] ?? 0;
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
  return isIndented(column, position, isSecond) || endsEarly(before, line, column);
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
  const room = before.isRightToLeft ? before.left - column.left : column.right - before.right;
  const word = joinsWithoutSpace(before.text, next.text)
    ? next.text.slice(0, 2)
    : (/^\S*/u.exec(next.text)?.[0] ?? '');
  const charWidth = (next.right - next.left) / Math.max(1, next.text.length);
  return room > word.length * charWidth + before.size * SPARE_ROOM;
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

function insetOf(line: Line, { left, right }: Column): number {
  return line.isRightToLeft ? right - line.right : line.left - left;
}
