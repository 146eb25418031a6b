import { NONE, type Table } from './table.ts';
import { type DocumentEntry, type LibraryTables, cell, vectorCount } from './tables.ts';

/**
 * Checks that every position in a library's tables points to something, so that nothing has to be checked when a
 * question is answered.
 *
 * @param chars length of all texts in UTF-16 code units
 * @throws RangeError that says what doesn't fit
 */
export function checkTables(tables: LibraryTables, chars: number): void {
  const { documents, passageCount, sentences, places, owners } = tables;
  for (const document of documents) checkDocument(document, sentences.rows, chars);
  checkBelow('sentences.document', sentences.columns.document, documents.length);
  checkBelow('sentences.vector', sentences.columns.vector, vectorCount(tables));
  checkAtLeast('sentences.vector', sentences.columns.vector, passageCount);
  checkSentenceSpans(tables);
  checkBelow('places.passage', places.columns.passage, passageCount);
  checkBelow('places.document', places.columns.document, documents.length);
  checkRanges('places', [places.columns.firstSentence, places.columns.endSentence], sentences.rows);
  checkQuestions(places, sentences.rows);
  checkEveryPassage(places.columns.passage, passageCount);
  checkBelow('owners.passage', owners.columns.passage, passageCount);
  checkMarks(tables);
}

function checkDocument(document: DocumentEntry, sentences: number, chars: number): void {
  const { textStart, length, firstSentence, endSentence } = document;
  const fits =
    textStart >= 0 &&
    length >= 0 &&
    textStart + length <= chars &&
    firstSentence <= endSentence &&
    endSentence <= sentences;
  if (!fits) throw new RangeError(`document ${document.id} reaches beyond the end`);
}

function checkMarks({ documents, marks }: LibraryTables): void {
  for (const { id, marks: own } of documents) {
    if (own === undefined || (own.first < own.end && own.end <= marks.rows)) continue;
    throw new RangeError(`marks of ${id} are none or beyond the end`);
  }
}

function checkBelow(name: string, column: Uint32Array, limit: number): void {
  const row = column.findIndex((number) => number >= limit);
  if (row >= 0) throw new RangeError(`${name}: ${column[row]} in row ${row}, beyond ${limit}`);
}

function checkAtLeast(name: string, column: Uint32Array, least: number): void {
  const row = column.findIndex((number) => number < least);
  if (row >= 0) throw new RangeError(`${name}: ${column[row]} in row ${row}, below ${least}`);
}

function checkSentenceSpans({ documents, sentences }: LibraryTables): void {
  const { document, start, end, section } = sentences.columns;
  for (let row = 0; row < sentences.rows; row += 1) {
    const whole = documents[cell(document, row)];
    const fits =
      whole !== undefined &&
      cell(start, row) <= cell(end, row) &&
      cell(end, row) <= whole.length &&
      cell(section, row) < whole.sections.length;
    if (!fits) throw new RangeError(`sentence ${row} reaches beyond its document`);
  }
}

function checkRanges(
  name: string,
  [starts, ends]: readonly [Uint32Array, Uint32Array],
  limit: number,
): void {
  const row = starts.findIndex((start, at) => start >= cell(ends, at) || cell(ends, at) > limit);
  if (row >= 0) throw new RangeError(`${name}: row ${row} is empty or beyond ${limit}`);
}

function checkQuestions(places: LibraryTables['places'], sentences: number): void {
  const { questionStart, questionEnd } = places.columns;
  const row = questionStart.findIndex(
    (start, at) =>
      start !== NONE && (start >= cell(questionEnd, at) || cell(questionEnd, at) > sentences),
  );
  if (row >= 0) throw new RangeError(`places: the question of row ${row} is beyond the end`);
}

/** Places are ordered by passage, and each passage has one at least. */
function checkEveryPassage(passage: Table<'passage'>['columns']['passage'], count: number): void {
  let next = 0;
  for (const number of passage) {
    if (number === next) next += 1;
    else if (number !== next - 1) throw new RangeError(`places: no place for passage ${next}`);
  }
  if (next !== count) throw new RangeError(`places: ${next} passages instead of ${count}`);
}
