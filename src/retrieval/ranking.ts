import type { Library } from '../index/library/library.ts';
import type { Candidate, Sought } from './candidates.ts';
import { cosineSimilarity } from './similarity.ts';
import { tokenMatcher } from './token-match.ts';

/** A sentence of a candidate, ranked: the best one decides which place is shown first. */
export interface RankedSentence {
  /** Sentence position in the library. */
  readonly sentence: number;
  readonly candidate: Candidate;
  /** Cosine similarity of question and sentence, -1..1. */
  readonly similarity: number;
  /** Token by token, in the sentence and in its neighbourhood, -1..1: see `TokenMatcher`. */
  readonly match: number;
  readonly matchNear: number;
  /** Higher is better, 35..75; comparable between questions, since nothing in it hangs on the other candidates. */
  readonly score: number;
}

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly RankedSentence[];
  /** The question's tokens found anywhere among the ranked sentences: see `TokenMatcher`, -1..1. */
  readonly matchAnywhere: number;
}

/** Sentences that are looked at token by token; 99 % of the right ones were among the first 60 on SQuAD. */
const MATCHED_SENTENCES = 60;

/** Weights of the first look, over cosine similarities and a share of words. */
const FIRST_LOOK = { sentence: 1, passage: 0.9, words: 0.14 };

/**
 * Weights of the score. Fitted on the development sets of SQuAD and XQuAD (softmax regression of the right sentence);
 * refitted without any one article, none moves by more than a tenth.
 */
const SCORE = { passage: 42, words: 4, match: 13, matchNear: 23 };

/** The candidates' sentences, best first. */
export function rankSentences(
  library: Library,
  { vectors }: Sought,
  candidates: readonly Candidate[],
): Ranking {
  const matcher = tokenMatcher(library, vectors.tokens);
  const sentences = firstLook(library, vectors.vector, candidates)
    .map(({ sentence, candidate, similarity }) => {
      const match = matcher.match(sentence);
      const matchNear = matcher.matchNear(sentence);
      const score =
        SCORE.passage * candidate.similarity +
        SCORE.words * candidate.words +
        SCORE.match * match +
        SCORE.matchNear * matchNear;
      return { sentence, candidate, similarity, match, matchNear, score };
    })
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence);
  return { sentences, matchAnywhere: matcher.matchAnywhere() };
}

type Glance = Pick<RankedSentence, 'sentence' | 'candidate' | 'similarity'>;

function firstLook(
  library: Library,
  question: Float32Array,
  candidates: readonly Candidate[],
): Glance[] {
  const score = ({ similarity, candidate }: Glance) =>
    FIRST_LOOK.sentence * similarity +
    FIRST_LOOK.passage * candidate.similarity +
    FIRST_LOOK.words * candidate.words;
  return candidates
    .flatMap((candidate) =>
      sentencesOf(candidate).map((sentence) => ({
        sentence,
        candidate,
        similarity: cosineSimilarity(question, library.sentenceVector(sentence)),
      })),
    )
    .sort((a, b) => score(b) - score(a) || a.sentence - b.sentence)
    .slice(0, MATCHED_SENTENCES);
}

function sentencesOf({ place }: Candidate): number[] {
  const { firstSentence, endSentence } = place;
  return Array.from({ length: endSentence - firstSentence }, (_, offset) => firstSentence + offset);
}
