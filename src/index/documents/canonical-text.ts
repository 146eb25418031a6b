import type { Place, PlaceMark } from '../place.ts';
import type { Span } from '../span.ts';
import { isBlank } from './lines.ts';
import type { HeadingMark, Reading, Unreadable } from './reading.ts';

/** Between two paragraphs, as a person would part them. */
const GAP = '\n\n';

/** What no text shows: control characters but tab and line feed, and what stands for half a character. */
const UNSEEN = /(?![\t\n])\p{Cc}|\p{Cs}|\ufeff/gu;

/** Puts a canonical text together, paragraph by paragraph, for formats whose files hold no text as it is read. */
export interface CanonicalText {
  /** @param level as in `HeadingMark` */
  heading(level: number, text: string): void;
  /** Blank text is none. Line feeds stay. */
  paragraph(text: string): void;
  /** What comes next stands there. */
  mark(place: Place): void;
  /** @param title what the format states, if anything */
  finish(title: string | undefined): Reading | Unreadable;
}

export function startText(): CanonicalText {
  const parts: string[] = [];
  const headings: HeadingMark[] = [];
  const paragraphs: Span[] = [];
  const marks: PlaceMark[] = [];
  let length = 0;

  const nextStart = (): number => (length === 0 ? 0 : length + GAP.length);
  const add = (text: string): Span => {
    if (length > 0) parts.push(GAP);
    parts.push(text);
    const start = nextStart();
    length = start + text.length;
    return { start, end: length };
  };

  return {
    heading(level, text) {
      const line = shown(text).replaceAll(/\s+/gu, ' ');
      if (!isBlank(line)) headings.push({ ...add(line), level, text: line });
    },
    paragraph(text) {
      const said = shown(text);
      if (!isBlank(said)) paragraphs.push(add(said));
    },
    mark(place) {
      const mark = { ...place, start: nextStart() };
      if (marks.at(-1)?.start === mark.start) marks.pop();
      marks.push(mark);
    },
    finish(title) {
      if (length === 0) return { reason: 'holds no text' };
      const held = marks.filter(({ start }) => start < length);
      const stated = title === undefined || isBlank(title) ? undefined : title.trim();
      const text = parts.join('');
      return { text, title: stated, headings, paragraphs, pageStarts: [], marks: held };
    },
  };
}

function shown(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n').replaceAll(UNSEEN, '').trim();
}
