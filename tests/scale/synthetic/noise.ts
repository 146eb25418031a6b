import type {
  PassageVectors,
  SentenceVectors,
  Vector,
} from '../../../src/index/embedding/embedder.ts';
import { type Base, numberFrom } from './base.ts';

/*
 * A volume of a synthetic library holds the base's documents again, each vector moved. Noise that is the same in all
 * directions would make vectors that no text has; so what is added to a vector are parts of other real ones. A document
 * of a volume moves as a whole, as if it were about something else; a passage with its sentences moves in it; a sentence
 * moves a little by itself. The squares of the shares are 1 together, so that vectors keep their distance to the mean.
 */
const KEPT = 0.8;
const BY_DOCUMENT = 0.4;
const BY_PASSAGE = 0.35;
const BY_SENTENCE = Math.sqrt(1 - KEPT ** 2 - BY_DOCUMENT ** 2 - BY_PASSAGE ** 2);

/** One sentence in so many is the same in all volumes: a heading, a formula, a footer. */
const BOILERPLATE = 50;

export interface Moved {
  readonly volume: number;
  /** Of the base. */
  readonly documentId: string;
  /** Its number in the document. */
  readonly passage: number;
}

/** @returns the vectors of a passage of the base as they are in a volume; volume 0 is the base */
export function movedVectors(base: Base, vectors: PassageVectors, moved: Moved): PassageVectors {
  const { volume, documentId, passage } = moved;
  if (volume === 0) return vectors;
  const by = (...name: readonly (string | number)[]) => base.anyVector(numberFrom(volume, ...name));
  const shifts: Shift[] = [
    [BY_DOCUMENT, by(documentId)],
    [BY_PASSAGE, by(documentId, passage)],
  ];
  const sentence = ({ vector, tokens }: SentenceVectors, at: number): SentenceVectors => {
    if (numberFrom(documentId, passage, at) % BOILERPLATE === 0) return { vector, tokens };
    const own: Shift = [BY_SENTENCE, by(documentId, passage, at)];
    return { vector: shifted(vector, base.mean, [...shifts, own]), tokens };
  };
  const whole: Shift = [BY_SENTENCE, by(documentId, passage, 'whole')];
  return {
    passage: shifted(vectors.passage, base.mean, [...shifts, whole]),
    sentences: vectors.sentences.map(sentence),
  };
}

/** How much of which vector is added. */
type Shift = readonly [share: number, by: Vector];

function shifted(vector: Vector, mean: Vector, shifts: readonly Shift[]): Vector {
  const sum = vector.map((number, place) => {
    const centre = mean[place] ?? 0;
    return shifts.reduce(
      (moved, [share, by]) => moved + share * ((by[place] ?? 0) - centre),
      centre + KEPT * (number - centre),
    );
  });
  const length = Math.sqrt(sum.reduce((squares, number) => squares + number * number, 0));
  return sum.map((number) => number / length);
}
