/** Where something stands in a document that has no pages: what its citation shows in place of a paragraph's number. */
export type Place = TimePlace | RowPlace | MessagePlace;

/** In a recording, of which the document is a transcript or subtitles. */
interface TimePlace {
  readonly kind: 'time';
  /** From the recording's beginning, whole milliseconds, below 2^32 (seven weeks). */
  readonly ms: number;
}

/** In a table. */
interface RowPlace {
  readonly kind: 'row';
  /** As a spreadsheet numbers it: from 1, the header and blank rows counted. */
  readonly row: number;
}

/** In a chat. */
interface MessagePlace {
  readonly kind: 'message';
  readonly author: string;
  /** The time of day that the chat showed, read as UTC: whole seconds since the epoch, below 2^32. To be shown as UTC. */
  readonly clockSeconds: number;
  /** Address that opens the message, if it has any. */
  readonly link: string | undefined;
}

/** A place and the offset in the canonical text from which on it holds. */
export type PlaceMark = Place & {
  /** UTF-16 code units. */
  readonly start: number;
};
