import type { Library } from '../index/library/library.ts';
import { timeGiver } from './answer-types.ts';
import { type Candidate, sentencesAt, type Sought } from './candidates.ts';
import { firstLook, type Glance } from './first-look.ts';
import { neighbourhood } from './neighbourhood.ts';
import { rarities } from './terms.ts';
import type { SentencesToCompare } from './token-comparison.ts';
import { type TokenMatcher, tokenMatcher } from './token-match.ts';

/** A sentence of a candidate, ranked: the best one decides which place is shown first. */
export interface ScoredSentence extends Glance {
  /** Higher is better, 35..75; comparable between questions, since nothing in it hangs on the other candidates. */
  readonly score: number;
}

/** One that was looked at token by token. */
export interface RankedSentence extends ScoredSentence {
  readonly signs: RankSigns;
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
  /** Behind these, with about the score that they would have. */
  readonly others: readonly ScoredSentence[];
  /** Has matched all of them. */
  readonly matcher: TokenMatcher;
}

/**
 * A point of score behind the best, and how many for each point of first look, of sentences over a lead of .1 behind:
 * fitted on the same questions. They are a thousandth of what is probable together, so it need not be exact.
 */
const FAR_BEHIND = 2;
const SCORE_PER_LOOK = 70;

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
  const { close, far } = firstLook(library, question, candidates);
  const { alone, inPassage } = sentencesToCompare(library, close);
  await library.fetch({ tokensOf: [...new Set([...alone, ...inPassage])] });
  matcher.compare({ alone, inPassage });
  const sentences = close
    .map((glance) => {
      const signs = signsOf(reading, glance);
      return { ...glance, signs, score: scoreOf(signs, weights) };
    })
    .sort((a, b) => b.phrases - a.phrases || b.score - a.score);
  return { sentences, others: scoredFar(far, sentences), matcher };
}

function scoredFar(far: readonly Glance[], sentences: readonly RankedSentence[]): ScoredSentence[] {
  const highest = (numbers: readonly number[]) => Math.max(...numbers);
  const look = highest(sentences.map((sentence) => sentence.look));
  const score = highest(sentences.map((sentence) => sentence.score)) - FAR_BEHIND;
  return far.map((glance) => ({
    ...glance,
    score: score - SCORE_PER_LOOK * (look - glance.look),
  }));
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
    const match = known.get(candidate) ?? matcher.matchAmong(sentencesAt(candidate.place));
    known.set(candidate, match);
    return match;
  };
}

/** Those looked at and the ones beside them, and all of their passages. */
function sentencesToCompare(library: Library, glances: readonly Glance[]): SentencesToCompare {
  const candidates = new Set(glances.map(({ candidate }) => candidate));
  return {
    alone: glances.flatMap(({ sentence }) => neighbourhood(library, sentence)),
    inPassage: [...candidates].flatMap(({ place }) => sentencesAt(place)),
  };
}

function textOf(library: Library, position: number): string {
  const sentence = library.sentence(position);
  return library.text(sentence.document, sentence);
}
