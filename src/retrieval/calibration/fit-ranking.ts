import { RANK_SIGNS, type RankSign, type RankWeights } from '../ranking.ts';
import { type CrossFit, crossFit } from './cross-fit.ts';
import type { FoldedListing } from './gather.ts';
import { fitSoftmax } from './softmax-fit.ts';

/** Fits the weights of some of the signs; the others get none. */
export function fitRanking(
  listings: readonly FoldedListing[],
  names: readonly RankSign[],
): CrossFit<RankWeights> {
  const columns = names.map((name) => RANK_SIGNS.indexOf(name));
  const narrowed = listings.map((listing) => ({
    ...listing,
    signs: narrow(listing.signs, columns),
  }));
  const start = new Float64Array(names.length);
  const fits = crossFit<FoldedListing, Float64Array>(narrowed, (some, whole = start) =>
    fitSoftmax(some, whole),
  );
  const named = (weights: Float64Array) => {
    const fitted = names.map((name, place) => [name, weights[place] ?? 0] as const);
    const none = RANK_SIGNS.map((name) => [name, 0] as const);
    return Object.fromEntries([...none, ...fitted]) as RankWeights;
  };
  return {
    whole: named(fits.whole),
    without: new Map([...fits.without].map(([fold, weights]) => [fold, named(weights)])),
  };
}

/** Only some of the signs of each sentence. */
function narrow(signs: Float64Array, columns: readonly number[]): Float64Array {
  const size = RANK_SIGNS.length;
  return Float64Array.from({ length: (signs.length / size) * columns.length }, (_, place) => {
    const sentence = Math.floor(place / columns.length);
    return signs[sentence * size + (columns[place % columns.length] ?? 0)] ?? 0;
  });
}
