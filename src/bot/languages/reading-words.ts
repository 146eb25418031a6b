/** What the bot says around reading on: buttons under quotations, their toasts, and the lists of /doc, /toc and /search. */
export interface ReadingWords {
  /** Buttons under a quotation: the text before it, after it. Short: three stand in a row on a phone. */
  readonly before: string;
  readonly after: string;
  /** Button: copies the marked sentence with its place. */
  readonly copy: string;
  /** Button: the whole section that the quotation is from. */
  readonly section: string;
  /** Button: the next excerpt that answers the question. */
  readonly next: string;
  /** Button: back to the answer, or to the excerpt that reading began at. */
  readonly back: string;
  /** Stands above an excerpt that is shown alone. */
  readonly excerpt: (number: number) => string;
  /** Stands above a part of a long section. */
  readonly part: (part: number, parts: number) => string;
  /** Buttons: the parts of a section around the one that is shown. */
  readonly previousPart: (part: number) => string;
  readonly nextPart: (part: number) => string;
  /** In a citation: a link that opens the place. */
  readonly open: string;

  /** Toasts, at most 200 characters each: why a place can't be shown. */
  readonly changed: string;
  readonly gone: string;
  readonly notShown: string;
  readonly atBeginning: string;
  readonly atEnd: string;
  readonly forgotten: string;
  /** Answer to a link that names no place. */
  readonly badLink: string;

  /** Head of the list of documents. `words`: what was looked for in their names; undefined for all. */
  readonly documents: (total: number, words: string | undefined) => string;
  readonly noDocuments: string;
  /** Asks which document is meant; stands above a list. */
  readonly whichDocument: string;
  readonly noHeadings: string;
  /** Button: the beginning of a document. */
  readonly fromBeginning: string;
  /** Button: the list of all documents. */
  readonly allDocuments: string;
  /** Head of what /search found. `isComplete`: false where there may be more. */
  readonly matches: (total: number, words: string, isComplete: boolean) => string;
  readonly noMatches: (words: string) => string;
  /** Answer to a bare /search. */
  readonly searchHint: string;
  /** Which page of a list this is. */
  readonly pageOf: (page: number, pages: number) => string;
  /** Buttons: the pages of a list around the one that is shown. */
  readonly previousPage: (page: number) => string;
  readonly nextPage: (page: number) => string;
}
