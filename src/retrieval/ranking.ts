import type { Library } from '../index/library/library.ts';
import { timeGiver } from './answer-types.ts';
import type { Candidate, Sought } from './candidates.ts';
import { neighbourhood } from './neighbourhood.ts';
import { phrasesHeld, quotedPhrases } from './phrases.ts';
import { cosineSimilarity } from './similarity.ts';
import { rarities } from './terms.ts';
import type { SentencesToCompare } from './token-comparison.ts';
import { type TokenMatcher, tokenMatcher } from './token-match.ts';

/** A sentence of a candidate, ranked: the best one decides which place is shown first. */
export interface RankedSentence {
  /** Sentence position in the library. */
  readonly sentence: number;
  readonly candidate: Candidate;
  /** Cosine similarity of question and sentence, -1..1. */
  readonly similarity: number;
  readonly signs: RankSigns;
  /** Of the phrases that the question quotes, how many it holds. Those with more of them come first. */
  readonly phrases: number;
  /** Higher is better, 35..75; comparable between questions, since nothing in it hangs on the other candidates. */
  readonly score: number;
}

/** What a sentence's score is made of, by name. */
export const RANK_SIGNS = [
  /** Cosine similarity of its passage, -1..1. */
  'passage',
  /** As `Candidate.words`, 0..1. */
  'words',
  /** Of the same names in `TokenMatcher`. */
  'match',
  'matchRare',
  'matchNear',
  'matchInContext',
  /** `matchAmong` the sentences of its passage. */
  'matchPassage',
  'matchBack',
  'relatedTokens',
  'sameTokens',
  /** 1 when a time is asked for and it has a number that the question hasn't: see answer-types.ts. */
  'time',
] as const;
export type RankSign = (typeof RANK_SIGNS)[number];

/** A number for each sign. */
export type RankSigns = Readonly<Record<RankSign, number>>;

/** How much each sign adds to the score; 0 leaves it out. */
export type RankWeights = Readonly<Record<RankSign, number>>;

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly RankedSentence[];
  /** Has matched all of them. */
  readonly matcher: TokenMatcher;
}

/**
 * Sentences that are looked at token by token; 99 % of the right ones were among the first 60 on SQuAD. Of those that
 * hold what the question quotes, all are.
 */
const MATCHED_SENTENCES = 60;

/** Weights of the first look, over cosine similarities and a share of words. */
const FIRST_LOOK = { sentence: 1, passage: 0.9, words: 0.14 };

/**
 * The candidates' sentences, best first; where a question without any telling word gives them equal scores, as at the
 * first look. The weights are the embedding model's: see `Calibration`.
 */
export async function rankSentences(
  library: Library,
  sought: Sought,
  candidates: readonly Candidate[],
  weights: RankWeights,
): Promise<Ranking> {
  const { question, vectors } = sought;
  const matcher = tokenMatcher(library, vectors.tokens, rarities(library, sought));
  const reading = {
    library,
    matcher,
    matchOf: passageMatcher(matcher),
    givesTime: timeGiver(question),
  };
  const glances = firstLook(library, { question, vectors }, candidates);
  const { alone, inPassage } = sentencesToCompare(library, glances);
  await library.fetch({ tokensOf: [...new Set([...alone, ...inPassage])] });
  matcher.compare({ alone, inPassage });
  const sentences = glances
    .map((glance) => {
      const signs = signsOf(reading, glance);
      return { ...glance, signs, score: scoreOf(signs, weights) };
    })
    .sort((a, b) => b.phrases - a.phrases || b.score - a.score);
  return { sentences, matcher };
}

/** A sentence's score by its signs. */
export function scoreOf(signs: RankSigns, weights: RankWeights): number {
  return RANK_SIGNS.reduce((score, sign) => score + weights[sign] * signs[sign], 0);
}

/** What a sentence's signs are read from. */
interface Reading {
  readonly library: Library;
  readonly matcher: TokenMatcher;
  readonly matchOf: (candidate: Candidate) => number;
  readonly givesTime: (sentence: string) => boolean;
}

function signsOf(
  { library, matcher, matchOf, givesTime }: Reading,
  { sentence, candidate }: Glance,
): RankSigns {
  return {
    passage: candidate.similarity,
    words: candidate.words,
    match: matcher.match(sentence),
    matchRare: matcher.matchRare(sentence),
    matchNear: matcher.matchNear(sentence),
    matchInContext: matcher.matchInContext(sentence),
    matchPassage: matchOf(candidate),
    matchBack: matcher.matchBack(sentence),
    relatedTokens: matcher.relatedTokens(sentence),
    sameTokens: matcher.sameTokens(sentence),
    time: Number(givesTime(textOf(library, sentence))),
  };
}

/** Matches each passage once, however many of its sentences are ranked. */
function passageMatcher(matcher: TokenMatcher): (candidate: Candidate) => number {
  const known = new Map<Candidate, number>();
  return (candidate) => {
    const match = known.get(candidate) ?? matcher.matchAmong(sentencesOf(candidate));
    known.set(candidate, match);
    return match;
  };
}

/** Those looked at and the ones beside them, and all of their passages. */
function sentencesToCompare(library: Library, glances: readonly Glance[]): SentencesToCompare {
  const candidates = new Set(glances.map(({ candidate }) => candidate));
  return {
    alone: glances.flatMap(({ sentence }) => neighbourhood(library, sentence)),
    inPassage: [...candidates].flatMap(sentencesOf),
  };
}

type Glance = Pick<RankedSentence, 'sentence' | 'candidate' | 'similarity' | 'phrases'>;

function firstLook(
  library: Library,
  { question, vectors }: Pick<Sought, 'question' | 'vectors'>,
  candidates: readonly Candidate[],
): Glance[] {
  const quoted = quotedPhrases(question);
  const score = ({ similarity, candidate }: Glance) =>
    FIRST_LOOK.sentence * similarity +
    FIRST_LOOK.passage * candidate.similarity +
    FIRST_LOOK.words * candidate.words;
  const glances = candidates
    .flatMap((candidate) => {
      const sentences = sentencesOf(candidate);
      return library.sentenceVectors(sentences).map((vector, at) => {
        const sentence = sentences[at] ?? 0;
        const similarity = cosineSimilarity(vectors.vector, vector);
        const phrases = quoted.length === 0 ? 0 : phrasesHeld(quoted, textOf(library, sentence));
        return { sentence, candidate, similarity, phrases };
      });
    })
    .sort((a, b) => b.phrases - a.phrases || score(b) - score(a) || a.sentence - b.sentence);
  const quoting = glances.filter(({ phrases }) => phrases > 0 && phrases === quoted.length).length;
  return glances.slice(0, Math.max(MATCHED_SENTENCES, quoting));
}

function textOf(library: Library, position: number): string {
  const sentence = library.sentence(position);
  return library.text(sentence.document, sentence);
}

function sentencesOf({ place }: Candidate): number[] {
  const { firstSentence, endSentence } = place;
  return Array.from({ length: endSentence - firstSentence }, (_, offset) => firstSentence + offset);
}
