import { plainLetters } from './pdf-letters.ts';
import type { DrawnPage, DrawnText, Matrix } from './pdfjs.ts';

/** Text slanted by more than this is a watermark or a stamp, not part of the text. Radians: 10 degrees. */
const MAX_SLANT = Math.PI / 18;

/** What a file marks as no part of its text is believed up to this share of a page. */
const MAX_ARTIFACT_SHARE = 0.4;

/** A stretch of text of one font on one line, in a page turned so that its text is upright. Unit 1/72 inch, y goes down. */
export interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** What the letters stand on. */
  readonly baseline: number;
  /** The font's size. */
  readonly size: number;
  readonly font: string;
  readonly isRightToLeft: boolean;
  /** A space was drawn before it. */
  readonly isSpaced: boolean;
}

export interface PiecePage {
  readonly height: number;
  /** In the order in which they are drawn. */
  readonly pieces: readonly Piece[];
  /** The baseline that a height in the page's own space (y up) has here; undefined where the page was turned. */
  readonly baselineOf: (top: number) => number | undefined;
}

/** The upright text of a page: what most of its letters agree on is up; stamps, watermarks and artifacts are left out. */
export function upright(page: DrawnPage): PiecePage {
  const texts = believed(page.texts);
  const placed = texts.map((text) => placedText(text, page.transform));
  const turns = mostUsedTurns(placed);
  const pieces: Piece[] = [];
  let isSpaced = false;
  for (const text of placed) {
    if (text.turns !== turns) continue;
    const piece = pieceOf(text, page, isSpaced);
    if (piece !== undefined) pieces.push(piece);
    isSpaced = piece === undefined ? isSpaced || text.text !== '' : /\s$/u.test(text.text);
  }
  const [, , , d, , f] = page.transform;
  const baselineOf = (top: number): number | undefined => (turns === 0 ? d * top + f : undefined);
  return { height: turns % 2 === 0 ? page.height : page.width, pieces, baselineOf };
}

function believed(texts: readonly DrawnText[]): readonly DrawnText[] {
  const chars = (all: readonly DrawnText[]): number =>
    all.reduce((sum, { text }) => sum + text.length, 0);
  const kept = texts.filter(({ isArtifact }) => !isArtifact);
  return chars(kept) >= chars(texts) * (1 - MAX_ARTIFACT_SHARE) ? kept : texts;
}

interface PlacedText {
  readonly text: string;
  /** Where it begins, on the shown page. */
  readonly x: number;
  readonly y: number;
  /** How far it goes along its own direction. */
  readonly length: number;
  readonly size: number;
  /** Quarter turns clockwise of its direction against a line from left to right; undefined for slanted text. */
  readonly turns: number | undefined;
  readonly font: string;
  readonly isRightToLeft: boolean;
}

function placedText(drawn: DrawnText, page: Matrix): PlacedText {
  const [a, b, c, d, x, y] = product(page, drawn.transform);
  const angle = Math.atan2(b, a) + (drawn.isVertical ? Math.PI / 2 : 0);
  const quarter = Math.round(angle / (Math.PI / 2));
  const isSlanted = !(Math.abs(angle - (quarter * Math.PI) / 2) <= MAX_SLANT);
  return {
    text: drawn.text,
    x,
    y,
    length: Math.abs(drawn.isVertical ? drawn.height : drawn.width),
    size: drawn.isVertical ? Math.hypot(a, b) : Math.hypot(c, d),
    turns: isSlanted ? undefined : (quarter + 4) % 4,
    font: drawn.font,
    isRightToLeft: drawn.isRightToLeft,
  };
}

/** The matrix that does `inner` and then `outer`. */
function product(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [ia, ib, ic, id, ie, jf] = inner;
  return [
    a * ia + c * ib,
    b * ia + d * ib,
    a * ic + c * id,
    b * ic + d * id,
    a * ie + c * jf + e,
    b * ie + d * jf + f,
  ];
}

function mostUsedTurns(texts: readonly PlacedText[]): number {
  const chars = [0, 0, 0, 0];
  for (const { text, turns } of texts)
    if (turns !== undefined) chars[turns] = (chars[turns] ?? 0) + text.length;
  return chars.indexOf(Math.max(...chars));
}

/** A blank or misplaced text is no piece. */
function pieceOf(placed: PlacedText, page: DrawnPage, wasSpaced: boolean): Piece | undefined {
  const text = plainLetters(placed.text);
  const [left, baseline] = turnedBack(placed, page);
  const [width, height] =
    (placed.turns ?? 0) % 2 === 0 ? [page.width, page.height] : [page.height, page.width];
  const { length, size, font, isRightToLeft } = placed;
  const isOnPage = left + length > 0 && left < width && baseline > 0 && baseline - size < height;
  if (text === '' || !isOnPage || !(size > 0) || !Number.isFinite(length)) return undefined;
  const isSpaced = wasSpaced || /^\s/u.test(placed.text);
  return { text, left, right: left + length, baseline, size, font, isRightToLeft, isSpaced };
}

function turnedBack({ x, y, turns }: PlacedText, { width, height }: DrawnPage): [number, number] {
  if (turns === 1) return [y, width - x];
  if (turns === 2) return [width - x, height - y];
  return turns === 3 ? [height - y, x] : [x, y];
}
