import type { Library, LibrarySentence } from '../index/library/library.ts';
import type { Excerpt } from './answer.ts';
import { type Fingerprint, fingerprintOf, isNearDuplicate } from './near-duplicate.ts';
import { isSentenceOf } from './neighbourhood.ts';
import { quotationOf } from './quotation.ts';
import type { ScoredSentence } from './ranking.ts';

/** Most UTF-16 code units of an excerpt; a longer best sentence is shown whole. */
const MAX_CHARS = 800;

/**
 * What 100 code units more must add to the probability that the excerpt holds the answer. Clear questions get short
 * excerpts, unclear ones long ones; the mean is about 475. Fitted on the development sets of SQuAD and XQuAD.
 */
const PROBABILITY_PER_100_CHARS = 0.008;

/** Most UTF-16 code units of an excerpt that goes on from a question into its answer. */
const ANSWERED_CHARS = 600;

/** A run of sentences that is shown, `[first, end)` in sentence positions, around the best one. */
interface Window {
  readonly first: number;
  readonly end: number;
  readonly best: ScoredSentence;
}

/**
 * The best places, best first, at most `limit`: whole sentences of one paragraph, none shown twice, nor what says the
 * same in nearly the same words.
 *
 * What a question quotes must be in the best sentence of each, where it is anywhere.
 *
 * The scores' softmax tells how probable each sentence is to answer. An excerpt is the run of sentences around the best
 * one not yet shown whose probability, less the price of its length, is highest.
 */
export function excerptsOf(
  library: Library,
  ranked: readonly ScoredSentence[],
  limit: number,
): Excerpt[] {
  const probability = softmax(ranked);
  const shown: Excerpt[] = [];
  const fingerprints: Fingerprint[] = [];
  const taken: Window[] = [];
  const isTaken = (sentence: number) =>
    taken.some(({ first, end }) => sentence >= first && sentence < end);
  const phrases = ranked[0]?.phrases ?? 0;
  for (const best of ranked) {
    if (best.phrases < phrases || shown.length === limit) break;
    if (isTaken(best.sentence)) continue;
    const left = total(
      ranked.filter(({ sentence }) => !isTaken(sentence)),
      probability,
    );
    const gain = (sentence: number) => (probability.get(sentence) ?? 0) / left;
    const window = { best, ...bestWindow(library, best.sentence, gain, isTaken) };
    taken.push(window);
    const excerpt = cite(library, window);
    const fingerprint = fingerprintOf(excerpt.text);
    if (fingerprints.some((other) => isNearDuplicate(fingerprint, other))) continue;
    fingerprints.push(fingerprint);
    shown.push(excerpt);
  }
  return shown;
}

/** Flatter than the scores themselves, so that a close second is shown as well. Fitted as the price of length is. */
const TEMPERATURE = 0.7;

function softmax(ranked: readonly ScoredSentence[]): Map<number, number> {
  const highest = Math.max(...ranked.map(({ score }) => score));
  const power = (score: number) => Math.exp(TEMPERATURE * (score - highest));
  return new Map(ranked.map(({ sentence, score }) => [sentence, power(score)]));
}

function total(ranked: readonly ScoredSentence[], probability: Map<number, number>): number {
  return ranked.reduce((sum, { sentence }) => sum + (probability.get(sentence) ?? 0), 0);
}

/** The run of sentences around one that is worth most, of its paragraph, without those that are shown already. */
function bestWindow(
  library: Library,
  position: number,
  gain: (sentence: number) => number,
  isShown: (sentence: number) => boolean,
): Pick<Window, 'first' | 'end'> {
  const best = library.sentence(position);
  const joins = (sentence: number) =>
    !isShown(sentence) && isTogether(library.sentence(sentence), best);
  const lasts = positionsFrom(library, position, 1, joins);
  let chosen = { first: position, last: position, worth: -Infinity };
  for (const first of positionsFrom(library, position, -1, joins)) {
    for (const last of lasts) {
      const chars = charsOf(library, first, last);
      if (chars > MAX_CHARS && first !== last) break;
      const worth = sum(first, last, gain) - PROBABILITY_PER_100_CHARS * (chars / 100);
      if (worth > chosen.worth) chosen = { first, last, worth };
    }
  }
  const { first, last } = chosen;
  return {
    first,
    end: 1 + (best.kind === 'question' ? intoAnswer(library, first, last, lasts) : last),
  };
}

/** A question asked in the document says little alone: what is shown goes on into its answer. */
function intoAnswer(
  library: Library,
  first: number,
  last: number,
  lasts: readonly number[],
): number {
  const fitting = lasts.filter((end) => charsOf(library, first, end) <= ANSWERED_CHARS);
  return Math.max(last, ...fitting);
}

function charsOf(library: Library, first: number, last: number): number {
  return library.sentence(last).end - library.sentence(first).start;
}

/** Of one paragraph; a question and the paragraph after it count as one. */
function isTogether(sentence: LibrarySentence, other: LibrarySentence): boolean {
  if (sentence.document !== other.document) return false;
  const [earlier, later] = sentence.start < other.start ? [sentence, other] : [other, sentence];
  const asked = earlier.kind === 'question' && later.paragraph === earlier.paragraph + 1;
  return earlier.paragraph === later.paragraph || asked;
}

/** Positions from one on in a direction, itself included, as far as they join. */
function positionsFrom(
  library: Library,
  position: number,
  step: -1 | 1,
  joins: (sentence: number) => boolean,
): number[] {
  const positions = [position];
  const { document } = library.sentence(position);
  const exists = (next: number) => isSentenceOf(library, document, next);
  for (let next = position + step; exists(next) && joins(next); next += step) positions.push(next);
  return positions;
}

function sum(first: number, last: number, gain: (sentence: number) => number): number {
  let total = 0;
  for (let sentence = first; sentence <= last; sentence += 1) total += gain(sentence);
  return total;
}

function cite(library: Library, { first, end, best }: Window): Excerpt {
  const { similarity } = best;
  return { ...quotationOf(library, { first, end, marked: best.sentence }), similarity };
}
