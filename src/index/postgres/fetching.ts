import type { LibrarySentence, Wanted } from '../library/library.ts';
import type { Place } from '../place.ts';
import type { Catalogue } from './catalogue.ts';
import { type Fetched, WHOLE } from './fetched.ts';
import type { Row, Value } from './pg.ts';

/** Asks the database. */
export type Asking = <R extends object = Row>(
  sql: string,
  values?: readonly Value[],
) => Promise<readonly R[]>;

export interface FetchParts {
  readonly ask: Asking;
  readonly schema: string;
  readonly catalogue: Catalogue;
  readonly fetched: Fetched;
}

/** Fetches rows that aren't there yet. */
export async function fetchRows(parts: FetchParts, wanted: Wanted): Promise<void> {
  const { fetched } = parts;
  const passages = [...new Set(wanted.passages ?? [])].filter((one) => !fetched.hasPassage(one));
  if (passages.length > 0) await fetchPassages(parts, passages);
  const documents = [...new Set(wanted.documents ?? [])].filter((one) => !isWhole(parts, one));
  if (documents.length > 0) await fetchDocuments(parts, documents);
  const sentences = [...new Set(wanted.tokensOf ?? [])].filter((one) => !fetched.hasTokens(one));
  if (sentences.length > 0) await fetchTokens(parts, sentences);
}

interface PlaceRow {
  readonly passage: number;
  readonly document: number;
  readonly first_sentence: number;
  readonly end_sentence: number;
  readonly question_start: number | null;
  readonly question_end: number | null;
}

async function fetchPassages(parts: FetchParts, passages: readonly number[]): Promise<void> {
  const { ask, schema, fetched, catalogue } = parts;
  const rows = await ask<PlaceRow>(
    `SELECT p.passage, p.document, p.first_sentence, p.end_sentence, p.question_start, p.question_end
      FROM ${schema}.places p JOIN ${schema}.documents d ON d.position = p.document
      WHERE p.passage = ANY($1::bigint[]) ORDER BY p.passage, d.id, p.first_sentence`,
    [passages],
  );
  for (const row of rows) {
    fetched.addPlace(row.passage, {
      document: positionOf(catalogue, row.document),
      firstSentence: row.first_sentence,
      endSentence: row.end_sentence,
      question:
        row.question_start === null || row.question_end === null
          ? undefined
          : { start: row.question_start, end: row.question_end },
    });
  }
  await fetchAround(parts, passages);
  await fetchVectors(parts, passages);
}

const SENTENCE = `s.position, s.passage, s.document, s.span_start, s.span_end, s.tokens, s.section, s.paragraph,
  s.paragraph_number, s.ordinal, s.kind, s.place`;

interface SentenceRow {
  readonly position: number;
  readonly passage: number;
  readonly document: number;
  readonly span_start: number;
  readonly span_end: number;
  readonly tokens: number;
  readonly section: number;
  readonly paragraph: number;
  readonly paragraph_number: number;
  readonly ordinal: number;
  readonly kind: number;
  readonly place: Buffer | null;
}

/**
 * Sentences and texts of the paragraphs that the passages' places touch, of those beside, since a question belongs to the
 * paragraph after it, and of the questions that the passages answer.
 */
async function fetchAround(parts: FetchParts, passages: readonly number[]): Promise<void> {
  const { ask, schema } = parts;
  const reach = await ask<{ document: number; first: number; last: number }>(
    `SELECT p.document, least(min(a.paragraph), min(q.paragraph)) - 1 AS first, max(b.paragraph) + 1 AS last
      FROM ${schema}.places p
      JOIN ${schema}.sentences a ON a.position = p.first_sentence
      JOIN ${schema}.sentences b ON b.position = p.end_sentence - 1
      LEFT JOIN ${schema}.sentences q ON q.position = p.question_start
      WHERE p.passage = ANY($1::bigint[]) GROUP BY p.document, p.first_sentence`,
    [passages],
  );
  const stretches = joined(reach);
  const rows = await ask<SentenceRow & { stretch: number }>(
    `SELECT ${SENTENCE}, r.stretch::int AS stretch
      FROM unnest($1::int[], $2::int[], $3::int[]) WITH ORDINALITY AS r(document, first, last, stretch)
      JOIN ${schema}.sentences s ON s.document = r.document AND s.paragraph BETWEEN r.first AND r.last`,
    [
      stretches.map(({ document }) => document),
      stretches.map(({ first }) => first),
      stretches.map(({ last }) => last),
    ],
  );
  addSentences(parts, rows);
  const spans = new Map<number, { document: number; start: number; end: number }>();
  for (const { stretch, document, span_start: start, span_end: end } of rows) {
    const known = spans.get(stretch) ?? { document, start, end };
    known.start = Math.min(known.start, start);
    known.end = Math.max(known.end, end);
    spans.set(stretch, known);
  }
  await fetchTexts(parts, [...spans.values()]);
}

interface Reach {
  readonly document: number;
  /** Paragraphs, the last one included. */
  readonly first: number;
  readonly last: number;
}

/** Stretches of a document that meet are one: what lies on both sides is read as one text. */
function joined(reach: readonly Reach[]): Reach[] {
  const sorted = reach.toSorted((a, b) => a.document - b.document || a.first - b.first);
  const stretches: Reach[] = [];
  for (const { document, first, last } of sorted) {
    const before = stretches.at(-1);
    if (before?.document === document && first <= before.last + 1) {
      stretches[stretches.length - 1] = { ...before, last: Math.max(before.last, last) };
    } else stretches.push({ document, first, last });
  }
  return stretches;
}

async function fetchTexts(
  { ask, schema, fetched, catalogue }: FetchParts,
  spans: readonly { readonly document: number; readonly start: number; readonly end: number }[],
): Promise<void> {
  const rows = await ask<{ document: number; start: number; body: Buffer }>(
    `SELECT r.document, r.start, substr(d.body, 2 * r.start + 1, 2 * (r.stop - r.start)) AS body
      FROM unnest($1::int[], $2::int[], $3::int[]) AS r(document, start, stop)
      JOIN ${schema}.documents d ON d.position = r.document`,
    [
      spans.map(({ document }) => document),
      spans.map(({ start }) => start),
      spans.map(({ end }) => end),
    ],
  );
  for (const { document, start, body } of rows) {
    const text = body.toString('utf16le');
    const end = start + text.length;
    fetched.addText({ document: positionOf(catalogue, document), start, end, text });
  }
}

async function fetchVectors(
  { ask, schema, fetched }: FetchParts,
  passages: readonly number[],
): Promise<void> {
  // A sentence in two passages has the vector that the first gave: that may be another passage.
  const rows = await ask<{ passage: number; ordinal: number; vector: Buffer }>(
    `SELECT v.passage, v.ordinal, vector_send(v.vector) AS vector FROM ${schema}.vectors v
      JOIN (SELECT unnest($1::bigint[]) AS passage, ${WHOLE}::smallint AS ordinal UNION
        SELECT s.passage, s.ordinal FROM ${schema}.places p
        JOIN ${schema}.sentences s ON s.position >= p.first_sentence AND s.position < p.end_sentence
        WHERE p.passage = ANY($1::bigint[])) w ON w.passage = v.passage AND w.ordinal = v.ordinal`,
    [passages],
  );
  for (const { passage, ordinal, vector } of rows) fetched.addVector(passage, ordinal, vector);
}

async function fetchTokens(
  { ask, schema, fetched }: FetchParts,
  sentences: readonly number[],
): Promise<void> {
  const owners = sentences.map((position) => fetched.sentence(position));
  const rows = await ask<{ passage: number; ordinal: number; tokens: Buffer }>(
    `SELECT v.passage, v.ordinal, v.tokens
      FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::smallint[]) AS u(passage, ordinal)) w
      JOIN ${schema}.vectors v ON v.passage = w.passage AND v.ordinal = w.ordinal`,
    [owners.map(({ passage }) => passage), owners.map(({ ordinal }) => ordinal)],
  );
  for (const { passage, ordinal, tokens } of rows) fetched.addTokens(passage, ordinal, tokens);
}

function isWhole({ fetched, catalogue }: FetchParts, document: number): boolean {
  const { length = 0 } = catalogue.documents[document] ?? {};
  return length > 0 && fetched.hasText(document, { start: 0, end: length });
}

async function fetchDocuments(parts: FetchParts, documents: readonly number[]): Promise<void> {
  const { ask, schema, catalogue } = parts;
  const numbers = documents.map((position) => catalogue.numbers[position] ?? -1);
  addSentences(
    parts,
    await ask<SentenceRow>(
      `SELECT ${SENTENCE} FROM ${schema}.sentences s WHERE s.document = ANY($1::int[])`,
      [numbers],
    ),
  );
  const whole = documents.map((position, at) => ({
    document: numbers[at] ?? -1,
    start: 0,
    end: catalogue.documents[position]?.length ?? 0,
  }));
  await fetchTexts(parts, whole);
}

const KINDS: readonly LibrarySentence['kind'][] = ['text', 'heading', 'question'];

function addSentences({ fetched, catalogue }: FetchParts, rows: readonly SentenceRow[]): void {
  for (const row of rows) {
    fetched.addSentence({
      position: row.position,
      document: positionOf(catalogue, row.document),
      start: row.span_start,
      end: row.span_end,
      tokens: row.tokens,
      section: row.section,
      paragraph: row.paragraph,
      paragraphNumber: row.paragraph_number,
      kind: KINDS[row.kind] ?? 'text',
      passage: row.passage,
      ordinal: row.ordinal,
      place: row.place === null ? undefined : (JSON.parse(row.place.toString('utf8')) as Place),
    });
  }
}

function positionOf({ positions }: Catalogue, number: number): number {
  const position = positions.get(number);
  if (position === undefined) throw new RangeError(`No document ${number} in the catalogue`);
  return position;
}
