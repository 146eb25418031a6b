import type { Library } from '../index/library/library.ts';
import { writtenWords } from '../index/library/vocabulary.ts';
import { termsOf } from '../index/library/words.ts';
import type { AnswerKind, Excerpt } from './answer.ts';
import type { Calibration } from './calibration/calibration.ts';
import { logistic } from './calibration/logistic-fit.ts';
import type { Candidate } from './candidates.ts';
import { logOddsOf } from './decide.ts';
import type { ScoredSentence } from './ranking.ts';
import type { Searched } from './search.ts';
import type { Reading, Understanding } from './understanding.ts';

/** Why an answer is what it is: all that `--explain` and /why say. Shares and probabilities are 0..1. */
export interface Explanation {
  readonly kind: AnswerKind;
  /** How probable it is that the documents speak of what is asked. */
  readonly onSubject: number;
  /** From here on an answer counts as found, and from here on it is shown at all. */
  readonly thresholds: { readonly found: number; readonly closest: number };
  /** How probable it is that the best sentence answers the question. */
  readonly probability: number;
  /** False where the probabilities are another embedding model's. */
  readonly isCalibrated: boolean;
  /** Every way in which the question was searched for. */
  readonly readings: readonly ExplainedReading[];
  /** Signs that speak against the best sentence. */
  readonly doubts: readonly Doubt[];
  /** Passages that were looked at. */
  readonly passages: number;
  /** One for each excerpt, in their order. */
  readonly excerpts: readonly ExplainedExcerpt[];
}

export interface ExplainedReading {
  readonly question: string;
  readonly meant: Reading['meant'];
  readonly kind: AnswerKind;
  readonly probability: number;
  readonly isChosen: boolean;
}

/** `language`: the question's is none of the documents', so that words say nothing. */
export type Doubt =
  'language' | 'phrase' | 'names' | 'number' | 'time' | 'count' | 'denial' | 'opposite';

export interface ExplainedExcerpt {
  /**
   * Words of the question, as they were written, that stand in the passage in whatever form, and those that don't; none for
   * a question in another language than the documents.
   */
  readonly wordsThere: readonly string[];
  readonly wordsMissing: readonly string[];
  /** Cosine similarities of the question with the best sentence and with the passage, -1..1. */
  readonly sentenceSimilarity: number;
  readonly passageSimilarity: number;
  /** Among the passages that were looked at, from 1: by similarity, and by words where it has any. */
  readonly rankByMeaning: number;
  readonly rankByWords: number | undefined;
}

export interface ExplainParts {
  readonly library: Library;
  readonly calibration: Calibration;
  readonly excerpts: readonly Excerpt[];
}

/** Tells why a question was understood and answered as it was. */
export function explain(
  { chosen, tried }: Understanding,
  { library, calibration, excerpts }: ExplainParts,
): Explanation {
  const { evidence, decision } = chosen;
  const { onSubject, thresholds, state } = calibration;
  return {
    ...decision,
    onSubject: evidence ? logistic(logOddsOf(evidence, onSubject)) : 0,
    thresholds: { found: logistic(thresholds.found), closest: logistic(thresholds.closest) },
    isCalibrated: state === 'calibrated',
    readings: tried.map((reading) => ({
      question: reading.sought.question,
      meant: reading.meant,
      ...reading.decision,
      isChosen: reading === chosen,
    })),
    doubts: doubtsOf(chosen),
    passages: chosen.candidates.length,
    excerpts: excerpts.flatMap((excerpt) => {
      const best = rankedSentenceOf(library, chosen, excerpt);
      return best ? [explainedExcerpt(library, chosen, best)] : [];
    }),
  };
}

function doubtsOf({ evidence }: Searched): Doubt[] {
  if (!evidence) return [];
  const doubts: readonly (readonly [Doubt, number])[] = [
    ['language', evidence.across],
    ['phrase', evidence.missesPhrase],
    ['names', evidence.missingNames],
    ['number', evidence.missesNumber],
    ['time', evidence.lacksTime],
    ['count', evidence.lacksCount],
    ['denial', evidence.deniesAlone],
    ['opposite', evidence.opposes],
  ];
  return doubts.filter(([, strength]) => strength > 0).map(([doubt]) => doubt);
}

function rankedSentenceOf(
  library: Library,
  { ranking }: Searched,
  { document, best }: Excerpt,
): ScoredSentence | undefined {
  return [...ranking.sentences, ...ranking.others].find(({ sentence }) => {
    const found = library.sentence(sentence);
    return found.start === best.start && library.documents[found.document]?.id === document;
  });
}

function explainedExcerpt(
  library: Library,
  { sought, candidates, evidence }: Searched,
  { candidate, similarity }: ScoredSentence,
): ExplainedExcerpt {
  const language = library.documents[candidate.place.document]?.language ?? 'und';
  const words = evidence?.across ? [] : contentWords(sought.question, language);
  const there = new Set(candidate.terms);
  const isThere = (word: string) => termsOf(word, language).some((term) => there.has(term));
  return {
    wordsThere: words.filter(isThere),
    wordsMissing: words.filter((word) => !isThere(word)),
    sentenceSimilarity: similarity,
    passageSimilarity: candidate.similarity,
    rankByMeaning: 1 + candidates.filter((other) => other.similarity > candidate.similarity).length,
    rankByWords: rankByWords(candidate, candidates),
  };
}

function rankByWords(candidate: Candidate, candidates: readonly Candidate[]): number | undefined {
  if (candidate.words === 0) return undefined;
  return 1 + candidates.filter(({ words }) => words > candidate.words).length;
}

/** The question's words that the word index would look for, as they are written, each once; numbers too. */
function contentWords(question: string, language: string): string[] {
  const numbers = Array.from(question.matchAll(/\p{N}+(?:[.,]\p{N}+)*/gu), ([number]) => number);
  const words = [...writtenWords(question).map(({ word }) => word), ...numbers];
  return [...new Set(words)].filter((word) => termsOf(word, language).length > 0);
}
