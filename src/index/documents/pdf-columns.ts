import type { Segment } from './pdf-lines.ts';

/** Columns are looked for inside columns no deeper than this. */
const MAX_DEPTH = 3;

/** So many left edges are tried as a column's: those that most segments share. */
const EDGES_TRIED = 6;

/** Segments this near to a left edge begin at it. 1/72 inch. */
const EDGE_WIDTH = 3;

/** A column has at least this many lines, the last one of a text fewer. */
const MIN_COLUMN_LINES = 4;
const MIN_LAST_LINES = 2;

/** Least width of the blank strip between columns. In font sizes. */
const MIN_GUTTER = 0.5;

/** Columns are drawn one after the other, tables row by row: changes of side for each segment. */
const MAX_CHANGES = 0.15;

/** Segments to be read line by line, from the top down: a page, a column, what stands above columns. */
export type Region = readonly Segment[];

/** A page's regions in reading order. */
export function regionsOf(segments: readonly Segment[], depth = 0): readonly Region[] {
  const gutter = depth < MAX_DEPTH ? gutterOf(segments) : undefined;
  if (gutter === undefined) return segments.length === 0 ? [] : [segments];
  const rtlSegments = segments.filter(({ isRightToLeft }) => isRightToLeft).length;
  const isRightToLeft = rtlSegments * 2 > segments.length;
  return bandsOf(segments, gutter).flatMap(({ left, right, across }) => {
    const columns = isRightToLeft ? [right, left] : [left, right];
    if (left.length > 0 && right.length > 0)
      return [across, ...columns].flatMap((column) => regionsOf(column, depth + 1));
    return regionsOf([...across, ...left, ...right], MAX_DEPTH);
  });
}

/** Where the right one of two columns begins; undefined where there are none. */
function gutterOf(segments: readonly Segment[]): number | undefined {
  if (segments.length < MIN_COLUMN_LINES + MIN_LAST_LINES) return undefined;
  let best: { readonly edge: number; readonly held: number } | undefined;
  for (const edge of sharedEdges(segments)) {
    const bands = bandsOf(segments, edge).filter(
      ({ left, right }) => left.length > 0 && right.length > 0,
    );
    const held = bands.reduce((sum, { left, right }) => sum + left.length + right.length, 0);
    if (held > (best?.held ?? segments.length * 0.3) && areColumns(bands)) best = { edge, held };
  }
  return best?.edge;
}

/** Left edges of many segments, most shared first; the leftmost one begins no right column. */
function sharedEdges(segments: readonly Segment[]): number[] {
  const counts = new Map<number, { edge: number; count: number }>();
  for (const { left } of segments) {
    const bucket = Math.round(left / EDGE_WIDTH);
    const known = counts.get(bucket) ?? { edge: left, count: 0 };
    counts.set(bucket, { edge: Math.min(known.edge, left), count: known.count + 1 });
  }
  return Array.from(counts.values())
    .filter(({ count }) => count >= MIN_LAST_LINES)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, EDGES_TRIED)
    .map(({ edge }) => edge);
}

/** A stretch of a page between segments that lie across a gutter; those come first in the band they open. */
interface Band {
  readonly across: Segment[];
  readonly left: Segment[];
  readonly right: Segment[];
}

function bandsOf(segments: readonly Segment[], edge: number): readonly Band[] {
  const bands: Band[] = [{ across: [], left: [], right: [] }];
  for (const segment of segments.toSorted((a, b) => a.baseline - b.baseline)) {
    let band = bands.at(-1);
    const isRight = segment.left >= edge - EDGE_WIDTH;
    const isLeft = segment.right <= edge - segment.size * MIN_GUTTER;
    if (!isRight && !isLeft && band !== undefined && band.left.length + band.right.length > 0)
      bands.push((band = { across: [], left: [], right: [] }));
    (isRight ? band?.right : isLeft ? band?.left : band?.across)?.push(segment);
  }
  return bands;
}

/** Whether what stands side by side is prose in columns, and no table. */
function areColumns(bands: readonly Band[]): boolean {
  const left = bands.flatMap((band) => band.left);
  const right = bands.flatMap((band) => band.right);
  const lines = [left.length, right.length].toSorted((a, b) => a - b);
  const changes = bands.reduce((sum, band) => sum + changesOfSide(band) - 1, 0);
  if ((lines[1] ?? 0) < MIN_COLUMN_LINES || (lines[0] ?? 0) < MIN_LAST_LINES) return false;
  if ((lines[0] ?? 0) < MIN_COLUMN_LINES) return changes === 0 && isWide(left) && isWide(right);
  if (changes <= (left.length + right.length) * MAX_CHANGES) return isWide(left) || isWide(right);
  return isProse(left) && isProse(right);
}

function changesOfSide({ left, right }: Band): number {
  const sides = [
    ...left.map(({ turn }) => ({ turn, side: 0 })),
    ...right.map(({ turn }) => ({ turn, side: 1 })),
  ].toSorted((a, b) => a.turn - b.turn);
  return sides.filter(({ side }, position) => position > 0 && sides[position - 1]?.side !== side)
    .length;
}

/** Most lines are as long as lines of text, not as cells of a table. */
function isWide(column: readonly Segment[]): boolean {
  return median(column.map(({ left, right, size }) => (right - left) / size)) > 6;
}

/** Column of full lines: so much so that it counts though its lines were drawn row by row with its neighbour's. */
function isProse(column: readonly Segment[]): boolean {
  const widths = column.map(({ left, right }) => right - left);
  const widest = Math.max(...widths);
  return column.length >= 2 * MIN_COLUMN_LINES && isWide(column) && median(widths) > widest * 0.8;
}

/** The middle one; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
