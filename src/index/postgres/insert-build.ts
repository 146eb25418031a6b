import type { EmbeddingModel } from '../embedding/embedder.ts';
import type { OpenBuild } from '../library/open-build.ts';
import { embeddingKey, passageNameOf, passageText } from '../library/passage-text.ts';
import { passageTermsOf } from '../library/passage-terms.ts';
import { cell, kindNumber } from '../library/tables.ts';
import { countWords } from '../library/vocabulary.ts';
import type { DocumentRow } from './catalogue.ts';
import type { Changing } from './change-rows.ts';
import { WHOLE } from './fetched.ts';
import { insertRows } from './insert-rows.ts';
import type { Value } from './pg.ts';
import { vectorText } from './postgres-library.ts';
import { countVocabulary } from './word-rows.ts';

/** The next numbers to give. */
export interface NextNumbers {
  document: number;
  sentence: number;
  passage: number;
}

/** Where a build's parts stand in the database. */
interface Numbering {
  /** By passage of the build. */
  readonly passages: readonly number[];
  /** Passages of the build that were not there yet. */
  readonly fresh: readonly number[];
  /** Added to a document's number in the build. */
  readonly documentsFrom: number;
  readonly sentencesFrom: number;
}

/**
 * Puts the documents of a build, none of which is there, into the tables.
 *
 * @returns passages that stood elsewhere already
 */
export async function insertBuild(
  changing: Changing,
  { build, model }: { readonly build: OpenBuild; readonly model: EmbeddingModel },
  next: NextNumbers,
): Promise<number[]> {
  const numbering = await numberBuild(changing, build, next);
  await insertPassages(changing, { build, model }, numbering);
  await insertVectors(changing, build, numbering);
  await insertDocuments(changing, build, numbering);
  await insertSentences(changing, build, numbering);
  await insertPlaces(changing, build, numbering);
  for (const passage of numbering.fresh) {
    const terms = passageTermsOf(build.library, passage);
    await changing.words.add(numbering.passages[passage] ?? 0, terms);
  }
  const counts = await countWords(build.library);
  await countVocabulary(changing.connection, changing.schema, counts, 1);
  const fresh = new Set(numbering.fresh);
  return numbering.passages.filter((_, passage) => !fresh.has(passage));
}

async function numberBuild(
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

async function insertPassages(
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
  await insertRows(connection, { table: `${schema}.passages`, columns: columns }, rows());
}

/** A passage that stands elsewhere already may lack the vector of a sentence that another passage gave there. */
async function insertVectors(
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
    { table: `${schema}.vectors`, columns: columns, ending: 'ON CONFLICT DO NOTHING' },
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

async function insertDocuments(
  { connection, schema }: Changing,
  { library, tables }: OpenBuild,
  { documentsFrom, sentencesFrom }: Numbering,
): Promise<void> {
  const rows = function* (): Generator<Value[]> {
    for (const [at, document] of tables.documents.entries()) {
      const { id, sha256, title, language, length, sections, pageStarts } = document;
      const row: DocumentRow = { title, language, length, sections, pageStarts };
      yield [
        documentsFrom + at,
        id,
        sha256,
        Buffer.from(JSON.stringify(row)),
        sentencesFrom + document.firstSentence,
        sentencesFrom + document.endSentence,
        Buffer.from(library.text(at, { start: 0, end: length }), 'utf16le'),
      ];
    }
  };
  const columns = [
    ['position', 'int'],
    ['id', 'text'],
    ['sha256', 'text'],
    ['entry', 'bytea'],
    ['first_sentence', 'bigint'],
    ['end_sentence', 'bigint'],
    ['body', 'bytea'],
  ] as const;
  await insertRows(connection, { table: `${schema}.documents`, columns: columns }, rows());
}

async function insertSentences(
  { connection, schema }: Changing,
  { library, tables }: OpenBuild,
  { passages, documentsFrom, sentencesFrom }: Numbering,
): Promise<void> {
  const { owners, sentences } = tables;
  const rows = function* (): Generator<Value[]> {
    for (let position = 0; position < sentences.rows; position += 1) {
      const sentence = library.sentence(position);
      const owner = cell(sentences.columns.vector, position) - tables.passageCount;
      const place = library.place(sentence.document, sentence.start);
      yield [
        sentencesFrom + position,
        passages[cell(owners.columns.passage, owner)] ?? 0,
        documentsFrom + sentence.document,
        sentence.start,
        sentence.end,
        sentence.tokens,
        sentence.section,
        sentence.paragraph,
        sentence.paragraphNumber,
        cell(owners.columns.ordinal, owner),
        kindNumber(sentence.kind),
        place === undefined ? null : Buffer.from(JSON.stringify(place)),
      ];
    }
  };
  await insertRows(connection, { table: `${schema}.sentences`, columns: SENTENCE_COLUMNS }, rows());
}

const SENTENCE_COLUMNS = [
  ['position', 'bigint'],
  ['passage', 'bigint'],
  ['document', 'int'],
  ['span_start', 'int'],
  ['span_end', 'int'],
  ['tokens', 'int'],
  ['section', 'int'],
  ['paragraph', 'int'],
  ['paragraph_number', 'int'],
  ['ordinal', 'smallint'],
  ['kind', 'smallint'],
  ['place', 'bytea'],
] as const;

async function insertPlaces(
  { connection, schema }: Changing,
  { library }: OpenBuild,
  { passages, documentsFrom, sentencesFrom }: Numbering,
): Promise<void> {
  const rows = function* (): Generator<Value[]> {
    for (const [passage, position] of passages.entries()) {
      for (const place of library.passage(passage).places) {
        yield [
          position,
          sentencesFrom + place.firstSentence,
          sentencesFrom + place.endSentence,
          place.question ? sentencesFrom + place.question.start : null,
          place.question ? sentencesFrom + place.question.end : null,
          documentsFrom + place.document,
        ];
      }
    }
  };
  const columns = [
    ['passage', 'bigint'],
    ['first_sentence', 'bigint'],
    ['end_sentence', 'bigint'],
    ['question_start', 'bigint'],
    ['question_end', 'bigint'],
    ['document', 'int'],
  ] as const;
  await insertRows(connection, { table: `${schema}.places`, columns: columns }, rows());
}
