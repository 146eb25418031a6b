import type { PlaceMark } from '../place.ts';
import type { Content } from './content.ts';
import type { Span } from '../span.ts';

/** What a format's reader gives: the canonical text and what only the format knows of its structure. */
export interface Reading {
  /** Canonical text; LF line ends. */
  readonly text: string;
  /** The title that the format states (front matter, `<title>`), if any. */
  readonly title: string | undefined;
  /** In reading order. `level` 1 is the outermost; 0 is the title's or a preface of metadata, and part of no path. `text` is the heading without markup. */
  readonly headings: readonly HeadingMark[];
  /** Where each page starts in `text`, ascending, the first at 0; empty for formats without pages. */
  readonly pageStarts: readonly number[];
  /**
   * Times, rows or messages, ascending by `start`, all of one kind; undefined for formats without them. Each holds up to
   * the next one. Rows are passages of their own; messages and times may share a passage.
   */
  readonly marks?: readonly PlaceMark[];
  /** Spans that are one paragraph each; undefined: blank lines tell paragraphs apart. */
  readonly paragraphs: readonly Span[] | undefined;
}

export interface HeadingMark extends Span {
  readonly level: number;
  readonly text: string;
}

/** A reader turns one file's bytes into a reading, or says in words for the maintainer why it can't. */
export interface DocumentReader {
  /** Lower-case file endings with the dot, such as `.txt`. */
  readonly endings: readonly string[];
  /** What such files hold: `text` unless told. Files that plainly hold something else never come to `read`. */
  readonly content?: Content;
  read(bytes: Uint8Array, name: string): Promise<Reading | Unreadable>;
}

/** Why a file is left out: a short clause without the file's name, such as `is empty`. */
export interface Unreadable {
  readonly reason: string;
}
