import { at, lowestPoint, type Surroundings } from './newton.ts';

/** Sentences among which the right ones are to come first. */
export interface Listing {
  /** One sentence after the other, as many signs each as the fit has. */
  readonly signs: Float64Array;
  /** For each sentence, 1 where it is right. */
  readonly right: Uint8Array;
  /** Above 0; only proportions matter. */
  readonly weight: number;
}

/**
 * How strongly weights of signs, by their deviation, are drawn to 0, against one for each listing. Signs that are nearly the
 * same would else have large weights of opposite kinds, which find nothing more.
 */
const RIDGE = 15;

/**
 * Weights by which the right sentence of each listing is most probable, probability being the softmax of the weighted sums:
 * conditional logistic regression. Listings without a right sentence, or with no other, teach nothing and are left out.
 *
 * @param start where to begin: a fit of nearly the same listings is soon found from theirs
 * @throws RangeError when no listing teaches anything
 */
export function fitSoftmax(listings: readonly Listing[], start: Float64Array): Float64Array {
  const useful = listings.filter(({ right }) => right.includes(1) && right.includes(0));
  if (useful.length === 0) throw new RangeError('No listing has right sentences and others');
  const size = start.length;
  const deviations = deviationsOf(useful, size);
  const total = useful.reduce((sum, { weight }) => sum + weight, 0);
  const scaled = useful.map(({ signs, right, weight }) => ({
    signs: signs.map((value, place) => value / at(deviations, place % size)),
    right,
    weight: (weight * useful.length) / total,
  }));
  const point = lowestPoint(
    (weights) => penalisedLoss(scaled, weights),
    start.map((weight, sign) => weight * at(deviations, sign)),
  );
  return point.map((weight, sign) => weight / at(deviations, sign));
}

/** Of each sign over all sentences of all listings. */
function deviationsOf(listings: readonly Listing[], size: number): Float64Array {
  const count = listings.reduce((sum, { right }) => sum + right.length, 0);
  return Float64Array.from({ length: size }, (_, sign) => {
    let sum = 0;
    let squares = 0;
    for (const { signs } of listings) {
      for (let place = sign; place < signs.length; place += size) {
        sum += at(signs, place);
        squares += at(signs, place) ** 2;
      }
    }
    const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
    return deviation > 1e-12 ? deviation : 1;
  });
}

function penalisedLoss(listings: readonly Listing[], weights: Float64Array): Surroundings {
  const size = weights.length;
  const gradient = weights.map((weight) => RIDGE * weight);
  const hessian = new Float64Array(size * size);
  let value = 0;
  for (let sign = 0; sign < size; sign += 1) {
    value += (RIDGE * at(weights, sign) ** 2) / 2;
    hessian[sign * size + sign] = RIDGE;
  }
  for (const { signs, right, weight } of listings) {
    const scores = scoresOf(signs, weights);
    const all = sharesOf(scores);
    const wanted = sharesOf(scores.map((score, place) => (right[place] ? score : -Infinity)));
    value += weight * (all.logSum - wanted.logSum);
    const mean = meanOf(signs, all.shares, size);
    const wantedMean = meanOf(signs, wanted.shares, size);
    for (let sign = 0; sign < size; sign += 1) {
      gradient[sign] = at(gradient, sign) + weight * (at(mean, sign) - at(wantedMean, sign));
    }
    // The curvature of the first term alone: above the true one where several sentences are right, so that steps stay safe.
    addCovariance(hessian, signs, { shares: all.shares, mean, weight });
  }
  mirror(hessian, size);
  return { value, gradient, hessian };
}

function scoresOf(signs: Float64Array, weights: Float64Array): Float64Array {
  const scores = new Float64Array(signs.length / weights.length);
  for (let place = 0; place < signs.length; place += 1) {
    const sentence = Math.floor(place / weights.length);
    scores[sentence] =
      at(scores, sentence) + at(signs, place) * at(weights, place % weights.length);
  }
  return scores;
}

/** The softmax of scores, and the logarithm of the sum of `e^score`. */
function sharesOf(scores: Float64Array): { shares: Float64Array; logSum: number } {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return { shares: powers.map((power) => power / sum), logSum: highest + Math.log(sum) };
}

function meanOf(signs: Float64Array, shares: Float64Array, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let place = 0; place < signs.length; place += 1) {
    const sign = place % size;
    mean[sign] = at(mean, sign) + at(shares, Math.floor(place / size)) * at(signs, place);
  }
  return mean;
}

/** A share of the probability that changes no weight. */
const NEGLIGIBLE = 1e-9;

/** Adds to the lower half. */
function addCovariance(
  sum: Float64Array,
  signs: Float64Array,
  spread: { shares: Float64Array; mean: Float64Array; weight: number },
): void {
  const { shares, mean, weight } = spread;
  const size = mean.length;
  const apart = new Float64Array(size);
  for (const [sentence, share] of shares.entries()) {
    if (share < NEGLIGIBLE) continue;
    for (let sign = 0; sign < size; sign += 1) {
      apart[sign] = at(signs, sentence * size + sign) - at(mean, sign);
      for (let other = 0; other <= sign; other += 1) {
        const more = weight * share * at(apart, sign) * at(apart, other);
        const place = sign * size + other;
        sum[place] = at(sum, place) + more;
      }
    }
  }
}

/** Copies the lower half of a matrix into the upper one. */
function mirror(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      matrix[column * size + row] = at(matrix, row * size + column);
    }
  }
}
