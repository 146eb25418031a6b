import type { LibraryDocument } from '../library/library.ts';
import type { Manifest } from '../library/manifest.ts';
import type { Section } from '../documents/document.ts';
import type { Connection } from './pg.ts';

/** What a bot keeps of a library in the database: its documents without their texts. */
export interface Catalogue {
  readonly manifest: Manifest;
  readonly documents: readonly LibraryDocument[];
  /** For each document its number in the database, and the other way round. */
  readonly numbers: readonly number[];
  readonly positions: ReadonlyMap<number, number>;
  /** Mean number of distinct terms of a passage, by field of the word index. */
  readonly meanLengths: readonly number[];
}

/** What a document's row holds as JSON. */
export interface DocumentRow {
  readonly title: string;
  readonly language: string;
  readonly length: number;
  readonly sections: readonly Section[];
  readonly pageStarts: readonly number[];
}

interface Row {
  readonly position: number;
  readonly id: string;
  readonly entry: Buffer;
  readonly first_sentence: number;
  readonly end_sentence: number;
}

/** Reads what the library in use is, and its documents by id. */
export async function readCatalogue(connection: Connection, schema: string): Promise<Catalogue> {
  const [row] = await connection.query<{ manifest: string; lengths: string }>(
    `SELECT manifest, lengths FROM ${schema}.library`,
  );
  if (row === undefined) throw new RangeError(`No library in ${schema}`);
  const manifest = JSON.parse(row.manifest) as Manifest;
  const rows = await connection.query<Row>(
    `SELECT position, id, entry, first_sentence, end_sentence FROM ${schema}.documents ORDER BY id`,
  );
  const lengths = JSON.parse(row.lengths) as number[];
  return {
    manifest,
    documents: rows.map(documentOf),
    numbers: rows.map(({ position }) => position),
    positions: new Map(rows.map(({ position }, at) => [position, at])),
    meanLengths: lengths.map((length) => length / Math.max(1, manifest.counts.passages)),
  };
}

function documentOf({ id, entry, first_sentence, end_sentence }: Row): LibraryDocument {
  const { title, language, length, sections, pageStarts } = JSON.parse(
    entry.toString('utf8'),
  ) as DocumentRow;
  return {
    id,
    title,
    language,
    length,
    sections,
    pageStarts,
    firstSentence: first_sentence,
    endSentence: end_sentence,
  };
}
