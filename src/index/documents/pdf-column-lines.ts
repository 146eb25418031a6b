import { median, type Region } from './pdf-columns.ts';
import type { Segment } from './pdf-lines.ts';

/** Lines of one paragraph are no farther apart than this. In font sizes. */
const MAX_PITCH = 2.2;

/** Notes are smaller than this against the text. */
const NOTE_SIZE = 0.92;

/** So many lines before and after one are looked at, of which so many must end alike to be a justified block. */
const LINES_AROUND = 8;
const MIN_JUSTIFIED = 3;

/** Dots that lead from a title to its page. */
const LEADERS = /\s*(?:[.·…_]\s?){5,}/gu;

const MARK = /^(?:[•‣▪●○◦–—*·]|\(?(?:\d{1,3}[.)]?){1,5}|\(?[IVXLC\p{L}][.)])$/u;

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

/** A column's lines as they are judged by one another. */
export interface Column {
  readonly lines: readonly Line[];
  /** Smaller lines at its foot. */
  readonly notes: readonly Line[];
  readonly left: number;
  readonly right: number;
  /** Usual distance between two lines, in font sizes. */
  readonly pitch: number;
  /** Where justified lines around a line end. */
  readonly blockEnds: ReadonlyMap<Line, number>;
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
  const text = inOrder.map((segment) => segment.text).join(isMarked(inOrder) ? ' ' : ' | ');
  const withoutLeaders = text.replaceAll(LEADERS, ' … ').trim();
  return {
    text: withoutLeaders,
    left: sorted[0]?.left ?? 0,
    right: Math.max(...row.map(({ right }) => right)),
    baseline: main.baseline,
    size: main.size,
    font: row.every(({ font }) => font === main.font) ? main.font : undefined,
    isRightToLeft: main.isRightToLeft,
    isRow: (row.length > 1 && !isMarked(inOrder)) || withoutLeaders !== text,
    page,
  };
}

/** A list's sign and a heading's number are often drawn apart from what they mark. */
function isMarked([first, ...others]: readonly Segment[]): boolean {
  return others.length === 1 && first !== undefined && MARK.test(first.text);
}

/** A region's lines as a column. */
export function columnOf(region: Region, page: number): Column {
  const all = linesOf(region, page);
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
    blockEnds: blockEnds(lines),
  };
}

/** Where lines begin, one in ten left out: a head or a formula that stands outside its column. */
function edgeOf(starts: readonly number[]): number {
  return starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 10)] ?? 0;
}

/** For each line, where the lines around it that begin alike end, if these are justified: a quotation set farther in, say. */
function blockEnds(lines: readonly Line[]): ReadonlyMap<Line, number> {
  const ends = new Map<Line, number>();
  lines.forEach((line, position) => {
    const around = lines
      .slice(Math.max(0, position - LINES_AROUND), position + LINES_AROUND + 1)
      .filter((one) => Math.abs(one.left - line.left) < line.size * 0.3);
    const end = Math.max(...around.map(({ right }) => right));
    const justified = around.filter(({ right }) => end - right < line.size * 0.1);
    if (justified.length >= MIN_JUSTIFIED) ends.set(line, end);
  });
  return ends;
}

/** How much room a line leaves at its end. */
export function roomAfter(line: Line, column: Column): number {
  if (line.isRightToLeft) return line.left - column.left;
  return (column.blockEnds.get(line) ?? column.right) - line.right;
}

/** How much farther in than its column a line begins. */
export function insetOf(line: Line, { left, right }: Column): number {
  return line.isRightToLeft ? right - line.right : line.left - left;
}
