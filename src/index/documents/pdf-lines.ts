import type { Piece } from './pdf-pieces.ts';
import { joinsWithoutSpace } from './spaceless.ts';

/** Pieces drawn one after the other with less than this between them are of one line. In font sizes. */
const MAX_GAP_IN_TURN = 1.5;

/** The same for pieces drawn at different times: columns may be as near as this to each other. */
const MAX_GAP_OUT_OF_TURN = 0.7;

/** A gap that is a space between words; between signs of a script without spaces it must be wider. In font sizes. */
const SPACE = 0.15;
const SPACE_WITHOUT_SPACES = 0.6;

/** What stands on one line of one column, or in one cell of a table's row. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of most of its letters. */
  readonly size: number;
  /** Of all its letters; undefined when it has several. */
  readonly font: string | undefined;
  readonly isRightToLeft: boolean;
  /** Position among the page's segments in the order in which they were drawn. */
  readonly turn: number;
}

/** Pieces joined to the segments of lines. */
export function segmentsOf(pieces: readonly Piece[]): readonly Segment[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (before === undefined || !adjoins(before, piece, MAX_GAP_IN_TURN)) runs.push([piece]);
    else if (!isSecondStroke(before, piece)) run?.push(piece);
  }
  return joinedRuns(runs).map((run, turn) => segmentOf(run, turn));
}

/** On the same line, as far as indices, exponents and lowered letters (of `TeX`, say) go, and no farther apart than words. */
function adjoins(before: Piece, after: Piece, maxGap: number): boolean {
  const size = Math.max(before.size, after.size);
  const gap = Math.max(after.left - before.right, before.left - after.right);
  const isLowered = gap < size * SPACE && Math.abs(before.baseline - after.baseline) < size * 0.4;
  return isLowered || (sharesLine(before, after) && gap <= size * maxGap);
}

function sharesLine(
  one: Pick<Piece, 'baseline' | 'size'>,
  other: Pick<Piece, 'baseline' | 'size'>,
): boolean {
  const size = Math.max(one.size, other.size);
  const isScript = Math.min(one.size, other.size) < size * 0.85;
  return Math.abs(one.baseline - other.baseline) <= size * (isScript ? 0.5 : 0.2);
}

/** Some programs draw bold text as the same text twice, a little apart. */
function isSecondStroke(before: Piece, after: Piece): boolean {
  return (
    before.text === after.text &&
    Math.abs(before.left - after.left) < Math.max(0.2, after.size * 0.1)
  );
}

/** Runs drawn at different times that are yet one line: headings of several parts, say. */
function joinedRuns(runs: readonly Piece[][]): Piece[][] {
  const inRows = runs
    .map((run, turn) => ({ run, turn, ...boxOf(run) }))
    .toSorted((a, b) => a.baseline - b.baseline || a.left - b.left);
  const joined: typeof inRows = [];
  for (const next of inRows) {
    const before = joined.slice(-8).find((run) => isOneLine(run, next));
    if (before === undefined) joined.push(next);
    else {
      before.run.push(...next.run);
      Object.assign(before, { turn: Math.min(before.turn, next.turn), ...boxOf(before.run) });
    }
  }
  return joined.toSorted((a, b) => a.turn - b.turn).map(({ run }) => run);
}

function isOneLine(one: Box, other: Box): boolean {
  const gap = Math.max(other.left - one.right, one.left - other.right);
  const size = Math.min(one.size, other.size);
  return sharesLine(one, other) && gap <= size * MAX_GAP_OUT_OF_TURN && gap > -size;
}

type Box = Pick<Piece, 'left' | 'right' | 'baseline' | 'size'>;

function boxOf(run: readonly Piece[]): Box {
  const main = run.reduce((most, piece) => (piece.text.length > most.text.length ? piece : most));
  return {
    left: run.reduce((least, { left }) => Math.min(least, left), Infinity),
    right: run.reduce((most, { right }) => Math.max(most, right), -Infinity),
    baseline: main.baseline,
    size: main.size,
  };
}

function segmentOf(run: readonly Piece[], turn: number): Segment {
  const leftToRight = withAccents(run).toSorted((a, b) => a.left - b.left);
  const rtlChars = run.reduce(
    (sum, piece) => sum + (piece.isRightToLeft ? piece.text.length : 0),
    0,
  );
  const chars = run.reduce((sum, piece) => sum + piece.text.length, 0);
  const isRightToLeft = rtlChars * 2 > chars;
  const fonts = new Set(run.map(({ font }) => font));
  return {
    ...boxOf(run),
    text: isRightToLeft ? readFromRight(leftToRight) : readFromLeft(leftToRight),
    font: fonts.size === 1 ? run[0]?.font : undefined,
    isRightToLeft,
    turn,
  };
}

function readFromLeft(pieces: readonly Piece[]): string {
  let text = '';
  let before: Piece | undefined;
  for (const [position, piece] of pieces.entries()) {
    if (before !== undefined && hasSpace(before, piece)) text += ' ';
    text += isRaised(piece, before ?? pieces[position + 1]) ? raised(piece.text) : piece.text;
    before = piece;
  }
  return text;
}

/** The number of a footnote, an exponent: small and above the line, so that it's no part of the word before it. */
function isRaised(piece: Piece, beside: Piece | undefined): boolean {
  if (beside === undefined || !/^\d{1,3}$/u.test(piece.text)) return false;
  const rise = beside.baseline - piece.baseline;
  return piece.size < beside.size * 0.85 && rise > beside.size * 0.2;
}

const raised = (digits: string): string =>
  Array.from(digits, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit))).join('');

/** From right to left, but foreign words and numbers among them from left to right. */
function readFromRight(leftToRight: readonly Piece[]): string {
  const groups: Piece[][] = [];
  for (const piece of leftToRight.toReversed()) {
    const group = groups.at(-1);
    if (isForeign(piece) && group?.every(isForeign) === true) group.unshift(piece);
    else groups.push([piece]);
  }
  let text = '';
  groups.forEach((group, position) => {
    const [leftmost, nearer] = [group[0], groups[position + 1]?.at(-1)];
    text += readFromLeft(group);
    if (leftmost !== undefined && nearer !== undefined && hasGap(nearer, leftmost)) text += ' ';
  });
  return text;
}

const isForeign = ({ isRightToLeft, text }: Piece): boolean =>
  !isRightToLeft && /[\p{L}\p{N}]/u.test(text);

/** Accents that were drawn by themselves join the letters that they stand over or under. */
function withAccents(pieces: readonly Piece[]): readonly Piece[] {
  const accents = pieces.filter(({ text }) => /^\p{M}+$/u.test(text));
  if (accents.length === 0 || accents.length === pieces.length) return pieces;
  const letters = pieces.filter((piece) => !accents.includes(piece)).map((piece) => ({ ...piece }));
  for (const { text, left, right } of accents) {
    const middle = (left + right) / 2;
    const under = letters.toSorted((a, b) => distanceTo(a, middle) - distanceTo(b, middle))[0];
    if (under !== undefined) under.text += text;
  }
  return letters;
}

const distanceTo = ({ left, right }: Piece, x: number): number => Math.max(left - x, x - right, 0);

function hasGap(left: Piece, right: Piece): boolean {
  return right.left - left.right > Math.max(left.size, right.size) * SPACE;
}

function hasSpace(before: Piece, after: Piece): boolean {
  const gap = after.left - before.right;
  const size = Math.max(before.size, after.size);
  if (joinsWithoutSpace(before.text, after.text)) return gap > size * SPACE_WITHOUT_SPACES;
  return gap > size * SPACE || (after.isSpaced && gap > -size * SPACE);
}
