import { fromMarkdown } from 'mdast-util-from-markdown';
import { decodeText } from './encoding.ts';
import { isBlank, linesOf } from './lines.ts';
import type { DocumentReader, HeadingMark } from './reading.ts';
import type { Span } from '../span.ts';

/** Longest stretch given to the parser as one heading's paragraph: a heading is never longer, and parsing is slow. */
const MAX_HEADING_CHARS = 1000;

const ATX = /^ {0,3}#{1,6}(?:[ \t]|$)/u;
/** Headings without any markup in them, which need no parser; `1.` and `+` could open a list. */
const PLAIN = String.raw`\p{L}(?:[\p{L}\p{M}\p{N},.:;?!'’“”()–—-]| (?! ))*(?<! )`;
const PLAIN_ATX = new RegExp(`^(#{1,6}) (${PLAIN})$`, 'u');
const PLAIN_SETEXT = new RegExp(`^(${PLAIN})\\n(=|-)\\2*$`, 'u');
const BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/u;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/u;
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/u;
/** Metadata before all; a rule before ordinary text isn't its beginning. */
const FRONT_MATTER =
  /^(---|\+\+\+)[ \t]*\n(?=["'\w-]+[ \t]*[:=])([\s\S]{0,20000}?)\n\1[ \t]*(?:\n|$)/u;
const TITLE_LINE = /^title[ \t]*[:=][ \t]*(.+?)[ \t]*$/imu;

/** Markdown: markup stays in the text, so that every offset holds in the file; headings and front matter are found in it. */
export const markdownReader: DocumentReader = {
  endings: ['.md', '.markdown'],
  read: async (bytes) => {
    const text = decodeText(bytes);
    if (typeof text !== 'string') return text;
    const front = FRONT_MATTER.exec(text);
    const bodyStart = front?.[0].length ?? 0;
    const headings = headingsOf(text, bodyStart);
    const stated = titleOfFrontMatter(front?.[2] ?? '');
    const title = stated ?? (headings[0]?.level === 1 ? headings[0].text : undefined);
    const frontMark = { start: 0, end: bodyStart, level: 0, text: title ?? '' };
    return {
      text,
      title,
      headings: front === null ? headings : [frontMark, ...headings],
      pageStarts: [],
      paragraphs: undefined,
    };
  },
};

function titleOfFrontMatter(front: string): string | undefined {
  const value = TITLE_LINE.exec(front)?.[1] ?? '';
  const title = /^(["'])(.*)\1$/u.exec(value)?.[2] ?? value;
  return isBlank(title) || /^[|>]/u.test(title) ? undefined : title;
}

/**
 * Headings, found line by line and judged by the parser one at a time. The whole file isn't parsed: that takes 20 s a
 * megabyte and a kilobyte of memory for each character.
 */
function headingsOf(text: string, from: number): HeadingMark[] {
  const headings: HeadingMark[] = [];
  let paragraphStart: number | undefined;
  for (const line of linesOutsideCode(text, from)) {
    const head = text.slice(line.start, Math.min(line.end, line.start + MAX_HEADING_CHARS));
    const isUnderline = paragraphStart !== undefined && UNDERLINE.test(head);
    if (ATX.test(head)) headings.push(...headingsIn(text, line));
    else if (isUnderline)
      headings.push(...headingsIn(text, { start: paragraphStart ?? 0, end: line.end }));
    else if (!isBlank(head) && !BREAK.test(head)) {
      paragraphStart ??= line.start;
      continue;
    }
    paragraphStart = undefined;
  }
  return headings;
}

/** Lines that are no code between fences and no part of a comment; a blank line stands for each stretch left out. */
function* linesOutsideCode(text: string, from: number): Generator<Span> {
  let closing: RegExp | undefined;
  for (const line of linesOf(text, { start: from, end: text.length })) {
    const head = text.slice(line.start, Math.min(line.end, line.start + MAX_HEADING_CHARS));
    if (closing !== undefined) {
      if (closing.test(text.slice(line.start, line.end))) closing = undefined;
      continue;
    }
    const fence = FENCE.exec(head)?.[1];
    if (fence !== undefined)
      closing = new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}[ \\t]*$`, 'u');
    else if (/^ {0,3}<!--/u.test(head) && !head.includes('-->')) closing = /-->/u;
    yield closing === undefined ? line : { start: line.start, end: line.start };
  }
}

function headingsIn(text: string, { start, end }: Span): HeadingMark[] {
  if (end - start > MAX_HEADING_CHARS) return [];
  const marked = text.slice(start, end);
  const [, marks = '', atx] = PLAIN_ATX.exec(marked) ?? [];
  if (atx !== undefined) return [{ start, end, level: marks.length, text: atx }];
  const [, setext, line = ''] = PLAIN_SETEXT.exec(marked) ?? [];
  if (setext !== undefined) return [{ start, end, level: line === '=' ? 1 : 2, text: setext }];
  const { children } = fromMarkdown(marked);
  return children.flatMap((node) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    if (node.type !== 'heading' || from === undefined || to === undefined) return [];
    const plain = plainText(node).replaceAll(/\s+/gu, ' ').trim();
    return plain === ''
      ? []
      : [{ start: start + from, end: start + to, level: node.depth, text: plain }];
  });
}

/** What a reader sees of a node: text without markup, the description of a picture. */
function plainText(node: object): string {
  if ('value' in node && typeof node.value === 'string')
    return 'type' in node && node.type === 'html' ? '' : node.value;
  if ('alt' in node && typeof node.alt === 'string') return node.alt;
  if (!('children' in node) || !Array.isArray(node.children)) return '';
  return node.children.map((child: object) => plainText(child)).join('');
}
