import type { OpenBuild } from '../library/open-build.ts';
import { passageNameOf } from '../library/passage-text.ts';
import type { Changing } from './change-rows.ts';

/** The next numbers to give. */
export interface NextNumbers {
  document: number;
  sentence: number;
  passage: number;
}

/** Where a build's parts stand in the database. */
export interface Numbering {
  /** By passage of the build. */
  readonly passages: readonly number[];
  /** Passages of the build that were not there yet. */
  readonly fresh: readonly number[];
  /** Added to a document's number in the build. */
  readonly documentsFrom: number;
  readonly sentencesFrom: number;
}

/** Numbers the parts of a build after those that are there; a passage that stands there already keeps its number. */
export async function numberBuild(
  { connection, schema }: Changing,
  { library, tables }: OpenBuild,
  next: NextNumbers,
): Promise<Numbering> {
  const names = Array.from({ length: library.passageCount }, (_, at) => passageNameOf(library, at));
  const rows = await connection.query<{ name: Buffer; position: number }>(
    `SELECT name, position FROM ${schema}.passages WHERE name = ANY($1::bytea[])`,
    [names.map((name) => Buffer.from(name, 'hex'))],
  );
  const known = new Map(rows.map(({ name, position }) => [name.toString('hex'), position]));
  const fresh = [...names.keys()].filter((passage) => !known.has(names[passage] ?? ''));
  const numbering = {
    passages: names.map((name) => known.get(name) ?? next.passage++),
    fresh,
    documentsFrom: next.document,
    sentencesFrom: next.sentence,
  };
  next.document += tables.documents.length;
  next.sentence += library.sentenceCount;
  return numbering;
}
