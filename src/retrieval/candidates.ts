import { languageOf } from '../index/documents/language.ts';
import type { QuestionVectors, Vector } from '../index/embedding/embedder.ts';
import type { Library, PassagePlace, WordMatch } from '../index/library/library.ts';
import { passagesWithWords, phrasesHeld, quotedPhrases } from './phrases.ts';
import { cosineSimilarity } from './similarity.ts';
import { startStopwatch } from './stopwatch.ts';
import { questionTerms, type TermWeights, wordShare } from './terms.ts';

/** What is looked for: the question's meaning and its words. */
export interface Sought {
  readonly question: string;
  readonly vectors: QuestionVectors;
  readonly terms: TermWeights;
}

/** A passage that may answer, with what speaks for it. */
export interface Candidate {
  /** Passage position in the library. */
  readonly passage: number;
  /** Where its text stands: the first of the passage's places that may be quoted. */
  readonly place: PassagePlace;
  /** Cosine similarity of question and passage, -1..1. */
  readonly similarity: number;
  /** BM25 of the question's terms in it, as a share of the most that any passage could have: 0..1. */
  readonly words: number;
  /** The question's terms that it holds. */
  readonly terms: readonly string[];
  /** Cosine similarities of the question and each of its sentences, -1..1. */
  readonly sentences: readonly number[];
}

export interface FoundCandidates {
  /** Each passage once, in no particular order. */
  readonly candidates: readonly Candidate[];
  /** Milliseconds that asking the graph took. */
  readonly neighbours: number;
}

/** What the word index says of a question. */
export interface WordsFound {
  readonly terms: TermWeights;
  /** Best first, {@link KNOWN_WORD_MATCHES} at most. */
  readonly matches: readonly WordMatch[];
  /** By passage: those that are candidates by their words alone, as far as they may be quoted. */
  readonly holding: ReadonlyMap<number, QuotablePassage>;
  /** Milliseconds that asking the word index took. */
  readonly ms: number;
}

/** A passage that may be quoted, with its vectors. */
interface QuotablePassage {
  readonly place: PassagePlace;
  readonly vector: Vector;
  readonly sentences: readonly Vector[];
}

/** Whether a document may be quoted, by its id. */
type MayQuote = (documentId: string) => boolean;

/** Neighbours taken from the graph: more of them were measured to find hardly more (ABLATION.md), at a millisecond a question. */
const NEAREST_PASSAGES = 40;
/** Passages taken from the word index. */
const WORD_MATCHES = 20;
/** Passages taken that hold what is quoted: whoever searches for a phrase wants to see all of them. */
const MOST_QUOTING = 300;
/** Word matches looked up for passages that were found by meaning. */
const KNOWN_WORD_MATCHES = 1000;

/** Looks up a question's words, and reads what holds them. */
export async function lookUpWords(
  library: Library,
  question: string,
  mayQuote: MayQuote = () => true,
): Promise<WordsFound> {
  const stopwatch = startStopwatch();
  languageOf(question); // remembered for those who ask when there is nothing to wait for
  const terms = await questionTerms(library, question);
  const matches = await library.findWords({ terms: [...terms.keys()], limit: KNOWN_WORD_MATCHES });
  const ms = stopwatch.lap();
  const passages = matches.slice(0, WORD_MATCHES).map(({ passage }) => passage);
  await library.fetch({ passages });
  return { terms, matches, holding: readQuotable(library, passages, mayQuote), ms };
}

/** Those that may be quoted, by passage; all vectors are read at once. */
function readQuotable(
  library: Library,
  passages: readonly number[],
  mayQuote: MayQuote,
): ReadonlyMap<number, QuotablePassage> {
  const quotable = [...passages]
    .sort((a, b) => a - b)
    .flatMap((passage) => {
      const place = quotablePlace(library, passage, mayQuote);
      return place ? [{ passage, place }] : [];
    });
  const vectors = library.passageVectors(quotable.map(({ passage }) => passage));
  const sentences = library.sentenceVectors(quotable.flatMap(({ place }) => sentencesAt(place)));
  let end = 0;
  return new Map(
    quotable.map(({ passage, place }, at) => {
      const start = end;
      end += place.endSentence - place.firstSentence;
      const vector = vectors[at] ?? new Float32Array();
      return [passage, { place, vector, sentences: sentences.slice(start, end) }];
    }),
  );
}

function quotablePlace(
  library: Library,
  passage: number,
  mayQuote: MayQuote,
): PassagePlace | undefined {
  return library
    .passage(passage)
    .places.find(({ document }) => mayQuote(library.documents[document]?.id ?? ''));
}

/** Positions of a place's sentences. */
export function sentencesAt({ firstSentence, endSentence }: PassagePlace): number[] {
  return Array.from({ length: endSentence - firstSentence }, (_, offset) => firstSentence + offset);
}

interface CandidateWishes {
  readonly words: WordsFound;
  /** All documents unless told. */
  readonly mayQuote?: MayQuote | undefined;
}

/**
 * Passages near in meaning and passages that hold the words. Where the question quotes phrases, passages that hold them
 * all, as far as there are any.
 */
export async function findCandidates(
  library: Library,
  { question, vectors, terms }: Sought,
  { words: { matches, holding }, mayQuote = () => true }: CandidateWishes,
): Promise<FoundCandidates> {
  const may = (passage: number) => quotablePlace(library, passage, mayQuote) !== undefined;
  const stopwatch = startStopwatch();
  const near = await nearestPassages(library, vectors.vector, may);
  const neighbours = stopwatch.lap();
  const quoting = (await passagesQuoting(library, quotedPhrases(question))).filter(may);
  const wanted = quoting.length > 0 ? quoting : [...new Set([...near, ...holding.keys()])];
  const unread = wanted.filter((passage) => !holding.has(passage));
  const read = readQuotable(library, unread, mayQuote);
  const byPassage = new Map(matches.map((match) => [match.passage, match]));
  const similarityOf = (vector: Vector) => cosineSimilarity(vectors.vector, vector);
  const candidates = wanted.flatMap((passage): Candidate[] => {
    const quotable = holding.get(passage) ?? read.get(passage);
    if (!quotable) return [];
    const match = byPassage.get(passage);
    return [
      {
        passage,
        place: quotable.place,
        similarity: similarityOf(quotable.vector),
        words: match ? wordShare(match.bm25, terms) : 0,
        terms: match?.terms ?? [],
        sentences: quotable.sentences.map(similarityOf),
      },
    ];
  });
  return { candidates, neighbours };
}

/** All that hold every phrase, at most {@link MOST_QUOTING}. */
async function passagesQuoting(library: Library, phrases: readonly string[]): Promise<number[]> {
  if (phrases.length === 0) return [];
  const holding = await passagesWithWords(library, phrases);
  await library.fetch({ passages: holding });
  const quotes = (passage: number) =>
    library.passage(passage).places.some((place) => {
      const start = library.sentence(place.firstSentence).start;
      const end = library.sentence(place.endSentence - 1).end;
      const text = library.text(place.document, { start, end });
      return phrasesHeld(phrases, text) === phrases.length;
    });
  return holding.filter(quotes).slice(0, MOST_QUOTING);
}

/** The nearest passages that may be quoted: looks further as long as too few of those found may. */
async function nearestPassages(
  library: Library,
  question: Vector,
  may: (passage: number) => boolean,
): Promise<number[]> {
  for (let limit = NEAREST_PASSAGES; ; limit *= 4) {
    const near = await library.nearest(question, limit);
    await library.fetch({ passages: near.map(({ passage }) => passage) });
    const found = near.filter(({ passage }) => may(passage));
    if (found.length >= NEAREST_PASSAGES || limit >= library.passageCount) {
      return found.slice(0, NEAREST_PASSAGES).map(({ passage }) => passage);
    }
  }
}
