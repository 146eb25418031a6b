import type { Span } from '../span.ts';
import { graphemeBorder } from './graphemes.ts';

/** Lines longer than this were not wrapped by hand or editor: each is a paragraph (or a list's entry) of its own. */
const MAX_WRAPPED_CHARS = 120;

/** A line that opens an interview's turn or a FAQ's entry: `— Why?`, `Q: Why?`, `Вопрос: …`. */
const TURN =
  /^\s*(?:[—–―‒]\s|(?:Q|A|Question|Answer|В|О|Вопрос|Ответ|Frage|Antwort|P|R|问|答|問)\s*\d{0,3}[:：.]\s)/u;

/** Whether a line, given without its indentation or with it, opens a turn of a conversation. */
export function opensTurn(line: string): boolean {
  return TURN.test(line.slice(0, 40));
}

/** The lines of a stretch of text, without their line feeds; the last one may be empty. */
export function* linesOf(text: string, { start, end }: Span): Generator<Span> {
  let from = start;
  while (from <= end) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 || feed > end ? end : feed;
    yield { start: from, end: to };
    from = to + 1;
  }
}

/** Runs of lines that hold something, in reading order: what blank lines tell apart. */
export function* blocksOf(text: string, span: Span): Generator<readonly Span[]> {
  let block: Span[] = [];
  for (const line of linesOf(text, span)) {
    if (!isBlank(text.slice(line.start, line.end))) block.push(line);
    else if (block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

/** Nothing that is seen or read: white space, control and format characters. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cc}\p{Cf}]/u.test(text);
}

/** A stretch without the white space around it; undefined when it holds nothing else. No grapheme is cut. */
export function trimmed(text: string, { start, end }: Span): Span | undefined {
  const raw = text.slice(start, end);
  if (isBlank(raw)) return undefined;
  const first = start + raw.length - raw.trimStart().length;
  const last = start + raw.trimEnd().length;
  // White space may carry a mark, or follow a sign that holds it: it stays with them.
  const cutsGrapheme = last < end && graphemeBorder(text, last, start) !== last;
  return { start: graphemeBorder(text, first, start), end: cutsGrapheme ? last + 1 : last };
}

/** The paragraphs of plain text: blank lines part them, and so do lines that were not wrapped. */
export function lineParagraphs(text: string): readonly Span[] {
  const blocks = [...blocksOf(text, { start: 0, end: text.length })];
  const hasBlankLines = blocks.length > 1;
  return blocks.flatMap((block) => paragraphsOfBlock(text, block, hasBlankLines));
}

/** The width that a block of lines was wrapped at, in UTF-16 units; undefined when its lines were not wrapped. */
export function wrapWidth(lines: readonly Span[]): number | undefined {
  let width = 0;
  let long = 0;
  for (const { start, end } of lines) {
    if (end - start > MAX_WRAPPED_CHARS) long++;
    else width = Math.max(width, end - start);
  }
  return long * 4 > lines.length ? undefined : width;
}

/** Whether a line was ended on purpose: the next line's first word would still have fitted into it. */
export function endsEarly(text: string, line: Span, next: Span, width: number): boolean {
  const word =
    /^\s*(\S{0,40})/u.exec(text.slice(next.start, Math.min(next.end, next.start + 80)))?.[1] ?? '';
  return line.end - line.start + 1 + word.length <= width;
}

function paragraphsOfBlock(text: string, block: readonly Span[], hasBlankLines: boolean): Span[] {
  const width = wrapWidth(block);
  const paragraphs: Span[] = [];
  let start = block[0]?.start ?? 0;
  block.forEach((line, position) => {
    const next = block[position + 1];
    if (next !== undefined && !partsParagraphs(text, line, next, { width, hasBlankLines })) return;
    paragraphs.push({ start, end: line.end });
    start = next?.start ?? line.end;
  });
  return paragraphs;
}

function partsParagraphs(
  text: string,
  line: Span,
  next: Span,
  block: { readonly width: number | undefined; readonly hasBlankLines: boolean },
): boolean {
  if (block.width === undefined || opensTurn(text.slice(next.start, next.start + 40))) return true;
  return !block.hasBlankLines && endsEarly(text, line, next, block.width);
}
