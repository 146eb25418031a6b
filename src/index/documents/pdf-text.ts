import type { Span } from '../span.ts';
import { lineJoiner } from './pdf-hyphens.ts';
import type { Line } from './pdf-column-lines.ts';
import type { LineParagraph } from './pdf-paragraphs.ts';

/** A paragraph of the canonical text with the lines it was made of. */
export interface SetParagraph extends Span {
  /** Each begins at the first letter that it adds to the text. */
  readonly lines: readonly SetLine[];
}

interface SetLine extends Line {
  /** Offset in the canonical text. */
  readonly start: number;
}

export interface SetText {
  readonly text: string;
  readonly paragraphs: readonly SetParagraph[];
  /** Where each page starts; a blank one where the next one does. */
  readonly pageStarts: readonly number[];
}

/** Canonical text: a line for each paragraph, words parted at lines' ends made whole, a blank line between paragraphs. */
export function setText(paragraphs: readonly LineParagraph[], pageCount: number): SetText {
  const joiner = lineJoiner(linesOf(paragraphs));
  const parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const set = paragraphs.map((lines): SetParagraph => {
    if (length > 0) add('\n\n');
    const start = length;
    const setLines = lines.map((line, position): SetLine => {
      const setLine = { ...line, start: length };
      const next = lines[position + 1];
      const { kept, between } =
        next === undefined ? { kept: line.text, between: '' } : joiner.join(line.text, next.text);
      add(kept + between);
      return setLine;
    });
    return { start, end: length, lines: setLines };
  });
  return { text: parts.join(''), paragraphs: set, pageStarts: pageStarts(set, pageCount, length) };
}

function* linesOf(paragraphs: readonly LineParagraph[]): Generator<string> {
  for (const paragraph of paragraphs) for (const { text } of paragraph) yield text;
}

function pageStarts(
  paragraphs: readonly SetParagraph[],
  pageCount: number,
  length: number,
): number[] {
  const starts: number[] = [];
  for (const { lines } of paragraphs)
    for (const { page, start } of lines)
      while (starts.length <= page) starts.push(starts.length === 0 ? 0 : start);
  while (starts.length < pageCount) starts.push(starts.length === 0 ? 0 : length);
  return starts;
}
