import type { Embedder } from '../../index/embedding/embedder.ts';
import type { Library } from '../../index/library/library.ts';
import type { Excerpt } from '../answer.ts';
import type { EvalCase } from '../eval/cases.ts';
import type { Evidence } from '../evidence.ts';
import { excerptsOf } from '../excerpt.ts';
import {
  RANK_SIGNS,
  type RankedSentence,
  type Ranking,
  type RankWeights,
  scoreOf,
} from '../ranking.ts';
import { search } from '../search.ts';
import type { Calibration } from './calibration.ts';
import { type CrossFit, type Folded, unseenBy } from './cross-fit.ts';
import { groupBy } from './group-by.ts';
import { type Asking, askingsOf, type Part, strangersOf } from './parts.ts';
import type { Listing } from './softmax-fit.ts';

/** Sets of questions about the same documents. */
export interface Collection {
  readonly library: Library;
  readonly sets: readonly { readonly name: string; readonly cases: readonly EvalCase[] }[];
  /** Opens the library of some of the documents. */
  readonly open: (part: Part) => Promise<Library>;
}

/** What everything is asked with. */
export interface GatherParts {
  readonly embedder: Pick<Embedder, 'embedQuestion' | 'countTokens'>;
  readonly calibration: Calibration;
  readonly onAsked: () => void;
}

/** Its signs are RANK_SIGNS. */
export interface FoldedListing extends Listing, Folded {
  /** Whether the question's language is none of the library's. */
  readonly across: boolean;
}

/** The evidence that a question met in a library. */
export interface Observation extends Folded, Asking {
  readonly set: string;
  readonly evidence: Evidence;
  /** What would be shown, ten at most; of answerable questions asked of all documents. */
  readonly excerpts: readonly Excerpt[];
}

/** The ranked sentences of every answerable question, with the right ones marked. */
export async function gatherListings(
  collections: readonly Collection[],
  { embedder, calibration, onAsked }: GatherParts,
): Promise<FoldedListing[]> {
  const listings: FoldedListing[] = [];
  for (const collection of collections) {
    const { library, sets } = collection;
    for (const asked of sets.flatMap(({ cases }) => cases)) {
      if (asked.kind !== 'answerable') continue;
      const parts = { library, embedder, calibration };
      const { ranking, evidence } = await search(asked.question, parts);
      const fold = foldOf(collections, collection, asked);
      const across = (evidence?.across ?? 0) > 0;
      listings.push({ ...listingOf(library, asked, ranking), fold, across });
      onAsked();
    }
  }
  return listings;
}

function listingOf(library: Library, asked: EvalCase, { sentences }: Ranking): Listing {
  return {
    signs: Float64Array.from(
      sentences.flatMap(({ signs }) => RANK_SIGNS.map((name) => signs[name])),
    ),
    right: Uint8Array.from(sentences, ({ sentence }) => Number(isRight(library, asked, sentence))),
    weight: 1,
  };
}

function isRight(library: Library, { document, gold }: EvalCase, position: number): boolean {
  const sentence = library.sentence(position);
  return (
    library.documents[sentence.document]?.id === document &&
    gold.some(({ start, end }) => start >= sentence.start && end <= sentence.end)
  );
}

/**
 * Asks every question of the libraries that are to be learnt from. The evidence is about the sentence that the weights of
 * all documents put first, as it will be in use: weights without a document differ by a constant of the score. What would
 * be shown is judged by weights that the question's document had no part in.
 */
export async function gatherObservations(
  collections: readonly Collection[],
  parts: GatherParts,
  ranking: CrossFit<RankWeights>,
): Promise<Observation[]> {
  const calibration = { ...parts.calibration, ranking: ranking.whole };
  const observations: Observation[] = [];
  for (const collection of collections) {
    for (const [part, askings] of askingsByPart(collections, collection)) {
      const library = part.size === 'all' ? collection.library : await collection.open(part);
      for (const asking of askings) {
        const searching = { ...parts, calibration, library };
        const { ranking: ranked, evidence } = await search(asking.asked.question, searching);
        const excerpts = isShown(asking)
          ? excerptsOf(library, rankedBy(unseenBy(ranking, asking), ranked), SHOWN)
          : [];
        if (evidence !== undefined) observations.push({ ...asking, evidence, excerpts });
        parts.onAsked();
      }
    }
  }
  return observations;
}

type PlannedAsking = Asking & Folded & Pick<Observation, 'set'>;

function askingsByPart(
  collections: readonly Collection[],
  collection: Collection,
): Map<Part, PlannedAsking[]> {
  const documents = collection.library.documents.map(({ id }) => id);
  const planned = collections.flatMap((other) =>
    other.sets.flatMap(({ name, cases }) => {
      const askings =
        other === collection ? askingsOf(cases, documents) : strangersOf(cases, documents);
      const foldFor = ({ asked }: Asking) => foldOf(collections, other, asked);
      return askings.map((asking) => ({ ...asking, set: name, fold: foldFor(asking) }));
    }),
  );
  const byName = groupBy(planned, ({ part }) => `${part.size} ${part.documents.join('\n')}`);
  return new Map(
    [...byName.values()].flatMap((askings) => (askings[0] ? [[askings[0].part, askings]] : [])),
  );
}

function isShown({ part, kind }: Asking): boolean {
  return part.size === 'all' && kind === 'answerable';
}

/** The same sentences in the order of other weights. */
function rankedBy(weights: RankWeights, { sentences }: Ranking): RankedSentence[] {
  return sentences
    .map((sentence) => ({ ...sentence, score: scoreOf(sentence.signs, weights) }))
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence);
}

/** Excerpts that the measures of finding look at. */
const SHOWN = 10;

/** More documents than this share folds: a fit without each of hundreds would say no more. */
const MOST_FOLDS = 12;

function foldOf(
  collections: readonly Collection[],
  collection: Collection,
  { document }: EvalCase,
): string {
  const position = collection.library.documents.findIndex(({ id }) => id === document);
  return `${collections.indexOf(collection)}.${position % MOST_FOLDS}`;
}
