import type { Document, Paragraph, Passage, Sentence } from '../documents/document.ts';
import { marksOf } from './marks.ts';
import type { OpenBuild } from './open-build.ts';
import { NONE } from './table.ts';
import { type DocumentEntry, cell, sentenceAt } from './tables.ts';

/**
 * The documents of a build as their readers gave them, so that an unchanged file needn't be read, split and counted
 * again.
 *
 * @returns a function that finds a document by its id
 */
export function knownDocuments(build: OpenBuild): (id: string) => Document | undefined {
  const positions = new Map(build.library.documents.map(({ id }, position) => [id, position]));
  const places = placesByDocument(build);
  return (id) => {
    const position = positions.get(id);
    return position === undefined ? undefined : documentAt(build, places, position);
  };
}

function documentAt(build: OpenBuild, places: Places, position: number): Document | undefined {
  const entry = build.tables.documents[position];
  if (entry === undefined) return undefined;
  const { id, title, language, sha256, sections, pageStarts } = entry;
  return {
    id,
    title,
    language,
    sha256,
    sections,
    pageStarts,
    text: build.library.text(position, { start: 0, end: entry.length }),
    marks: marksOf(build.tables, position),
    paragraphs: paragraphsOf(build, entry),
    sentences: sentencesOf(build, entry),
    passages: passagesOf(build, entry, places.rows.subarray(...places.spanOf(position))),
  };
}

function sentencesOf({ tables }: OpenBuild, entry: DocumentEntry): Sentence[] {
  return positionsOf(entry).map((position) => {
    const { start, end, tokens, paragraph } = sentenceAt(tables, position);
    return { start, end, tokens, paragraph };
  });
}

/** A paragraph reaches from its first sentence to its last: blank text around them is none of it. */
function paragraphsOf({ tables }: OpenBuild, entry: DocumentEntry): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const position of positionsOf(entry)) {
    const { start, end, section, kind, paragraph, paragraphNumber } = sentenceAt(tables, position);
    const from = paragraphs[paragraph]?.start ?? start;
    paragraphs[paragraph] = { start: from, end, section, kind, number: paragraphNumber };
  }
  return paragraphs;
}

function passagesOf({ tables }: OpenBuild, entry: DocumentEntry, rows: Uint32Array): Passage[] {
  const { firstSentence, endSentence, questionStart } = tables.places.columns;
  return Array.from(rows, (row): Passage => {
    const question = cell(questionStart, row);
    return {
      firstSentence: cell(firstSentence, row) - entry.firstSentence,
      endSentence: cell(endSentence, row) - entry.firstSentence,
      question: question === NONE ? undefined : sentenceAt(tables, question).paragraph,
    };
  }).sort((a, b) => a.firstSentence - b.firstSentence);
}

function positionsOf({ firstSentence, endSentence }: DocumentEntry): number[] {
  return Array.from({ length: endSentence - firstSentence }, (_, at) => firstSentence + at);
}

/** Rows of the table of places, those of a document together. */
interface Places {
  readonly rows: Uint32Array;
  /** Of a document: `[start, end)` in `rows`. */
  spanOf(document: number): readonly [number, number];
}

function placesByDocument({ tables }: OpenBuild): Places {
  const { document } = tables.places.columns;
  const starts = new Uint32Array(tables.documents.length + 1);
  for (const owner of document) starts[owner + 1] = cell(starts, owner + 1) + 1;
  for (let at = 1; at < starts.length; at += 1)
    starts[at] = cell(starts, at) + cell(starts, at - 1);
  const next = starts.slice();
  const rows = new Uint32Array(document.length);
  document.forEach((owner, row) => {
    rows[cell(next, owner)] = row;
    next[owner] = cell(next, owner) + 1;
  });
  return { rows, spanOf: (position) => [cell(starts, position), cell(starts, position + 1)] };
}
