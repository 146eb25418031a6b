import type { Calibrated } from './calibrate-report.ts';
import { fitAnswered, fitOnSubject } from './fit-decision.ts';
import {
  type Collection,
  type FoldedListing,
  gatherListings,
  gatherObservations,
  type GatherParts,
  type Observation,
} from './gather.ts';
import { judge, thresholdsOf } from './judge.ts';
import { ANSWERED_BY, ON_SUBJECT_BY, RANKED_BY } from './signs.ts';
import { fitRanking } from './fit-ranking.ts';

/** What the fits learnt from. */
export interface Gathered {
  readonly listings: readonly FoldedListing[];
  readonly observations: readonly Observation[];
}

/** Fits weights, models and thresholds to collections of labelled questions. */
export async function calibrate(
  collections: readonly Collection[],
  parts: GatherParts,
): Promise<Calibrated & Gathered> {
  const listings = await gatherListings(collections, parts);
  const ranking = fitRanking(listings, RANKED_BY);
  const observations = await gatherObservations(collections, parts, ranking);
  const onSubject = fitOnSubject(observations, ON_SUBJECT_BY);
  const answered = fitAnswered(observations, ANSWERED_BY);
  const judgements = judge(observations, { onSubject, answered });
  const thresholds = thresholdsOf(judgements);
  return { ranking, onSubject, answered, judgements, thresholds, listings, observations };
}
