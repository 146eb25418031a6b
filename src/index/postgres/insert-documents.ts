import type { OpenBuild } from '../library/open-build.ts';
import { cell, kindNumber } from '../library/tables.ts';
import type { DocumentRow } from './catalogue.ts';
import type { Changing } from './change-rows.ts';
import { insertRows } from './insert-rows.ts';
import type { Numbering } from './number-build.ts';
import type { Value } from './pg.ts';

/** Puts in a build's documents with their texts. */
export async function insertDocuments(
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
  await insertRows(connection, { table: `${schema}.documents`, columns }, rows());
}

/** Puts in the sentences of a build's documents, with their places. */
export async function insertSentences(
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

/** Puts in where the passages of a build stand. */
export async function insertPlaces(
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
  await insertRows(connection, { table: `${schema}.places`, columns }, rows());
}
