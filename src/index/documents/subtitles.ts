import type { PlaceMark } from '../place.ts';
import type { Span } from '../span.ts';
import { type Caption, captionsOf } from './captions.ts';
import { decodeText } from './encoding.ts';
import { joinsWithoutSpace } from './spaceless.ts';
import type { DocumentReader, Reading, Unreadable } from './reading.ts';
import { spokenLines, type SpokenLine } from './subtitles-markup.ts';
import { titleOfName } from './title.ts';

/** A pause after a sentence's end that begins a paragraph, and one that does anywhere. */
const SENTENCE_PAUSE_MS = 2000;
const LONG_PAUSE_MS = 10_000;

/** From this length on, in UTF-16 units, a paragraph ends with the next sentence. */
const FULL_PARAGRAPH_CHARS = 400;

/** Captions that follow each other this closely, or last no longer, may repeat a line that rolls up the screen. */
const ROLL_UP_MS = 100;

/** More lines than are ever shown together. */
const MAX_ROLLED_LINES = 8;

const ENDS_SENTENCE = /[.!?…。！？؟।։♪][\p{Pe}\p{Pf}"'*]*$/u;

/** Subtitles: cues joined to sentences and paragraphs, the time of each one's first word as its place. */
export const subtitlesReader: DocumentReader = {
  endings: ['.srt', '.vtt'],
  read: async (bytes, name) => {
    const text = decodeText(bytes);
    if (typeof text !== 'string') return text;
    const captions = await captionsOf(text);
    if (captions.length === 0) return { reason: 'has no subtitles: no cue with a time in it' };
    return readingOf(captions, statedTitle(text) ?? titleOfName(name, ''));
  },
};

/** A WebVTT file may name itself on its first line. */
function statedTitle(text: string): string | undefined {
  return /^WEBVTT[ \t]+(?:[-–—:]\s*)?(\S.*)/u.exec(text)?.[1]?.trim();
}

function readingOf(captions: readonly Caption[], title: string): Reading | Unreadable {
  const paragraphs: Span[] = [];
  const marks: PlaceMark[] = [];
  let text = '';
  let before: SaidLine | undefined;
  for (const line of saidLines(captions)) {
    const begins =
      before === undefined ||
      beginsParagraph(before, line, text.length - (paragraphs.at(-1)?.start ?? 0));
    if (before !== undefined)
      text += begins ? '\n\n' : joinsWithoutSpace(before.text, line.text) ? '' : ' ';
    if (line.isFirst || marks.length === 0)
      marks.push({ kind: 'time', ms: line.startMs, start: text.length });
    if (begins) paragraphs.push({ start: text.length, end: text.length });
    text += begins && line.speaker !== undefined ? `${line.speaker}: ${line.text}` : line.text;
    paragraphs.push({ start: paragraphs.pop()?.start ?? 0, end: text.length });
    before = line;
  }
  if (text === '') return { reason: 'has no subtitles: its cues hold no text' };
  return { text, title, headings: [], pageStarts: [], marks, paragraphs };
}

interface SaidLine extends SpokenLine {
  readonly startMs: number;
  readonly endMs: number;
  /** Of its caption. */
  readonly isFirst: boolean;
}

/** All lines in order, without those that only roll up the screen. */
function* saidLines(captions: readonly Caption[]): Generator<SaidLine> {
  let shown: readonly string[] = [];
  let shownUntilMs = -Infinity;
  for (const { startMs, endMs, markup } of captions) {
    const lines = spokenLines(markup);
    const texts = lines.map(({ text }) => text);
    const touches = startMs - shownUntilMs <= ROLL_UP_MS;
    const rolls = touches && (texts.length > 1 || endMs - startMs <= ROLL_UP_MS);
    const repeated = rolls ? repeatedLines(shown, texts) : 0;
    for (const [position, line] of lines.slice(repeated).entries())
      yield { ...line, startMs, endMs, isFirst: position === 0 };
    shown = texts;
    shownUntilMs = endMs;
  }
}

/** How many lines a caption begins with that the one before it ended with. */
function repeatedLines(before: readonly string[], lines: readonly string[]): number {
  const most = Math.min(before.length, lines.length, MAX_ROLLED_LINES);
  for (let count = most; count > 0; count--) {
    if (lines.slice(0, count).every((line, at) => line === before[before.length - count + at]))
      return count;
  }
  return 0;
}

function beginsParagraph(before: SaidLine, line: SaidLine, chars: number): boolean {
  if (line.isTurn || line.speaker !== before.speaker) return true;
  const pauseMs = line.startMs - before.endMs;
  if (pauseMs >= LONG_PAUSE_MS || pauseMs < -LONG_PAUSE_MS) return true;
  const ended = ENDS_SENTENCE.test(before.text);
  return ended && (pauseMs >= SENTENCE_PAUSE_MS || chars >= FULL_PARAGRAPH_CHARS);
}
