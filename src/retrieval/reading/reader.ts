import type { Quotation } from '../answer.ts';

/** Which documents may be read. */
export interface ReadingOptions {
  /** By id; all unless told. */
  readonly mayQuote?: (documentId: string) => boolean;
}

/** The door to reading: what people see of the documents beyond answers. Every call sees one library. */
export interface Reader {
  /** The cited sentence, marked, among its neighbours: about 450 characters of its section. */
  around(citation: string, options?: ReadingOptions): Promise<Stretch | Unreadable>;
  /** What stands before the cited sentence: about 450 characters of the document, whole sentences. */
  before(citation: string, options?: ReadingOptions): Promise<Stretch | Unreadable | NoFurther>;
  /** What stands after it. */
  after(citation: string, options?: ReadingOptions): Promise<Stretch | Unreadable | NoFurther>;
  /**
   * A part of the section that the cited sentence stands in, the sentence marked.
   *
   * @param part from 1, the nearest where there is none such; undefined: the one that holds the sentence
   */
  section(
    citation: string,
    part: number | undefined,
    options?: ReadingOptions,
  ): Promise<SectionPart | Unreadable>;
  /** All that stands from one cited sentence to another one of the same document, both included. */
  between(first: string, last: string, options?: ReadingOptions): Promise<Stretch | Unreadable>;
  /** Documents whose title or path holds all of the words; all documents where there are none. */
  documents(words: string, page: PageOf, options?: ReadingOptions): Promise<Page<ListedDocument>>;
  /** The headings of a document, by its key. */
  contents(
    key: string,
    page: PageOf,
    options?: ReadingOptions,
  ): Promise<Contents | Extract<Unreadable, { kind: 'document-gone' | 'not-shown' }>>;
  /** Sentences that hold all of the words, and all phrases in quotation marks, as they are written; in reading order. */
  search(words: string, page: PageOf, options?: ReadingOptions): Promise<Matches>;
}

/** A run of whole sentences of one document; its citation is that of the marked sentence, else of the first. */
export interface Stretch {
  readonly kind: 'stretch';
  readonly quotation: Quotation;
  /** Nothing of the document stands before it, or after it. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One of the parts that a section is read in. */
export interface SectionPart {
  readonly kind: 'section-part';
  readonly quotation: Quotation;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

/** The document begins, or ends, there. */
export interface NoFurther {
  readonly kind: 'no-further';
}

/** Why a place can't be read. */
export type Unreadable =
  /** The document is there, the sentence is not. */
  | { readonly kind: 'changed'; readonly document: ListedDocument }
  | { readonly kind: 'document-gone' }
  /** It is none of those that may be read. */
  | { readonly kind: 'not-shown' }
  | { readonly kind: 'not-a-citation' };

export interface ListedDocument {
  /** Names the document in buttons: eight of `[A-Za-z0-9_-]`. */
  readonly key: string;
  readonly title: string;
  /** Its path below the documents folder. */
  readonly id: string;
}

/** Which page of a list is wanted. */
export interface PageOf {
  /** From 1; the nearest where there is none such. */
  readonly page: number;
  /** Items on a page, at least 1. */
  readonly size: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** Items on all pages. */
  readonly total: number;
}

export interface Contents extends Page<Heading> {
  readonly kind: 'contents';
  readonly document: ListedDocument;
  /** Citation id of its first sentence; undefined for a document without text. */
  readonly beginning: string | undefined;
}

/** Sentences, in each the first match marked. */
export interface Matches extends Page<Quotation> {
  /** False where the words are so common in so large a library that not everything was looked through. */
  readonly isComplete: boolean;
}

export interface Heading {
  readonly text: string;
  /** Its place in the outline, `[2, 1]` for the first heading below the second one. */
  readonly number: readonly number[];
  /** Citation id of the first sentence below it, or of itself. */
  readonly id: string;
}
