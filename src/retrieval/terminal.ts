import { printable } from '../index/printable.ts';
import type { Answer, Excerpt } from './answer.ts';
import { ENGLISH_EXPLANATION, explainInWords } from './explanation-words.ts';
import { momentWords, timeWords } from './place-words.ts';

/** How an answer is laid out for a person at a terminal. */
export interface TerminalStyle {
  /** Colours and bold allowed (a terminal, and NO_COLOR not set). */
  readonly colours: boolean;
  /** Columns of the terminal; text is wrapped before them. */
  readonly columns: number;
}

/** An answer as lines to read: what the documents say and where, or that they don't say it. */
export function renderForTerminal(answer: Answer, style: TerminalStyle): string {
  const paint = painter(style.colours);
  const said = opening(answer);
  const shown = answer.kind === 'nothing' ? [] : answer.excerpts;
  const excerpts = shown.map((excerpt, rank) => renderExcerpt(excerpt, rank, style));
  const searched = answer.searchedFor
    ? [paint.dim(`Searched for: ${printable(answer.searchedFor)}`)]
    : [];
  const explained = explanationLines(answer).map((line) => paint.dim(fold(line, style.columns)));
  const parts = [
    ...searched,
    ...said.map((line) => fold(line, style.columns)),
    ...excerpts,
    ...(explained.length > 0 ? [explained.join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function explanationLines({ explanation }: Answer): string[] {
  return explanation ? explainInWords(explanation, ENGLISH_EXPLANATION, printable) : [];
}

function opening(answer: Answer): string[] {
  switch (answer.kind) {
    case 'found':
      return [];
    case 'closest':
      return ['The documents may not answer this. The closest passages:'];
    case 'nothing': {
      const topics = answer.topics.map((title) => `“${printable(title)}”`).join(', ');
      return [`The documents don't answer this.${topics ? ` They are about ${topics}.` : ''}`];
    }
  }
}

function renderExcerpt(excerpt: Excerpt, rank: number, style: TerminalStyle): string {
  const paint = painter(style.colours);
  const bestStart = excerpt.best.start - excerpt.start;
  const bestEnd = excerpt.best.end - excerpt.start;
  const before = printableText(excerpt.text.slice(0, bestStart));
  const best = printableText(excerpt.text.slice(bestStart, bestEnd));
  const after = printableText(excerpt.text.slice(bestEnd));
  const body = fold(
    `${before}${MARK_START}${best}${MARK_END}${after}`,
    style.columns - INDENT.length,
  )
    .split('\n')
    .map((line) => `${INDENT}${line}`.trimEnd())
    .join('\n');
  const place = `[${rank + 1}] ${placeOf(excerpt)}`;
  return `${paint.place(place)}\n${paint.best(body)}`;
}

/** Title › section › page › paragraph, time, row or message: where a quotation stands, in words. */
function placeOf(excerpt: Excerpt): string {
  const page = excerpt.page === undefined ? [] : [`page ${excerpt.page}`];
  return [excerpt.title, ...excerpt.section, ...page, ...wordsOfPlace(excerpt)]
    .map(printable)
    .join(' › ');
}

function wordsOfPlace({ place, paragraph }: Excerpt): string[] {
  switch (place?.kind) {
    case undefined:
      return [`paragraph ${paragraph}`];
    case 'time':
      return [timeWords(place.ms)];
    case 'row':
      return [`row ${place.row}`];
    case 'message': {
      const said = `${place.author}, ${momentWords(place.clockSeconds, 'en-GB')}`;
      return place.link === undefined ? [said] : [said, place.link];
    }
  }
}

const INDENT = '    ';
// The text between holds no control character any more (see `printableText`), so the marks can't be confused with it.
const MARK_START = '\u0001';
const MARK_END = '\u0002';

interface Painter {
  place(text: string): string;
  dim(text: string): string;
  best(text: string): string;
}

function painter(colours: boolean): Painter {
  const escape = (codes: string) => (colours ? `\u001b[${codes}m` : '');
  return {
    place: (text) => `${escape('36')}${text}${escape('0')}`,
    dim: (text) => `${escape('2')}${text}${escape('0')}`,
    best: (text) => text.replaceAll(MARK_START, escape('1')).replaceAll(MARK_END, escape('0')),
  };
}

/** Wraps text at spaces, counting graphemes; line breaks stay. */
function fold(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => foldLine(line, Math.max(20, columns)))
    .join('\n');
}

function foldLine(line: string, columns: number): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (current !== '' && width(joined) > columns) {
      lines.push(current);
      current = word;
    } else {
      current = joined;
    }
  }
  return [...lines, current].join('\n');
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function width(text: string): number {
  const visible = text.replaceAll(MARK_START, '').replaceAll(MARK_END, '');
  return [...graphemes.segment(visible)].length;
}

/** Documents are not trusted: an escape sequence in one must not reach the terminal. */
function printableText(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, '\uFFFD');
}
