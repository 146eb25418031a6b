import type { Section, Sentence } from '../documents/document.ts';
import type { EmbeddingModel, SentenceTokens, Vector } from '../embedding/embedder.ts';
import type { Place } from '../place.ts';
import type { Span } from '../span.ts';

/**
 * A library in use: everything built from the documents, read-only. Positions are dense numbers from 0 and hold for
 * this build only; `Citation ids` (src/retrieval) are what survives a rebuild.
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
  passage(position: number): LibraryPassage;
  sentence(position: number): LibrarySentence;
  /** Canonical text of a document within a span: the exact slice. */
  text(document: number, span: Span): string;
  /** The time, row or message that an offset of a document lies in; undefined for documents without them. */
  place(document: number, offset: number): Place | undefined;
  passageVector(position: number): Vector;
  sentenceVector(position: number): Vector;
  /** Read from the disk when it is asked for, about 10 us. */
  sentenceTokens(position: number): SentenceTokens;
  /** Passages and sentences nearest to a question's vector, closest first, unreachable ones of the graph included. */
  nearest(vector: Vector, limit: number): readonly NearPassage[];
  /** Passages that hold the words, best first. Scores are BM25+: comparable within one call only. */
  findWords(search: WordSearch): readonly WordMatch[];
  /** In how many passages a (stemmed, see words.ts) term stands; 0 when in none. */
  passagesWith(term: string): number;
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
