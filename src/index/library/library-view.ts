import type { Vector } from '../embedding/embedder.ts';
import type { Span } from '../span.ts';
import { dot } from './dot.ts';
import type { Library, NearPassage } from './library.ts';
import type { Manifest } from './manifest.ts';
import { placeAtOffset } from './marks.ts';
import {
  type LibraryTables,
  cell,
  passageAt,
  passageOfVector,
  sentenceAt,
  tokenPlaceOf,
  vectorCount,
} from './tables.ts';
import type { TokenReader } from './token-file.ts';
import type { VectorReader } from './vector-file.ts';
import type { Neighbour, VectorIndex } from './vector-index.ts';
import { type Vocabulary, collectVocabulary } from './vocabulary.ts';
import type { WordIndex } from './word-index.ts';

/** The verified parts of a library. */
export interface LibraryParts {
  readonly manifest: Manifest;
  readonly tables: LibraryTables;
  /** All texts, UTF-16LE, one after the other. */
  readonly texts: Buffer;
  readonly vectors: Pick<VectorReader, 'read' | 'readEach'>;
  readonly tokens: Pick<TokenReader, 'read'>;
  readonly words: WordIndex;
  /** Over all vectors. */
  readonly near: VectorIndex;
}

/** A library over its files' bytes: all is at hand, and nothing is copied before it is asked for. */
export function libraryOf(parts: LibraryParts): Library {
  const { manifest, tables, texts, tokens, vectors, words } = parts;
  const text = (document: number, span: Span) => sliceOf(texts, tables, document, span);
  let vocabulary: Promise<Vocabulary> | undefined;
  return {
    id: manifest.id,
    model: manifest.model,
    builtAtMs: Date.parse(manifest.builtAt),
    documents: tables.documents,
    passageCount: tables.passageCount,
    sentenceCount: tables.sentences.rows,
    fetch: () => Promise.resolve(),
    passage: (position) => passageAt(tables, position),
    sentence: (position) => sentenceAt(tables, position),
    text,
    place: (document, offset) => placeAtOffset(tables, document, offset),
    passageVector: (position) => vectors.read(within(position, tables.passageCount)),
    sentenceVector: (position) => vectors.read(cell(tables.sentences.columns.vector, position)),
    passageVectors: (positions) =>
      vectors.readEach(positions.map((at) => within(at, tables.passageCount))),
    sentenceVectors: (positions) =>
      vectors.readEach(positions.map((at) => cell(tables.sentences.columns.vector, at))),
    sentenceTokens: (positions, newBytes) =>
      tokens.read(
        positions.map((at) => tokenPlaceOf(tables, at)),
        newBytes,
      ),
    nearest: async (vector, limit) => nearestPassages(parts, vector, limit),
    findWords: async (search) => words.find(search),
    passagesWith: async (terms) => new Map(terms.map((term) => [term, words.passagesWith(term)])),
    async wordsLike(word, mostEdits) {
      vocabulary ??= collectVocabulary({ documents: tables.documents, text });
      return (await vocabulary).near(word, mostEdits);
    },
  };
}

function within(position: number, count: number): number {
  if (Number.isInteger(position) && position >= 0 && position < count) return position;
  throw new RangeError(`No passage ${position} among ${count}`);
}

function sliceOf(texts: Buffer, tables: LibraryTables, document: number, span: Span): string {
  const entry = tables.documents[document];
  if (entry === undefined) throw new RangeError(`No document ${document}`);
  const start = Math.min(Math.max(0, span.start), entry.length);
  const end = Math.min(Math.max(start, span.end), entry.length);
  return texts.toString('utf16le', (entry.textStart + start) * 2, (entry.textStart + end) * 2);
}

/** A passage has about four sentences, and all of them may be near. */
const VECTORS_PER_PASSAGE = 4;

function nearestPassages(parts: LibraryParts, vector: Vector, limit: number): NearPassage[] {
  const total = vectorCount(parts.tables);
  const alone = unreachable(parts, vector);
  for (let count = limit * VECTORS_PER_PASSAGE; ; count *= VECTORS_PER_PASSAGE) {
    const neighbours = [...parts.near.nearest(vector, count), ...alone];
    const passages = bestByPassage(parts.tables, neighbours);
    if (passages.length >= limit || !(count < total)) return passages.slice(0, limit);
  }
}

/** Vectors that the graph doesn't lead to are compared one by one. They are few. */
function unreachable(parts: LibraryParts, vector: Vector): Neighbour[] {
  return parts.manifest.graph.unreachable.map((label) => ({
    label,
    similarity: dot(vector, parts.vectors.read(label)),
  }));
}

function bestByPassage(tables: LibraryTables, neighbours: readonly Neighbour[]): NearPassage[] {
  const best = new Map<number, number>();
  for (const { label, similarity } of neighbours) {
    const passage = passageOfVector(tables, label);
    best.set(passage, Math.max(similarity, best.get(passage) ?? -1));
  }
  return [...best]
    .map(([passage, similarity]) => ({ passage, similarity }))
    .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage);
}
