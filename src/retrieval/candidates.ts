import type { Vector } from '../index/embedding/embedder.ts';
import type { Library, PassagePlace } from '../index/library/library.ts';
import { cosineSimilarity } from './similarity.ts';

/** A passage that may answer, with what speaks for it, before the decision. */
export interface Candidate {
  /** Passage position in the library. */
  readonly passage: number;
  /** Where its text stands; the first of the passage's places. */
  readonly place: PassagePlace;
  /** Cosine similarity of question and passage, -1..1. */
  readonly passageSimilarity: number;
  /** Its sentences with their cosine similarities, in reading order. */
  readonly sentences: readonly SentenceCandidate[];
  /** The sentence nearest to the question. */
  readonly best: SentenceCandidate;
  /** BM25+ of the question's terms in the passage; 0 when it holds none. */
  readonly bm25: number;
  /** The question's terms that it holds. */
  readonly terms: readonly string[];
}

export interface SentenceCandidate {
  /** Sentence position in the library. */
  readonly sentence: number;
  /** Cosine similarity of question and sentence, -1..1. */
  readonly similarity: number;
}

/** What is looked for: the question's meaning and its words. */
export interface Sought {
  readonly vector: Vector;
  readonly terms: readonly string[];
}

/** Neighbours taken from the graph, passages and sentences together; several fall on one passage. */
const NEIGHBOURS = 100;
/** Passages taken from the word index. */
const WORD_MATCHES = 50;

/** Passages near in meaning and passages that hold the words, each once, in no particular order. */
export function findCandidates(library: Library, sought: Sought): Candidate[] {
  const near = library.nearest(sought.vector, NEIGHBOURS).map(({ passage }) => passage);
  const matches = library.findWords({ terms: sought.terms, limit: WORD_MATCHES });
  const byPassage = new Map(matches.map((match) => [match.passage, match]));
  const passages = new Set([...near, ...byPassage.keys()]);
  return [...passages].flatMap((passage) => {
    const match = byPassage.get(passage);
    const words = { bm25: match?.bm25 ?? 0, terms: match?.terms ?? [] };
    const candidate = weigh(library, sought.vector, passage);
    return candidate ? [{ ...candidate, ...words }] : [];
  });
}

function weigh(
  library: Library,
  question: Vector,
  passage: number,
): Omit<Candidate, 'bm25' | 'terms'> | undefined {
  const [place] = library.passage(passage).places;
  if (!place) return undefined;
  const sentences = positions(place).map((sentence) => ({
    sentence,
    similarity: cosineSimilarity(question, library.sentenceVector(sentence)),
  }));
  const [first, ...others] = sentences;
  if (!first) return undefined;
  const best = others.reduce((a, b) => (b.similarity > a.similarity ? b : a), first);
  const passageSimilarity = cosineSimilarity(question, library.passageVector(passage));
  return { passage, place, passageSimilarity, sentences, best };
}

function positions({ firstSentence, endSentence }: PassagePlace): number[] {
  return Array.from({ length: endSentence - firstSentence }, (_, offset) => firstSentence + offset);
}
