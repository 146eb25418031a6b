/** A half-open range `[start, end)` in UTF-16 code units of a document's canonical text, as JS strings count. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
