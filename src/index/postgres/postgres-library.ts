import type { Vector } from '../embedding/embedder.ts';
import type { Library, NearPassage, WordMatch, WordSearch } from '../library/library.ts';
import { searchedEf } from '../library/searched-ef.ts';
import { signatureOf, plainForm, vocabularyOf } from '../library/vocabulary.ts';
import { BM25, FIELDS } from '../library/word-fields.ts';
import type { Catalogue } from './catalogue.ts';
import { Fetched } from './fetched.ts';
import { type Asking, fetchRows } from './fetching.ts';

/** Where a library in the database is asked: all of one state of it. */
export interface LibraryParts {
  readonly ask: Asking;
  readonly schema: string;
  readonly catalogue: Catalogue;
}

/** A library in the database. What was fetched stays with it: make one for each piece of work. */
export function postgresLibrary({ ask, schema, catalogue }: LibraryParts): Library {
  const { manifest, documents } = catalogue;
  const fetched = new Fetched(manifest.model.dimensions);
  const parts = { ask, schema, catalogue };
  return {
    id: manifest.id,
    model: manifest.model,
    builtAtMs: Date.parse(manifest.builtAt),
    documents,
    passageCount: manifest.counts.passages,
    sentenceCount: manifest.counts.sentences,
    fetch: (wanted) => fetchRows({ ...parts, fetched }, wanted),
    passage: (position) => fetched.passage(position),
    sentence: (position) => fetched.sentence(position),
    text(document, { start, end }) {
      const { length } = documents[document] ?? noDocument(document);
      return fetched.text(document, { start: Math.max(0, start), end: Math.min(end, length) });
    },
    place(document, offset) {
      const { firstSentence = 0, endSentence = 0 } = documents[document] ?? {};
      return fetched.place({ start: firstSentence, end: endSentence }, offset);
    },
    passageVector: (position) => fetched.passageVector(position),
    sentenceVector: (position) => fetched.sentenceVector(position),
    passageVectors: (positions) => positions.map((at) => fetched.passageVector(at)),
    sentenceVectors: (positions) => positions.map((at) => fetched.sentenceVector(at)),
    sentenceTokens: (positions) => positions.map((at) => fetched.sentenceTokens(at)),
    nearest: (vector, limit) => nearestPassages(parts, vector, limit),
    findWords: (search) => findWords(parts, search),
    passagesWith: countsOnce((terms) => passagesWith(parts, terms)),
    wordsLike: (word, mostEdits) => wordsLike(parts, word, mostEdits),
  };
}

function noDocument(position: number): never {
  throw new RangeError(`No document ${position}`);
}

/** A passage has about four sentences, and all of them may be near. */
const VECTORS_PER_PASSAGE = 4;

/** What pgvector keeps at most while it searches its graph (`hnsw.ef_search`); more are found by comparing all. */
const MOST_SEARCHED = 1000;

async function nearestPassages(
  parts: LibraryParts,
  vector: Vector,
  limit: number,
): Promise<NearPassage[]> {
  const { vectors } = parts.catalogue.manifest.counts;
  if (!(limit >= 1)) return [];
  for (let count = limit * VECTORS_PER_PASSAGE; ; count *= VECTORS_PER_PASSAGE) {
    const best = bestByPassage(await nearestVectors(parts, vector, { count, vectors }));
    if (best.length >= limit || count >= vectors) return best.slice(0, limit);
  }
}

async function nearestVectors(
  { ask, schema }: LibraryParts,
  vector: Vector,
  { count, vectors }: { readonly count: number; readonly vectors: number },
): Promise<readonly NearPassage[]> {
  const isSearched = count <= MOST_SEARCHED;
  const ef = Math.min(searchedEf(count, vectors), MOST_SEARCHED);
  if (isSearched) await ask(`SELECT set_config('hnsw.ef_search', $1, true)`, [String(ef)]);
  return await ask<NearPassage & object>(
    // Nothing added to it, the distance is looked for in the graph.
    `SELECT passage, -(vector <#> $1::vector) AS similarity FROM ${schema}.vectors
      ORDER BY ${isSearched ? '' : '0 +'} (vector <#> $1::vector) LIMIT $2::bigint`,
    [vectorText(vector), count],
  );
}

/** As pgvector reads a vector; nine digits are enough for a number of 32 bits. */
export function vectorText(vector: Vector): string {
  return `[${Array.from(vector, (number) => Number(number.toPrecision(9))).join(',')}]`;
}

function bestByPassage(near: readonly NearPassage[]): NearPassage[] {
  const best = new Map<number, number>();
  for (const { passage, similarity } of near) {
    best.set(passage, Math.max(similarity, best.get(passage) ?? -1));
  }
  return [...best]
    .map(([passage, similarity]) => ({ passage, similarity }))
    .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage);
}

const COLUMNS = { text: 'in_text', headings: 'in_headings', question: 'in_question' } as const;

/** BM25+ of one field, as word-search.ts has it; nothing where the term doesn't stand there. */
function fieldScore({ name, boost }: (typeof FIELDS)[number], meanParameter: number): string {
  const { k, b, d } = BM25;
  const column = COLUMNS[name];
  const idf = `ln(1 + ($3::float8 - t.${column} + 0.5) / (t.${column} + 0.5))`;
  const length = `(1 - ${b} + ${b} * s.${column} / $${meanParameter}::float8)`;
  return `CASE WHEN p.${column} = 0 THEN 0 ELSE
    ${boost} * ${idf} * (${d} + p.${column} * (${k} + 1) / (p.${column} + ${k} * ${length})) END`;
}

const FIRST_MEAN_PARAMETER = 4;

async function findWords(
  { ask, schema, catalogue }: LibraryParts,
  { terms, limit }: WordSearch,
): Promise<WordMatch[]> {
  if (terms.length === 0 || !(limit >= 1)) return [];
  const score = FIELDS.map((field, at) => fieldScore(field, FIRST_MEAN_PARAMETER + at)).join(' + ');
  const rows = await ask<{ passage: number; bm25: number; terms: string }>(
    `SELECT p.passage, sum(${score}) AS bm25, string_agg(t.term, E'\\n') AS terms
      FROM ${schema}.terms t
      JOIN ${schema}.postings p ON p.term = t.id
      JOIN ${schema}.passages s ON s.position = p.passage
      WHERE t.term = ANY($1::text[]) GROUP BY p.passage ORDER BY bm25 DESC, p.passage LIMIT $2::bigint`,
    [
      [...new Set(terms)],
      Math.floor(limit),
      catalogue.manifest.counts.passages,
      ...catalogue.meanLengths.map((mean) => mean || 1),
    ],
  );
  return rows.map(({ passage, bm25, terms: matched }) => ({
    passage,
    bm25,
    terms: matched.split('\n'),
  }));
}

async function passagesWith(
  { ask, schema }: LibraryParts,
  terms: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await ask<{ term: string; passages: number }>(
    `SELECT term, passages FROM ${schema}.terms WHERE term = ANY($1::text[])`,
    [terms],
  );
  return new Map(rows.map(({ term, passages }) => [term, passages]));
}

/** A question's terms are counted for its weights, and again for its spelling. */
function countsOnce(count: Library['passagesWith']): Library['passagesWith'] {
  const known = new Map<string, number>();
  return async (terms) => {
    const unknown = terms.filter((term) => !known.has(term));
    const counts = unknown.length === 0 ? new Map<string, number>() : await count(unknown);
    for (const term of unknown) known.set(term, counts.get(term) ?? 0);
    return new Map(terms.map((term) => [term, known.get(term) ?? 0]));
  };
}

/** An edit changes two bits of a signature at most: the rest is compared here. */
async function wordsLike({ ask, schema }: LibraryParts, word: string, mostEdits: number) {
  const plain = plainForm(word);
  const rows = await ask<{ word: string; count: number }>(
    `SELECT word, count FROM ${schema}.vocabulary
      WHERE chars BETWEEN $1::int AND $2::int AND bit_count((signature # $3::int)::bit(32)) <= $4::int`,
    [plain.length - mostEdits, plain.length + mostEdits, signatureOf(plain) | 0, 2 * mostEdits],
  );
  return vocabularyOf(new Map(rows.map((row) => [row.word, row.count]))).near(word, mostEdits);
}
