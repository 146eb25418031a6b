import type { PassageVectors, Vector } from '../../../src/index/embedding/embedder.ts';
import { dot } from '../../../src/index/library/dot.ts';
import { seeded } from '../../seeded.ts';
import { numberFrom } from './base.ts';
import type { Levels, Subject } from './levels.ts';
import { type Shift, addTo, toUnit } from './shift.ts';

/*
 * A volume of a synthetic library holds the base's documents again, about something else and saying something else: the
 * texts of a large library differ, and so do their vectors. Noise that is the same in all directions would make vectors
 * that no text has; so each level (document, passage, sentence) is mixed anew of what real ones differ by, as far from
 * each other as real ones are, and nothing of a base's sentence comes back in another volume. How like real vectors they
 * are: tests/scale/SWEEP.md.
 */

/** Real passages that a document's subject is mixed of. */
const SUBJECTS = 12;

/** One sentence in so many is the same in all volumes: a heading, a formula, a footer. */
const BOILERPLATE = 50;

/** A passage of a volume. */
export interface VolumePassage {
  readonly volume: number;
  /** Of the base. */
  readonly documentId: string;
  /** Its number in the document. */
  readonly passage: number;
}

/** @returns the vectors of a passage of a volume that are as many as those of the base's; volume 0 is the base */
export function variedVectors(
  levels: Levels,
  vectors: PassageVectors,
  { volume, documentId, passage }: VolumePassage,
): PassageVectors {
  if (volume === 0) return vectors;
  const document = documentIn(levels, seeded(numberFrom(volume, documentId)));
  const random = seeded(numberFrom(volume, documentId, passage));
  const about = mixOf(levels.passages, random);
  const inMean = about.slice();
  const sentences = vectors.sentences.map(({ vector, tokens }, at) => {
    const itself = mixOf(levels.sentences, random);
    addTo(inMean, 1 / vectors.sentences.length, itself);
    if (numberFrom(documentId, passage, at) % BOILERPLATE === 0) return { vector, tokens };
    return { vector: sumOf(levels.mean.sentence, document.sentence, about, itself), tokens };
  });
  const own = mixOf(levels.own, random);
  addTo(own, levels.follows, inMean);
  return { passage: sumOf(levels.mean.passage, document.passage, own), sentences };
}

/** What a document is about: as far from the mean as real ones. */
function documentIn({ subjects, documentSpread }: Levels, random: () => number): Subject {
  const shares = Array.from({ length: SUBJECTS }, () => {
    const subject = oneOf(subjects, random);
    return { subject, share: random() - random() };
  });
  const mixed = (side: keyof Subject): Shift => {
    const sum = new Float32Array(subjects[0]?.[side].length ?? 0);
    for (const { subject, share } of shares) addTo(sum, share, subject[side]);
    const length = Math.sqrt(dot(sum, sum)) || 1;
    return sum.map((number) => (number * documentSpread[side]) / length);
  };
  return { sentence: mixed('sentence'), passage: mixed('passage') };
}

/** Of two real ones, so that it is as long as they are: their directions have little in common. */
function mixOf(shifts: readonly Shift[], random: () => number): Shift {
  const angle = (random() * Math.PI) / 2;
  const one = oneOf(shifts, random);
  const mix = new Float32Array(one.length);
  addTo(mix, Math.cos(angle), one);
  addTo(mix, Math.sin(angle), oneOf(shifts, random));
  return mix;
}

function oneOf<One>(some: readonly One[], random: () => number): One {
  const one = some[Math.floor(random() * some.length)];
  if (one === undefined) throw new RangeError('Nothing to choose from');
  return one;
}

function sumOf(mean: Shift, ...shifts: readonly Shift[]): Vector {
  const sum = mean.slice();
  for (const shift of shifts) addTo(sum, 1, shift);
  return toUnit(sum);
}
