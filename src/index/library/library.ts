import type { Section, Sentence } from '../documents/document.ts';
import type { EmbeddingModel, Vector } from '../embedding/embedder.ts';
import type { Place } from '../place.ts';
import type { Span } from '../span.ts';
import type { NewBytes } from './file-pieces.ts';
import type { PackedTokens } from './token-bytes.ts';

/**
 * A library in use: everything built from the documents, read-only. Positions are whole numbers from 0 that hold for
 * this build only, those of a document's sentences one after the other; `Citation ids` (src/retrieval) are what survives
 * a rebuild.
 *
 * Port: a library may be at hand (files) or elsewhere (a database). What finds passages may take a while; what reads
 * them is immediate, of what was fetched before.
 */
export interface Library {
  /** Names the build; a rebuild has another one. */
  readonly id: string;
  readonly model: EmbeddingModel;
  /** When it was built, milliseconds since the epoch. */
  readonly builtAtMs: number;
  readonly documents: readonly LibraryDocument[];
  readonly passageCount: number;
  readonly sentenceCount: number;
  /** Brings to hand what will be read. Without it, reading may throw a RangeError. */
  fetch(wanted: Wanted): Promise<void>;
  passage(position: number): LibraryPassage;
  sentence(position: number): LibrarySentence;
  /** Canonical text of a document within a span: the exact slice. */
  text(document: number, span: Span): string;
  /** The time, row or message that an offset of a document lies in; undefined for documents without them. */
  place(document: number, offset: number): Place | undefined;
  passageVector(position: number): Vector;
  sentenceVector(position: number): Vector;
  /** The same of several: quicker for those that follow each other, as below. */
  passageVectors(positions: readonly number[]): readonly Vector[];
  sentenceVectors(positions: readonly number[]): readonly Vector[];
  /** @param newBytes may give the memory that they come to lie in, all in one; a library that has them at hand asks for none */
  sentenceTokens(positions: readonly number[], newBytes?: NewBytes): readonly PackedTokens[];
  /** Passages and sentences nearest to a question's vector, closest first, unreachable ones of the graph included. */
  nearest(vector: Vector, limit: number): Promise<readonly NearPassage[]>;
  /** Passages that hold the words, best first. Scores are BM25+: comparable within one call only. */
  findWords(search: WordSearch): Promise<readonly WordMatch[]>;
  /** In how many passages each of the (stemmed, see words.ts) terms stands; 0 when in none. */
  passagesWith(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Words of the texts at most so many edits away from one, accents and capitals apart: fewest edits first, then the most
   * frequent.
   */
  wordsLike(word: string, mostEdits: number): Promise<readonly LikeWord[]>;
}

/** Lets work use a library: one and the same build from beginning to end. */
export type UseLibrary = <T>(work: (library: Library) => Promise<T>) => Promise<T>;

/** Uses a library that stays as it is. */
export function using(library: Library): UseLibrary {
  return (work) => work(library);
}

/** What is to be read of a library. */
export interface Wanted {
  /** Passages with their places and vectors, and of each place the sentences, vectors and texts of the paragraphs around. */
  readonly passages?: readonly number[];
  /** Sentences of fetched passages, for their token vectors. */
  readonly tokensOf?: readonly number[];
  /** Documents with all of their sentences, texts and places. */
  readonly documents?: readonly number[];
}

/** A word of the library that is written much as another one. */
export interface LikeWord {
  /** As it stands in the documents: in small letters where it does so anywhere, else as it does most often. */
  readonly word: string;
  readonly edits: number;
  /** How often it stands there, in all its capitals. */
  readonly count: number;
}

export interface LibraryDocument {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Length of its canonical text in UTF-16 code units. */
  readonly length: number;
  readonly sections: readonly Section[];
  readonly pageStarts: readonly number[];
  /** Sentence positions of this library: `[firstSentence, endSentence)`, in reading order. */
  readonly firstSentence: number;
  readonly endSentence: number;
}

export interface LibrarySentence extends Omit<Sentence, 'paragraph'> {
  /** Position in `Library.documents`. */
  readonly document: number;
  /** Position in the document's `sections`. */
  readonly section: number;
  /** Running number of the paragraph in its document, headings counted: tells where paragraphs end. */
  readonly paragraph: number;
  /** The paragraph number that a citation shows, from 1. */
  readonly paragraphNumber: number;
  readonly kind: 'text' | 'heading' | 'question';
}

export interface LibraryPassage {
  /** Where this text stands; more than one when several documents (or places) hold it. The first gave the vectors. */
  readonly places: readonly PassagePlace[];
}

export interface PassagePlace {
  /** Position in `Library.documents`. */
  readonly document: number;
  /** Sentence positions of this library: `[firstSentence, endSentence)`. */
  readonly firstSentence: number;
  readonly endSentence: number;
  /** Sentence positions `[start, end)` of the question paragraph that this passage answers, where there is one. */
  readonly question: Span | undefined;
}

export interface NearPassage {
  /** Passage position. */
  readonly passage: number;
  /** Cosine similarity of the passage or of one of its sentences, whichever was found: -1..1. */
  readonly similarity: number;
}

export interface WordSearch {
  /** Terms as words.ts makes them. */
  readonly terms: readonly string[];
  readonly limit: number;
}

export interface WordMatch {
  /** Passage position. */
  readonly passage: number;
  /** BM25+ of MiniSearch: above 0, unbounded. */
  readonly bm25: number;
  /** The search's terms that stand in the passage. */
  readonly terms: readonly string[];
}
