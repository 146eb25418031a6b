import type { EmbeddingModel } from '../embedding/embedder.ts';
import type { OpenBuild } from '../library/open-build.ts';
import { embeddingKey, passageNameOf, passageText } from '../library/passage-text.ts';
import { cell } from '../library/tables.ts';
import type { Changing } from './change-rows.ts';
import { WHOLE } from './fetched.ts';
import { insertRows } from './insert-rows.ts';
import type { Numbering } from './number-build.ts';
import type { Value } from './pg.ts';
import { vectorText } from './postgres-library.ts';

/** Puts in the passages of a build that were not there yet. */
export async function insertPassages(
  { connection, schema }: Changing,
  { build: { library }, model }: { readonly build: OpenBuild; readonly model: EmbeddingModel },
  { passages, fresh }: Numbering,
): Promise<void> {
  const rows = function* (): Generator<Value[]> {
    for (const passage of fresh) {
      const name = Buffer.from(passageNameOf(library, passage), 'hex');
      const key = Buffer.from(embeddingKey(model, passageText(library, passage)), 'hex');
      yield [passages[passage] ?? 0, name, key, 0, 0, 0];
    }
  };
  const columns = [
    ['position', 'bigint'],
    ['name', 'bytea'],
    ['embedding', 'bytea'],
    ['in_text', 'int'],
    ['in_headings', 'int'],
    ['in_question', 'int'],
  ] as const;
  await insertRows(connection, { table: `${schema}.passages`, columns }, rows());
}

/**
 * Puts in the vectors of passages and sentences. A passage that stands elsewhere already may lack the vector of a sentence
 * that another passage gave there.
 */
export async function insertVectors(
  { connection, schema }: Changing,
  build: OpenBuild,
  { passages, fresh }: Numbering,
): Promise<void> {
  const { tables } = build;
  const vectorAt = (label: number) => vectorText(build.vector(label));
  const sentences = sentencesByVector(build);
  const rows = function* (): Generator<Value[]> {
    for (const passage of fresh) yield [passages[passage] ?? 0, WHOLE, vectorAt(passage), null];
    for (let row = 0; row < tables.owners.rows; row += 1) {
      const passage = cell(tables.owners.columns.passage, row);
      const ordinal = cell(tables.owners.columns.ordinal, row);
      const [tokens] = build.library.sentenceTokens([cell(sentences, row)]);
      const vector = vectorAt(tables.passageCount + row);
      yield [passages[passage] ?? 0, ordinal, vector, Buffer.from(tokens?.packed ?? [])];
    }
  };
  const columns = [
    ['passage', 'bigint'],
    ['ordinal', 'smallint'],
    ['vector', 'vector'],
    ['tokens', 'bytea'],
  ] as const;
  await insertRows(
    connection,
    { table: `${schema}.vectors`, columns, ending: 'ON CONFLICT DO NOTHING' },
    rows(),
  );
}

/** For each sentence vector one of the sentences that have it. */
function sentencesByVector({ tables }: OpenBuild): Uint32Array {
  const sentences = new Uint32Array(tables.owners.rows);
  for (const [sentence, label] of tables.sentences.columns.vector.entries()) {
    sentences[label - tables.passageCount] = sentence;
  }
  return sentences;
}
