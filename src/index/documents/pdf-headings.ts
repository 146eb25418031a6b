import type { SetParagraph, SetText } from './pdf-text.ts';
import type { HeadingMark } from './reading.ts';

/** Longer text is a paragraph. */
const MAX_HEADING_CHARS = 120;
const MAX_HEADING_LINES = 3;

/** A heading's size against the text's, where it is told by its size. */
const LARGER = 1.12;

/** So many headings of a style of the text's size make it a habit. */
const MIN_HEADINGS = 2;

const MAX_LEVEL = 6;

const CAPTION =
  /^(?:figure|fig\.|table|listing|рис(?:унок|\.)|табл(?:ица|\.)|abb\.|abbildung|tabelle|图|表)\s*\d/iu;

interface Style {
  /** In half units. */
  readonly size: number;
  readonly font: string | undefined;
}

/**
 * Headings told by how they look: larger than the text, or in another font, on lines of their own, with text under them.
 * The larger a style, the higher it ranks.
 */
export function headingsByLook({ text, paragraphs }: SetText): readonly HeadingMark[] {
  const usual = usualStyle(paragraphs);
  const styles = paragraphs.map((paragraph, position) =>
    isGoneOnWith(text, paragraphs[position + 1]) ? undefined : headingStyle(text, paragraph, usual),
  );
  const habits = habitualStyles(styles, usual);
  const ranks = Array.from(new Set(Array.from(habits.values(), ({ size }) => size))).toSorted(
    (a, b) => b - a,
  );
  const marks: HeadingMark[] = [];
  paragraphs.forEach((paragraph, position) => {
    const style = styles[position];
    if (style === undefined || !habits.has(nameOf(style))) return;
    const level = Math.min(MAX_LEVEL, ranks.indexOf(style.size) + 1);
    const before = marks.at(-1);
    const isSameHeading =
      before?.level === level && isContinued(paragraphs[position - 1], paragraph, before);
    const start = isSameHeading ? before.start : paragraph.start;
    if (isSameHeading) marks.pop();
    marks.push({
      start,
      end: paragraph.end,
      level,
      text: oneLine(text.slice(start, paragraph.end)),
    });
  });
  return marks;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
const nameOf = ({ size, font = '' }: Style): string => `${size} ${font}`;
const halfUnits = (size: number): number => Math.round(size * 2);

/** A heading's next line, set apart because the first one is centred. */
function isContinued(
  before: SetParagraph | undefined,
  paragraph: SetParagraph,
  mark: HeadingMark,
): boolean {
  const [last, line] = [before?.lines.at(-1), paragraph.lines[0]];
  if (last === undefined || line === undefined || before?.end !== mark.end) return false;
  const gap = line.baseline - last.baseline;
  return last.page === line.page && gap > 0 && gap < line.size * 1.6 && !/^\d/u.test(line.text);
}

/** What begins with a small letter goes on with what stands before it, which is no heading then. */
function isGoneOnWith(text: string, next: SetParagraph | undefined): boolean {
  return next !== undefined && /^\p{Ll}/u.test(text.slice(next.start, next.start + 2));
}

function usualStyle(paragraphs: readonly SetParagraph[]): Style {
  const chars = new Map<string, { style: Style; chars: number }>();
  for (const { lines } of paragraphs) {
    for (const { size, font, text } of lines) {
      const style = { size: halfUnits(size), font };
      const known = chars.get(nameOf(style))?.chars ?? 0;
      chars.set(nameOf(style), { style, chars: known + text.length });
    }
  }
  const most = Array.from(chars.values()).toSorted((a, b) => b.chars - a.chars)[0];
  return most?.style ?? { size: 0, font: undefined };
}

/** The style of a paragraph that may be a heading. */
function headingStyle(text: string, paragraph: SetParagraph, usual: Style): Style | undefined {
  const { start, end, lines } = paragraph;
  const [first] = lines;
  if (first === undefined || lines.length > MAX_HEADING_LINES || end - start > MAX_HEADING_CHARS)
    return undefined;
  const said = text.slice(start, end);
  if (!/^[\p{Lu}\p{Lo}\p{Lt}\p{N}«"“(¿]/u.test(said) || !/\p{L}{2}/u.test(said)) return undefined;
  if (/[.,;:،。]$/u.test(said) || CAPTION.test(said) || lines.some(({ isRow }) => isRow))
    return undefined;
  const style = { size: halfUnits(first.size), font: first.font };
  const isUniform = lines.every(({ font }) => font === first.font) && first.font !== undefined;
  const isLarger = style.size >= usual.size * LARGER;
  if (!isLarger && /^["«“]|[{}\\<>=|_]/u.test(said)) return undefined; // a quotation, a line of a program
  return isLarger || (isUniform && style.font !== usual.font && style.size >= usual.size)
    ? style
    : undefined;
}

/** Styles that are headings: each but the last is followed by text (or a lower heading), and small ones are several. */
function habitualStyles(
  styles: readonly (Style | undefined)[],
  usual: Style,
): ReadonlyMap<string, Style> {
  const uses = new Map<string, { style: Style; count: number; leading: number }>();
  styles.forEach((style, position) => {
    if (style === undefined) return;
    const next = styles[position + 1];
    const isLeading =
      position + 1 < styles.length && (next === undefined || next.size <= style.size) ? 1 : 0;
    const { count, leading } = uses.get(nameOf(style)) ?? { count: 0, leading: 0 };
    uses.set(nameOf(style), { style, count: count + 1, leading: leading + isLeading });
  });
  const habitual = Array.from(uses).filter(([, { style, count, leading }]) => {
    const isLarger = style.size >= usual.size * LARGER;
    return (isLarger || count >= MIN_HEADINGS) && leading >= count * 0.7;
  });
  return new Map(habitual.map(([name, { style }]) => [name, style]));
}
