import type { Span } from '../span.ts';
import type { Paragraph, Section } from './document.ts';
import { graphemeBorder } from './graphemes.ts';
import { blocksOf, isBlank, trimmed } from './lines.ts';
import { questionsAmong, speechOf } from './questions.ts';
import type { HeadingMark, Reading } from './reading.ts';
import type { Title } from './title.ts';

export interface Structure {
  readonly sections: readonly Section[];
  readonly paragraphs: readonly Paragraph[];
}

/** Sections and paragraphs of a reading. The title's own heading opens a section but is no part of any path. */
export function structureOf(reading: Reading, title: Title, language: string): Structure {
  const marks = headingMarks(reading, title);
  const sections = sectionsOf(reading.text, marks);
  const spans = paragraphSpans(reading, marks);
  return { sections, paragraphs: paragraphsOf(reading.text, spans, { sections, language }) };
}

/** Level 0 marks the title. */
function headingMarks(reading: Reading, { title, span }: Title): readonly HeadingMark[] {
  const { text, headings } = reading;
  if (span !== undefined) return [{ ...span, level: 0, text: title }, ...headings];
  const firstReal = headings.findIndex(isReal);
  return headings.map((mark, position) => ({
    ...mark,
    start: graphemeBorder(text, mark.start, 0),
    level: mark.text === title && position <= firstReal ? 0 : mark.level,
  }));
}

const isReal = ({ level }: HeadingMark): boolean => level > 0;

/** Each heading opens a section that lasts to the next one; together they cover the text. */
function sectionsOf(text: string, marks: readonly HeadingMark[]): Section[] {
  const sections: Section[] = [];
  const path: HeadingMark[] = [];
  const firstStart = marks[0]?.start ?? text.length;
  if (!isBlank(text.slice(0, firstStart)))
    sections.push({ start: 0, end: firstStart, headings: [] });
  marks.forEach((mark, position) => {
    while ((path.at(-1)?.level ?? -1) >= mark.level) path.pop();
    path.push(mark);
    const headings = path.filter(isReal).map((heading) => heading.text);
    const start = sections.length === 0 ? 0 : mark.start;
    sections.push({ start, end: marks[position + 1]?.start ?? text.length, headings });
  });
  return sections;
}

interface ParagraphSpan extends Span {
  readonly isHeading: boolean;
}

/** Headings, and between them what the format or the blank lines make paragraphs. */
function paragraphSpans(reading: Reading, marks: readonly HeadingMark[]): ParagraphSpan[] {
  const given = reading.paragraphs && clipper(reading.paragraphs);
  const between = (gap: Span): readonly Span[] =>
    given?.(gap) ?? blankLineParagraphs(reading.text, gap);
  const spans: ParagraphSpan[] = [];
  let from = 0;
  const add = (found: readonly Span[], isHeading: boolean): void => {
    for (const span of found) {
      const held = trimmed(reading.text, span);
      if (held !== undefined) spans.push({ ...held, isHeading });
    }
  };
  for (const mark of marks) {
    add(between({ start: from, end: mark.start }), false);
    add([mark], true);
    from = mark.end;
  }
  add(between({ start: from, end: reading.text.length }), false);
  return spans;
}

function blankLineParagraphs(text: string, gap: Span): Span[] {
  return Array.from(blocksOf(text, gap), (lines) => ({
    start: lines[0]?.start ?? gap.start,
    end: lines.at(-1)?.end ?? gap.end,
  }));
}

/** Gives the parts of spans that lie in a gap; gaps must be asked for in reading order. */
function clipper(spans: readonly Span[]): (gap: Span) => Span[] {
  let next = 0;
  return (gap) => {
    const inside: Span[] = [];
    for (; next < spans.length; next++) {
      const span = spans[next];
      if (span === undefined || span.start >= gap.end) break;
      if (span.end > gap.start)
        inside.push({ start: Math.max(span.start, gap.start), end: Math.min(span.end, gap.end) });
      if (span.end > gap.end) break;
    }
    return inside;
  };
}

function paragraphsOf(
  text: string,
  spans: readonly ParagraphSpan[],
  { sections, language }: { readonly sections: readonly Section[]; readonly language: string },
): Paragraph[] {
  const questions = questionFlags(text, spans, language);
  let section = 0;
  let number = 1;
  return spans.map(({ start, end, isHeading }, position) => {
    while (start >= (sections[section]?.end ?? Infinity)) section++;
    const kind = isHeading ? 'heading' : questions[position] === true ? 'question' : 'text';
    return { start, end, section, kind, number: isHeading ? number : number++ };
  });
}

/** Which paragraphs are only questions, told among those under the same heading. */
function questionFlags(text: string, spans: readonly ParagraphSpan[], language: string): boolean[] {
  const flags: boolean[] = [];
  for (let from = 0; from < spans.length;) {
    const isHeading = spans[from]?.isHeading;
    let to = from;
    while (to < spans.length && spans[to]?.isHeading === isHeading) to++;
    const speeches = spans.slice(from, to).map((span) => speechOf(text, span, language));
    const questions = isHeading === true ? speeches.map(() => false) : questionsAmong(speeches);
    for (const question of questions) flags.push(question);
    from = to;
  }
  return flags;
}
