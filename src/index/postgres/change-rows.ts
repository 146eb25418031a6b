import { encodeTokens } from '../library/token-bytes.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { Library } from '../library/library.ts';
import { embeddingKey, passageText } from '../library/passage-text.ts';
import { passageTermsOf } from '../library/passage-terms.ts';
import { countWords } from '../library/vocabulary.ts';
import type { DocumentRow } from './catalogue.ts';
import { WHOLE } from './fetched.ts';
import type { Connection } from './pg.ts';
import { vectorText } from './postgres-library.ts';
import { type WordRows, countVocabulary } from './word-rows.ts';

/** Tables that are being changed, in one transaction. */
export interface Changing {
  readonly connection: Connection;
  readonly schema: string;
  readonly words: WordRows;
}

/**
 * Takes documents out. Their passages stay until it is known which of them stand elsewhere.
 *
 * @returns the passages that stood in them
 */
export async function removeDocuments(
  { connection, schema }: Changing,
  ids: readonly string[],
): Promise<number[]> {
  const passages = new Set<number>();
  for (const id of ids) {
    const [document] = await connection.query<{ position: number; entry: Buffer; body: Buffer }>(
      `DELETE FROM ${schema}.documents WHERE id = $1 RETURNING position, entry, body`,
      [id],
    );
    if (document === undefined) continue;
    const { position, entry, body } = document;
    const { title, length } = JSON.parse(entry.toString('utf8')) as DocumentRow;
    const text = body.toString('utf16le');
    const counts = await countWords({
      documents: [{ title, length }],
      text: (_, { start, end }) => text.slice(start, end),
    });
    await countVocabulary(connection, schema, counts, -1);
    const places = await connection.query<{ passage: number }>(
      `DELETE FROM ${schema}.places WHERE document = $1 RETURNING passage`,
      [position],
    );
    for (const { passage } of places) passages.add(passage);
    await connection.query(`DELETE FROM ${schema}.sentences WHERE document = $1`, [position]);
  }
  return [...passages];
}

/** Takes out those of the passages that stand nowhere any more. @returns the others */
export async function removeOrphans(
  { connection, schema, words }: Changing,
  passages: readonly number[],
): Promise<number[]> {
  const orphans = await connection.query<{ passage: number }>(
    `SELECT passage FROM unnest($1::bigint[]) AS u(passage)
      WHERE NOT EXISTS (SELECT FROM ${schema}.places p WHERE p.passage = u.passage)`,
    [passages],
  );
  const gone = orphans.map(({ passage }) => passage);
  await words.remove(gone);
  await connection.query(`DELETE FROM ${schema}.vectors WHERE passage = ANY($1::bigint[])`, [gone]);
  await connection.query(`DELETE FROM ${schema}.passages WHERE position = ANY($1::bigint[])`, [
    gone,
  ]);
  return passages.filter((passage) => !gone.includes(passage));
}

/** Passages whose words are looked at together. */
const TOGETHER = 100;

/**
 * Passages that gained or lost a place: title and headings of all places are among their words, and those of the first
 * were embedded with them.
 *
 * @returns how many were embedded anew
 */
export async function renewPassages(
  changing: Changing,
  passages: readonly number[],
  { library, embedder }: { readonly library: Library; readonly embedder: Embedder },
): Promise<number> {
  const { connection, schema, words } = changing;
  let embedded = 0;
  for (let from = 0; from < passages.length; from += TOGETHER) {
    const some = passages.slice(from, from + TOGETHER);
    await library.fetch({ passages: some });
    const known = await connection.query<{ position: number; embedding: Buffer }>(
      `SELECT position, embedding FROM ${schema}.passages WHERE position = ANY($1::bigint[])`,
      [some],
    );
    await words.remove(some);
    for (const { position, embedding } of known) {
      await words.add(position, passageTermsOf(library, position));
      const key = embeddingKey(embedder.model, passageText(library, position));
      if (embedding.toString('hex') === key) continue;
      await embedAnew(changing, position, key, { library, embedder });
      embedded += 1;
    }
  }
  return embedded;
}

async function embedAnew(
  { connection, schema }: Changing,
  position: number,
  key: string,
  { library, embedder }: { readonly library: Library; readonly embedder: Embedder },
): Promise<void> {
  const { dimensions } = embedder.model;
  const { passage, sentences } = await embedder.embedPassage(passageText(library, position));
  const change = (ordinal: number, vector: Float32Array, tokens: Buffer | null) =>
    connection.query(
      `UPDATE ${schema}.vectors SET vector = $3::vector, tokens = $4
        WHERE passage = $1 AND ordinal = $2`,
      [position, ordinal, vectorText(vector), tokens],
    );
  await change(WHOLE, passage, null);
  for (const [ordinal, { vector, tokens }] of sentences.entries()) {
    await change(ordinal, vector, Buffer.from(encodeTokens(tokens, dimensions)));
  }
  await connection.query(`UPDATE ${schema}.passages SET embedding = $2 WHERE position = $1`, [
    position,
    Buffer.from(key, 'hex'),
  ]);
}
