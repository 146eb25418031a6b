import type { Vector } from '../embedding/embedder.ts';
import type { LibraryPassage, LibrarySentence, PassagePlace } from '../library/library.ts';
import type { PackedTokens } from '../library/token-bytes.ts';
import type { Place } from '../place.ts';
import type { Span } from '../span.ts';

/** A sentence's row. */
export interface FetchedSentence extends LibrarySentence {
  readonly position: number;
  /** Names its vector: of a passage, and its number in it. */
  readonly passage: number;
  readonly ordinal: number;
  /** The time, row or message that it begins in. */
  readonly place: Place | undefined;
}

/** A part of a document's text. */
export interface FetchedText extends Span {
  readonly document: number;
  readonly text: string;
}

/** The ordinal of a passage's own vector. */
export const WHOLE = -1;

/** Number of dimensions, and a number that says nothing, of 16 bits each. */
const VECTOR_HEAD_BYTES = 4;

/** Rows that were fetched of a library, and what can be read of them. */
export class Fetched {
  readonly #passages = new Map<number, LibraryPassage>();
  readonly #sentences = new Map<number, FetchedSentence>();
  readonly #vectors = new Map<string, Vector>();
  readonly #tokens = new Map<string, Buffer>();
  readonly #texts = new Map<number, FetchedText[]>();
  readonly #dimensions: number;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  hasPassage(position: number): boolean {
    return this.#passages.has(position);
  }

  hasTokens(position: number): boolean {
    return this.#tokens.has(vectorName(this.sentence(position)));
  }

  addPlace(passage: number, place: PassagePlace): void {
    const { places } = this.#passages.get(passage) ?? { places: [] };
    this.#passages.set(passage, { places: [...places, place] });
  }

  addSentence(sentence: FetchedSentence): void {
    this.#sentences.set(sentence.position, sentence);
  }

  /** @param bytes as pgvector sends a vector: two numbers of 16 bits, then floats, big-endian */
  addVector(passage: number, ordinal: number, bytes: Buffer): void {
    const vector = new Float32Array(this.#dimensions);
    for (let at = 0; at < vector.length; at += 1)
      vector[at] = bytes.readFloatBE(VECTOR_HEAD_BYTES + 4 * at);
    this.#vectors.set(vectorName({ passage, ordinal }), vector);
  }

  addTokens(passage: number, ordinal: number, bytes: Buffer): void {
    this.#tokens.set(vectorName({ passage, ordinal }), bytes);
  }

  addText(text: FetchedText): void {
    const known = this.#texts.get(text.document) ?? [];
    this.#texts.set(text.document, [...known, text]);
  }

  passage(position: number): LibraryPassage {
    return this.#passages.get(position) ?? missing('passage', position);
  }

  sentence(position: number): FetchedSentence {
    return this.#sentences.get(position) ?? missing('sentence', position);
  }

  passageVector(position: number): Vector {
    const name = vectorName({ passage: position, ordinal: WHOLE });
    return this.#vectors.get(name) ?? missing('vector of passage', position);
  }

  sentenceVector(position: number): Vector {
    return (
      this.#vectors.get(vectorName(this.sentence(position))) ??
      missing('vector of sentence', position)
    );
  }

  sentenceTokens(position: number): PackedTokens {
    const bytes = this.#tokens.get(vectorName(this.sentence(position)));
    return { packed: bytes ?? missing('tokens of sentence', position) };
  }

  hasText(document: number, span: Span): boolean {
    return this.#textHolding(document, span) !== undefined;
  }

  text(document: number, { start, end }: Span): string {
    if (end <= start) return '';
    const holding = this.#textHolding(document, { start, end });
    if (holding === undefined) return missing(`text at ${start} of document`, document);
    return holding.text.slice(start - holding.start, end - holding.start);
  }

  #textHolding(document: number, { start, end }: Span): FetchedText | undefined {
    return (this.#texts.get(document) ?? []).find((text) => text.start <= start && text.end >= end);
  }

  /** Of the last sentence that begins at or before an offset, else of the first one: where it begins. */
  place(sentences: Span, offset: number): Place | undefined {
    let found: FetchedSentence | undefined;
    for (let position = sentences.start; position < sentences.end; position += 1) {
      const sentence = this.#sentences.get(position);
      if (sentence === undefined) continue;
      if (found !== undefined && sentence.start > offset) break;
      found = sentence;
    }
    return found?.place;
  }
}

function vectorName({ passage, ordinal }: Pick<FetchedSentence, 'passage' | 'ordinal'>): string {
  return `${passage} ${ordinal}`;
}

function missing(what: string, number: number): never {
  throw new RangeError(`The ${what} ${number} was not fetched`);
}
