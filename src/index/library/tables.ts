import { firstPosition } from './halving.ts';
import type { LibraryDocument, LibraryPassage, LibrarySentence, PassagePlace } from './library.ts';
import type { Place } from '../place.ts';
import { NONE, type Table } from './table.ts';
import type { TokenPlace } from './token-file.ts';

/** A document's entry in documents.json. */
export interface DocumentEntry extends LibraryDocument {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
  /** Where its text starts in texts.u16, in UTF-16 code units. */
  readonly textStart: number;
  /** Absent for a document without times, rows or messages. */
  readonly marks?: DocumentMarks;
}

/** A document's rows in the table of marks, `[first, end)`. */
export interface DocumentMarks {
  readonly kind: Place['kind'];
  readonly first: number;
  readonly end: number;
  /** Authors, and links or what their last number follows. */
  readonly names: readonly string[];
}

export const SENTENCE_COLUMNS = [
  'document',
  'start',
  'end',
  'tokens',
  'section',
  'paragraph',
  'paragraphNumber',
  'kind',
  /** Label of its vector. */
  'vector',
] as const;

export const PLACE_COLUMNS = [
  'passage',
  'document',
  'firstSentence',
  'endSentence',
  /** {@link NONE} where the passage answers no question. */
  'questionStart',
  'questionEnd',
] as const;

export const OWNER_COLUMNS = [
  /** The passage whose embedding gave a sentence's vector, … */
  'passage',
  /** … and the sentence's number in it, from 0. */
  'ordinal',
] as const;

export const MARK_COLUMNS = [
  /** Offset in the document's text. */
  'start',
  /** Milliseconds of a time, number of a row, seconds of a message. */
  'value',
  /** Position in the document's `names`; {@link NONE} unless it is a message. */
  'author',
  /** Position in the document's `names`, of the link or its beginning; {@link NONE} where there is no link. */
  'link',
  /** The number that the link ends in; {@link NONE} where it ends in none. */
  'linkNumber',
] as const;

/** Of a graph: a row for each label that it gives, with the label of the vector; {@link NONE} where that was removed. */
export const NODE_COLUMNS = ['label'] as const;

/** As `TokenPlace`; a row for each sentence vector, as `owners`. */
export const TOKEN_COLUMNS = ['start', 'count', 'sum'] as const;

/**
 * Everything of a library but its texts, vectors and words.
 *
 * Vectors are labelled passages first, then sentences. A sentence that stands in two passages has the vector that the
 * first of them gave; `owners` has a row for each sentence vector.
 */
export interface LibraryTables {
  readonly documents: readonly DocumentEntry[];
  readonly passageCount: number;
  readonly sentences: Table<(typeof SENTENCE_COLUMNS)[number]>;
  /** Ordered by passage; within one, in the order of reading. */
  readonly places: Table<(typeof PLACE_COLUMNS)[number]>;
  readonly owners: Table<(typeof OWNER_COLUMNS)[number]>;
  /** Ordered by document; within one, by `start`. */
  readonly marks: Table<(typeof MARK_COLUMNS)[number]>;
  readonly tokenPlaces: Table<(typeof TOKEN_COLUMNS)[number]>;
}

const KINDS = ['text', 'heading', 'question'] as const;

export function kindNumber(kind: LibrarySentence['kind']): number {
  return KINDS.indexOf(kind);
}

export function vectorCount(tables: Pick<LibraryTables, 'passageCount' | 'owners'>): number {
  return tables.passageCount + tables.owners.rows;
}

/** The passage that a vector belongs to. */
export function passageOfVector(tables: LibraryTables, label: number): number {
  return label < tables.passageCount
    ? label
    : cell(tables.owners.columns.passage, label - tables.passageCount);
}

export function sentenceAt(
  tables: Pick<LibraryTables, 'sentences'>,
  position: number,
): LibrarySentence {
  const columns = tables.sentences.columns;
  const kind = KINDS[cell(columns.kind, position)] ?? 'text';
  return {
    kind,
    document: cell(columns.document, position),
    start: cell(columns.start, position),
    end: cell(columns.end, position),
    tokens: cell(columns.tokens, position),
    section: cell(columns.section, position),
    paragraph: cell(columns.paragraph, position),
    paragraphNumber: cell(columns.paragraphNumber, position),
  };
}

export function passageAt(tables: Pick<LibraryTables, 'places'>, position: number): LibraryPassage {
  const passages = tables.places.columns.passage;
  const places: PassagePlace[] = [];
  const first = firstPosition(passages.length, (row) => cell(passages, row) >= position);
  for (let row = first; passages[row] === position; row += 1) {
    places.push(placeAt(tables, row));
  }
  if (places.length === 0) throw new RangeError(`No passage ${position}`);
  return { places };
}

function placeAt(tables: Pick<LibraryTables, 'places'>, row: number): PassagePlace {
  const columns = tables.places.columns;
  const start = cell(columns.questionStart, row);
  return {
    document: cell(columns.document, row),
    firstSentence: cell(columns.firstSentence, row),
    endSentence: cell(columns.endSentence, row),
    question: start === NONE ? undefined : { start, end: cell(columns.questionEnd, row) },
  };
}

/** Where the token vectors of a sentence lie. */
export function tokenPlaceOf(tables: LibraryTables, sentence: number): TokenPlace {
  const row = cell(tables.sentences.columns.vector, sentence) - tables.passageCount;
  const { start, count, sum } = tables.tokenPlaces.columns;
  return { start: cell(start, row), count: cell(count, row), sum: cell(sum, row) };
}

/** @throws RangeError beyond the end: a position of another build, most likely. */
export function cell(column: Uint32Array, row: number): number {
  const number = column[row];
  if (number === undefined) throw new RangeError(`No row ${row} among ${column.length}`);
  return number;
}
