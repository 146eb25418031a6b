import type { Span } from '../span.ts';
import type { HeadingMark } from './reading.ts';

/** A longer line is a paragraph. */
const MAX_HEADING_CHARS = 80;

/** So many headings of one kind make it a habit of the text and no accident. */
const MIN_HEADINGS = 2;

/** `Chapter 3`, `Глава IV. Земля`, `Artikel 5`, `第三章`: the word, its number, and maybe what it is about. */
const NAMED =
  /^(?:(?:book|part|title|volume|книга|часть|том|teil|buch|partie|livre|parte|libro|część)|(chapter|section|article|appendix|annex|schedule|глава|раздел|статья|приложение|kapitel|abschnitt|artikel|anhang|chapitre|section|annexe|capítulo|sección|artículo|capitolo|sezione|articolo|capitolul|rozdział|artykuł|bölüm|madde|κεφάλαιο|άρθρο))\s+(?:\d{1,4}|[ivxlc]{1,7}|[a-zа-я])(?:[.:\s–—-].*)?$/iu;
const NAMED_CJK = /^第[\d一二三四五六七八九十百零〇]{1,6}[章节節条條部编編回](?:\s.*)?$/u;

/** `2 Methods`, `2.1. Sources`, `IV. Results`. */
const NUMBERED = /^((?:\d{1,3}\.){0,5}\d{1,3}|[IVXLC]{1,6}(?=\.))\.?\s+\p{Lu}[^.!?]*$/u;

/** `GENERAL PROVISIONS`: no small letter, and enough capitals to be words. */
const CAPITALS = /^[^\p{Ll}]*\p{Lu}{4}[^\p{Ll}]*$/u;

/** A way of writing headings: the level that a line in it has, undefined for lines that are none. */
type Style = (line: string) => number | undefined;

const STYLES: readonly Style[] = [
  (line) => {
    const named = NAMED.exec(line);
    if (named !== null) return named[1] === undefined ? 1 : 2;
    return NAMED_CJK.test(line) ? 2 : undefined;
  },
  (line) => {
    const number = NUMBERED.exec(line)?.[1];
    return number === undefined ? undefined : number.split('.').length;
  },
  (line) => (CAPITALS.test(line) ? 1 : undefined),
];

/**
 * Headings of plain text, where it plainly has them: short lines between blank lines, without a sentence's end, that
 * are named or numbered or written in capitals, several times in one text, each with text under it. The first of these
 * styles that a text has is taken; texts that mix them keep the others as paragraphs.
 *
 * @param paragraphs in reading order
 */
export function textHeadings(text: string, paragraphs: readonly Span[]): readonly HeadingMark[] {
  for (const style of STYLES) {
    const levels = paragraphs.map((paragraph) => levelOf(text, paragraph, style));
    if (isHabit(levels)) return marksOf(text, paragraphs, levels);
  }
  return [];
}

type Levels = readonly (number | undefined)[];

function levelOf(text: string, { start, end }: Span, style: Style): number | undefined {
  if (end - start > MAX_HEADING_CHARS) return undefined;
  const line = text.slice(start, end).trim();
  return /[.!?;,:]$|\n/u.test(line) ? undefined : style(line);
}

/** Several headings, and nearly all of them with text or a lower heading next: no list of numbered steps. */
function isHabit(levels: Levels): boolean {
  const headings = levels.flatMap((level, position) =>
    level === undefined ? [] : [{ level, next: position + 1 }],
  );
  const leading = headings.filter(
    ({ level, next }) => next < levels.length && (levels[next] ?? Infinity) > level,
  );
  return headings.length >= MIN_HEADINGS && leading.length >= headings.length * 0.8;
}

function marksOf(text: string, paragraphs: readonly Span[], levels: Levels): HeadingMark[] {
  return paragraphs.flatMap(({ start, end }, position) => {
    const level = levels[position];
    const line = text.slice(start, end).trim().replaceAll(/\s+/gu, ' ');
    return level === undefined ? [] : [{ start, end, level, text: line }];
  });
}
