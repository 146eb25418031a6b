import type { Segment } from './pdf-lines.ts';

/** Rows looked at from each edge of a page. */
const ROWS_AT_EDGE = 3;

/** A running head stands on one of the next pages too; left and right pages, and chapters' first ones, differ. */
const PAGES_APART = 4;

/** How much higher or lower it may stand there. 1/72 inch. */
const MAX_SHIFT = 4;

/** `7`, `– 7 –`, `7 / 20`, `vii`: nothing but a page's number. */
const NUMBER =
  /^[\s\p{P}\p{S}]*(?:(\d{1,5})|([ivxlc]{1,8}))(?:\s*[/|]\s*\d{1,5})?[\s\p{P}\p{S}]*$/iu;

/** A longer row is no head with a number beside it. */
const MAX_HEAD_CHARS = 100;

/** So many pages must have a number at their margin for it to be the page's. */
const MIN_NUMBERED_SHARE = 0.2;

/** A page as far as its running heads go. */
export interface HeadedPage {
  readonly height: number;
  readonly segments: readonly Segment[];
}

/** For each page the segments that are no running head, no running foot and no page number. */
export function withoutRunning(pages: readonly HeadedPage[]): readonly (readonly Segment[])[] {
  const edges = (['top', 'bottom'] as const).map((edge) => pages.map((page) => rowsAt(page, edge)));
  const offsets = numberOffsets(edges, pages.length);
  const running = pages.map(() => new Set<Segment>());
  for (const rows of edges) {
    rows.forEach((own, page) => {
      for (const row of own) {
        if (!isRunning(row, page, { rows, offsets })) break;
        for (const segment of row.segments) running[page]?.add(segment);
      }
    });
  }
  return pages.map(({ segments }, page) =>
    segments.filter((segment) => running[page]?.has(segment) !== true),
  );
}

/** All that stands on one line, across columns. */
interface Row {
  readonly segments: Segment[];
  /** From the page's edge. */
  readonly distance: number;
  readonly size: number;
  /** Its text with every number as `#`. */
  readonly pattern: string;
  /** Numbers that it is, begins with or ends with. */
  readonly numbers: readonly number[];
  /** Much larger than the page's text. */
  readonly isLarge: boolean;
}

function rowsAt({ segments, height }: HeadedPage, edge: 'top' | 'bottom'): Row[] {
  const distanceOf = ({ baseline }: Segment): number =>
    edge === 'top' ? baseline : height - baseline;
  const fromEdge = segments.toSorted((a, b) => distanceOf(a) - distanceOf(b));
  const groups: Segment[][] = [];
  for (const segment of fromEdge) {
    const first = groups.at(-1)?.[0];
    if (first !== undefined && Math.abs(first.baseline - segment.baseline) <= first.size * 0.3)
      groups.at(-1)?.push(segment);
    else if (groups.length < ROWS_AT_EDGE) groups.push([segment]);
    else break;
  }
  const usual = usualSize(segments);
  return groups.map((group) => rowOf(group, distanceOf, usual));
}

function rowOf(segments: Segment[], distanceOf: (segment: Segment) => number, usual: number): Row {
  const inOrder = segments.toSorted((a, b) => a.left - b.left);
  const text = inOrder.map((segment) => segment.text).join(' ');
  const size = Math.max(...segments.map((segment) => segment.size));
  return {
    segments,
    distance: segments[0] === undefined ? 0 : distanceOf(segments[0]),
    size,
    pattern: text.replaceAll(/\p{N}+/gu, '#').replaceAll(/\s+/gu, ' '),
    numbers: numbersIn(text),
    isLarge: size > usual * 1.3,
  };
}

/** The size that most letters have; 0 where there are none. */
function usualSize(segments: readonly Segment[]): number {
  const chars = new Map<number, number>();
  for (const { size, text } of segments) {
    const rounded = Math.round(size * 2) / 2;
    chars.set(rounded, (chars.get(rounded) ?? 0) + text.length);
  }
  return Array.from(chars).reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

function isRunning(
  row: Row,
  page: number,
  { rows, offsets }: { readonly rows: readonly Row[][]; readonly offsets: ReadonlySet<number> },
): boolean {
  if (row.isLarge) return false;
  const isNumbered = row.numbers.some((number) => offsets.has(number - page));
  if (isNumbered && (rows.length > 1 || NUMBER.test(row.pattern.replace('#', '1')))) return true;
  if (!/\p{L}/u.test(row.pattern)) return false;
  for (let other = page - PAGES_APART; other <= page + PAGES_APART; other++) {
    if (other !== page && rows[other]?.some((one) => isSameHead(one, row)) === true) return true;
  }
  return false;
}

function isSameHead(one: Row, other: Row): boolean {
  return one.pattern === other.pattern && Math.abs(one.distance - other.distance) <= MAX_SHIFT;
}

/**
 * What the numbers at the margins are more than their pages' positions, where they go up with the pages: one for a
 * preface with numbers of its own and one for the rest, say.
 */
function numberOffsets(edges: readonly (readonly Row[][])[], pages: number): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const rows of edges) {
    rows.forEach((own, page) => {
      const offsets = new Set(own.flatMap(({ numbers }) => numbers.map((number) => number - page)));
      for (const offset of offsets) counts.set(offset, (counts.get(offset) ?? 0) + 1);
    });
  }
  if (pages === 1) return new Set([1]);
  const needed = Math.max(2, pages * MIN_NUMBERED_SHARE);
  return new Set(Array.from(counts.keys()).filter((offset) => (counts.get(offset) ?? 0) >= needed));
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function numbersIn(text: string): number[] {
  const [, digits, roman] = NUMBER.exec(text) ?? [];
  if (roman !== undefined) return [romanNumber(roman)];
  if (digits !== undefined) return [Number(digits)];
  if (text.length > MAX_HEAD_CHARS) return [];
  return [/^\d{1,5}(?=\s)/u, /(?<=\s)\d{1,5}$/u].flatMap((pattern) =>
    (pattern.exec(text) ?? []).map(Number),
  );
}

function romanNumber(roman: string): number {
  const values = Array.from(roman.toLowerCase(), (letter) => ROMAN[letter] ?? 0);
  return values.reduce(
    (sum, value, position) => sum + (value < (values[position + 1] ?? 0) ? -value : value),
    0,
  );
}
