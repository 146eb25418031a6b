import type { Place } from '../index/place.ts';
import type { Span } from '../index/span.ts';
import type { Explanation } from './explanation.ts';

/** What a question gets. `nothing` carries the nearest excerpts too: whoever shows the answer decides. */
export type Answer = {
  readonly kind: AnswerKind;
  readonly question: string;
  /** Best first; empty only when the library holds no text. */
  readonly excerpts: readonly Excerpt[];
  /** Calibrated probability that the first excerpt answers the question, 0..1. */
  readonly probability: number;
  /** What was searched instead of the question as written (spelling, a follow-up's context), if anything. */
  readonly searchedFor: string | undefined;
  /** It was searched for as a part of what was asked before it (`AskOptions.after`). */
  readonly followsUp: boolean;
  /** Titles of documents nearest to the question: what the library is about. At most five. */
  readonly topics: readonly string[];
  /** Why it is this answer; only where that was asked for. */
  readonly explanation?: Explanation | undefined;
  readonly ms: AnswerTimes;
};

/** `closest`: the excerpts may not answer, and must be said so. `nothing`: the documents don't answer. */
export type AnswerKind = 'found' | 'closest' | 'nothing';

/** Milliseconds, wall clock. `embed`, `search`, `rank` and `excerpt` together are `total`. */
export interface AnswerTimes {
  readonly total: number;
  readonly embed: number;
  /** `neighbours`, what joins them with the words, and the words as far as they took longer than embedding. */
  readonly search: number;
  /** Asking the graph. */
  readonly neighbours: number;
  /** Asking the word index, while the question is embedded. */
  readonly words: number;
  /** All that is neither embedding, nor searching, nor quoting. */
  readonly rank: number;
  /** Quoting the best places. */
  readonly excerpt: number;
}

/** Whole sentences of one document, quoted: `text` is the slice `[start, end)` of its canonical text. */
export interface Quotation extends Span {
  /** Citation id: opens the place again, also after a rebuild. At most 26 characters of `[A-Za-z0-9_-]`. */
  readonly id: string;
  /** The document's id: its path below the documents folder. */
  readonly document: string;
  readonly title: string;
  /** Headings that lead to the place, outermost first; may be empty. */
  readonly section: readonly string[];
  /** From 1; undefined for formats without pages. */
  readonly page: number | undefined;
  /** Time, row or message of the cited sentence: says more than the paragraph's number. Undefined for other formats. */
  readonly place: Place | undefined;
  /** From 1, headings not counted. */
  readonly paragraph: number;
  readonly text: string;
  /** The sentence to be marked, in the same offsets as `start` and `end`; empty where none is. */
  readonly best: Span;
  /** Citation ids of its first and last sentence: from there one reads on. */
  readonly firstId: string;
  readonly lastId: string;
}

/** What answers a question: `best` is the sentence that answers best, and `id` cites it. */
export interface Excerpt extends Quotation {
  /** Cosine similarity of the best sentence to the question, -1..1. */
  readonly similarity: number;
}

export interface AskOptions {
  /** Most excerpts, 1..301; three unless told. Of a question that quotes no phrase some 60 sentences are ranked. */
  readonly limit?: number;
  /** Documents that may be quoted, by id; all unless told. */
  readonly mayQuote?: (documentId: string) => boolean;
  /** Searches for the question word for word: no spelling is corrected, nothing before it counts. False unless told. */
  readonly asWritten?: boolean;
  /** What was asked shortly before, which the question may lean on. Nothing unless told. */
  readonly after?: Preceding;
  /** Adds why the answer is what it is. False unless told. */
  readonly explain?: boolean;
}

/** The question before this one. */
export interface Preceding {
  readonly question: string;
  /** This one replies to its answer: it leans on it more likely than one that only comes after it. */
  readonly isReply: boolean;
}

/** The door to retrieval: everything that answers questions, bot and terminal alike, calls this. */
export type Ask = (question: string, options?: AskOptions) => Promise<Answer>;
