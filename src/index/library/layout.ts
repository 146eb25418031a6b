import type { Document, Passage } from '../documents/document.ts';
import { firstPosition } from './halving.ts';
import { layMarks } from './marks.ts';
import { passageName, standsIn } from './passage-text.ts';
import { type GrowingTable, NONE, growTable } from './table.ts';
import {
  type DocumentEntry,
  type LibraryTables,
  MARK_COLUMNS,
  OWNER_COLUMNS,
  PLACE_COLUMNS,
  SENTENCE_COLUMNS,
  kindNumber,
} from './tables.ts';

/** Tables of a library whose vectors aren't there yet. */
export type LaidOut = Omit<LibraryTables, 'tokenPlaces'>;

/** Gives documents, sentences, passages and vectors their places in a library, one document at a time. */
export interface Layout {
  readonly passageCount: number;
  add(document: Document): void;
  /** The tables of everything added. */
  finish(): LaidOut;
}

/** Where the document that is being laid out stands. */
interface Place {
  readonly document: number;
  /** Position of the document's first sentence in the library. */
  readonly sentencesFrom: number;
}

/** A sentence of a passage whose vector is needed: `passage` and the sentence's number in it. */
interface VectorOwner {
  readonly passage: number;
  readonly ordinal: number;
}

/** What has been laid out so far. */
interface Growth {
  readonly documents: DocumentEntry[];
  readonly sentences: GrowingTable<(typeof SENTENCE_COLUMNS)[number]>;
  readonly marks: GrowingTable<(typeof MARK_COLUMNS)[number]>;
  readonly places: Record<(typeof PLACE_COLUMNS)[number], number>[];
  /** Positions by passage name. */
  readonly passages: Map<string, number>;
  readonly vectors: ReturnType<typeof ownVectors>;
}

export function startLayout(): Layout {
  const growth: Growth = {
    documents: [],
    sentences: growTable(SENTENCE_COLUMNS),
    marks: growTable(MARK_COLUMNS),
    places: [],
    passages: new Map(),
    vectors: ownVectors(),
  };
  let textEnd = 0;
  return {
    get passageCount() {
      return growth.passages.size;
    },
    add(document) {
      const place = { document: growth.documents.length, sentencesFrom: growth.sentences.rows };
      addSentences(growth, document, placePassages(growth, document, place));
      const marks = layMarks(growth.marks, document.marks);
      const entry = entryOf(document, textEnd, place.sentencesFrom);
      growth.documents.push(marks === undefined ? entry : { ...entry, marks });
      textEnd += document.text.length;
    },
    finish: () => finishedTables(growth),
  };
}

/** @returns for each sentence of the document the number of its vector among the sentences' vectors */
function placePassages(growth: Growth, document: Document, place: Place): number[] {
  const vectorOf: number[] = [];
  for (const passage of document.passages) {
    const position = positionOf(growth.passages, nameOf(document, passage));
    growth.places.push(placeRow(document, passage, { ...place, passage: position }));
    for (let at = passage.firstSentence; at < passage.endSentence; at += 1) {
      // A sentence in two passages keeps the vector of the first.
      vectorOf[at] ??= growth.vectors.label({
        passage: position,
        ordinal: at - passage.firstSentence,
      });
    }
  }
  return vectorOf;
}

function positionOf(passages: Map<string, number>, name: string): number {
  const position = passages.get(name) ?? passages.size;
  passages.set(name, position);
  return position;
}

/** Called before the document joins `documents`: their number is its position. */
function addSentences(growth: Growth, document: Document, vectorOf: readonly number[]): void {
  document.sentences.forEach((sentence, at) => {
    const paragraph = document.paragraphs[sentence.paragraph];
    const vector = vectorOf[at];
    if (paragraph === undefined || vector === undefined) {
      throw new RangeError(`Sentence ${at} of ${document.id} is in no paragraph or no passage`);
    }
    growth.sentences.add({
      document: growth.documents.length,
      start: sentence.start,
      end: sentence.end,
      tokens: sentence.tokens,
      section: paragraph.section,
      paragraph: sentence.paragraph,
      paragraphNumber: paragraph.number,
      kind: kindNumber(paragraph.kind),
      vector,
    });
  });
}

function finishedTables(growth: Growth): LaidOut {
  const places = growTable(PLACE_COLUMNS);
  // Array sort is stable: within a passage, the order of reading stays.
  for (const row of growth.places.toSorted((a, b) => a.passage - b.passage)) places.add(row);
  return {
    documents: growth.documents,
    passageCount: growth.passages.size,
    sentences: labelled(growth.sentences.finish(), growth.passages.size),
    places: places.finish(),
    owners: growth.vectors.finish(),
    marks: growth.marks.finish(),
  };
}

/** Numbers sentence vectors: the same sentence of the same passage has one, however many places the passage has. */
function ownVectors() {
  const owners = growTable(OWNER_COLUMNS);
  const numbers = new Map<string, number>();
  return {
    finish: () => owners.finish(),
    label(owner: VectorOwner): number {
      const key = `${owner.passage} ${owner.ordinal}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, owners.rows);
      owners.add({ ...owner });
      return owners.rows - 1;
    },
  };
}

/** Passage vectors are labelled first; only at the end is it known how many they are. */
function labelled(sentences: LibraryTables['sentences'], passageCount: number) {
  const vector = sentences.columns.vector.map((number) => number + passageCount);
  return { rows: sentences.rows, columns: { ...sentences.columns, vector } };
}

function nameOf(document: Document, passage: Passage): string {
  const sentences = document.sentences.slice(passage.firstSentence, passage.endSentence);
  const first = sentences[0];
  if (first === undefined) throw new RangeError(`A passage of ${document.id} has no sentence`);
  const section = document.paragraphs[first.paragraph]?.section ?? 0;
  return passageName(
    questionText(document, passage),
    document.sections[section]?.headings ?? [],
    sentences.map((sentence) => document.text.slice(sentence.start, sentence.end)),
  );
}

function questionText(document: Document, passage: Passage): string {
  if (passage.question === undefined) return '';
  const span = questionSpan(document, passage.question);
  if (standsIn(span, passage)) return '';
  const { start, end } = document.paragraphs[passage.question] ?? { start: 0, end: 0 };
  return document.text.slice(start, end);
}

/** The sentences of a question paragraph, as positions in the document. */
function questionSpan({ id, sentences }: Document, paragraph: number) {
  const firstIn = (from: number) =>
    firstPosition(sentences.length, (at) => (sentences[at]?.paragraph ?? 0) >= from);
  const span = { start: firstIn(paragraph), end: firstIn(paragraph + 1) };
  if (span.start === span.end)
    throw new RangeError(`Question paragraph ${paragraph} of ${id} is empty`);
  return span;
}

function placeRow(
  document: Document,
  passage: Passage,
  place: Place & { readonly passage: number },
) {
  const question =
    passage.question === undefined ? undefined : questionSpan(document, passage.question);
  return {
    passage: place.passage,
    document: place.document,
    firstSentence: place.sentencesFrom + passage.firstSentence,
    endSentence: place.sentencesFrom + passage.endSentence,
    questionStart: question === undefined ? NONE : place.sentencesFrom + question.start,
    questionEnd: question === undefined ? NONE : place.sentencesFrom + question.end,
  };
}

function entryOf(document: Document, textStart: number, firstSentence: number): DocumentEntry {
  return {
    id: document.id,
    title: document.title,
    language: document.language,
    sha256: document.sha256,
    length: document.text.length,
    textStart,
    sections: document.sections,
    pageStarts: document.pageStarts,
    firstSentence,
    endSentence: firstSentence + document.sentences.length,
  };
}
