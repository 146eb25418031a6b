import type { PlaceMark } from '../place.ts';
import type { Span } from '../span.ts';

/** A document: its canonical text and the structure that citations need. All spans point into `text`. */
export interface Document {
  /** Path below the documents folder, `/`-separated on every system, NFC. */
  readonly id: string;
  /** What people call it: from the text or its front matter, else the file's name without ending. */
  readonly title: string;
  /** ISO 639-1 code of the text's main language, or `und` where it could not be told. */
  readonly language: string;
  /** Canonical text. For a UTF-8 file without BOM and with LF it is exactly the file's text. */
  readonly text: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
  /** In reading order; together they cover the text. The first one may have no heading. */
  readonly sections: readonly Section[];
  /** Where each page starts, ascending, the first at 0; empty for formats without pages. */
  readonly pageStarts: readonly number[];
  /** Times, rows or messages, ascending by `start`, all of one kind; empty for formats without them. */
  readonly marks: readonly PlaceMark[];
  /** In reading order; blank text lies between them. Headings are paragraphs too. */
  readonly paragraphs: readonly Paragraph[];
  /** In reading order; together they cover every non-blank character. */
  readonly sentences: readonly Sentence[];
  /** In reading order; together they cover every sentence. Neighbours may overlap. */
  readonly passages: readonly Passage[];
}

/** A stretch of the document under one heading. */
export interface Section extends Span {
  /** The headings that lead here, outermost first; empty before the first heading. */
  readonly headings: readonly string[];
}

export interface Paragraph extends Span {
  /** Position in `Document.sections`. */
  readonly section: number;
  /** `question`: only a question (an interviewer's, a FAQ's), answered by what follows it. */
  readonly kind: 'text' | 'heading' | 'question';
  /** What a citation shows: 1 for the document's first paragraph that is no heading; a heading has the number of the one after it. */
  readonly number: number;
}

export interface Sentence extends Span {
  /** Position in `Document.paragraphs`. */
  readonly paragraph: number;
  /** Tokens in the embedder's own count, without prefix and special tokens; at least 1. */
  readonly tokens: number;
}

/** A run of whole sentences of one section, sized for the embedder. */
export interface Passage {
  /** Positions in `Document.sentences`: `[firstSentence, endSentence)`. */
  readonly firstSentence: number;
  readonly endSentence: number;
  /** Position in `Document.paragraphs` of the question that this passage answers, where there is one. */
  readonly question: number | undefined;
}
