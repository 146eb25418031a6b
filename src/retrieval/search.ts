import type { Embedder } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import type { AnswerKind, AnswerTimes } from './answer.ts';
import type { Calibration } from './calibration/calibration.ts';
import { type Candidate, findCandidates, lookUpWords, type Sought } from './candidates.ts';
import { decide, type Decision } from './decide.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { type Ranking, rankSentences } from './ranking.ts';
import { startStopwatch } from './stopwatch.ts';

/** What was found for one reading of a question: as it was written, corrected, or after another one. */
export interface Searched {
  readonly sought: Sought;
  /** All passages that were looked at. */
  readonly candidates: readonly Candidate[];
  readonly ranking: Ranking;
  /** About the best sentence; undefined where the library holds none. */
  readonly evidence: Evidence | undefined;
  readonly decision: Decision;
  /** Nothing is quoted yet. */
  readonly ms: Omit<AnswerTimes, 'excerpt'>;
}

export interface SearchParts {
  readonly library: Library;
  readonly embedder: Pick<Embedder, 'embedQuestion' | 'countTokens'>;
  readonly calibration: Calibration;
  readonly mayQuote?: ((documentId: string) => boolean) | undefined;
}

/** Question, candidates, ranking, decision. */
export async function search(
  question: string,
  { library, embedder, calibration, mayQuote }: SearchParts,
): Promise<Searched> {
  const stopwatch = startStopwatch();
  // The model has a thread of its own, so the words are looked up meanwhile.
  const embedding = embedder
    .embedQuestion(tidy(question))
    .then((vectors) => ({ vectors, embed: stopwatch.lap() }));
  embedding.catch(() => undefined);
  const words = await lookUpWords(library, question, mayQuote);
  const { vectors, embed } = await embedding;
  const sought = { question, vectors, terms: words.terms };
  const { candidates, neighbours } = await findCandidates(library, sought, { words, mayQuote });
  const found = stopwatch.lap();
  const ranking = await rankSentences(library, sought, candidates, calibration.ranking);
  const [best] = ranking.sentences;
  const evidence = best && evidenceFor(library, question, ranking, best);
  const decision = decide(evidence, calibration);
  const rank = stopwatch.lap();
  const ms = {
    total: embed + found + rank,
    embed,
    search: found,
    neighbours,
    words: words.ms,
    rank,
  };
  return { sought, candidates, ranking, evidence, decision, ms };
}

/** White space means nothing in a question, and one line embeds as well as five. */
function tidy(question: string): string {
  return question.trim().replaceAll(/\s+/gu, ' ');
}

const RANKS: Readonly<Record<AnswerKind, number>> = { found: 2, closest: 1, nothing: 0 };

/** How good a kind of answer is, 0 (nothing) to 2. */
export function kindRank({ decision }: Searched): number {
  return RANKS[decision.kind];
}

/**
 * Whether one reading answers better than another: a better kind of answer, or the same and more probably. Of two that
 * find nothing none is better.
 */
export function answersBetter(one: Searched, other: Searched): boolean {
  const gain = kindRank(one) - kindRank(other);
  if (one.decision.kind === 'nothing') return false;
  return gain > 0 || (gain === 0 && one.decision.probability > other.decision.probability);
}
