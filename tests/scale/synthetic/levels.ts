import { dot } from '../../../src/index/library/dot.ts';
import type { Base } from './base.ts';
import { type Shift, meanOf, minus, spreadOf, times } from './shift.ts';

/** A document, or a passage, as the vectors of sentences have it, and as those of passages have it. */
export interface Subject {
  readonly sentence: Shift;
  readonly passage: Shift;
}

/**
 * Real vectors taken apart. A sentence's is the mean of all, and what its document, its passage and itself differ by; a
 * passage's own likewise. Of each level there is what real ones differ by, to mix others of.
 */
export interface Levels {
  readonly mean: Subject;
  /** How passages differ from the mean: what documents may be about. */
  readonly subjects: readonly Subject[];
  /** How far documents are from the mean, the long ones counting more. */
  readonly documentSpread: { readonly sentence: number; readonly passage: number };
  /** How passages differ from their document, as their sentences tell. */
  readonly passages: readonly Shift[];
  /** How sentences differ from their passage. */
  readonly sentences: readonly Shift[];
  /** How much a passage's own vector goes with what its sentences differ by from their document. */
  readonly follows: number;
  /** How passages' own vectors differ beside that. */
  readonly own: readonly Shift[];
}

/** @param base of several documents, or all that is made of it is about one subject */
export function levelsOf(base: Base): Levels {
  const parts = partsOf(base);
  const mean = subjectOf(parts);
  const ids = new Set(parts.map(({ document }) => document));
  const means = new Map(
    [...ids].map((id) => [id, subjectOf(parts.filter(({ document }) => document === id))]),
  );
  const documentOf = (part: Part) => means.get(part.document) ?? mean;
  const inDocument = parts.map((part) => less(part.subject, documentOf(part)));
  const documents = parts.map((part) => less(documentOf(part), mean));
  const sentences = parts.flatMap(residualsOf);
  const follows = slopeOf(inDocument);
  return {
    mean,
    subjects: parts.map(({ subject }) => less(subject, mean)),
    documentSpread: {
      sentence: spreadOf(documents.map(({ sentence }) => sentence)),
      passage: spreadOf(documents.map(({ passage }) => passage)),
    },
    passages: withoutChance(inDocument, sentences, parts),
    sentences,
    follows,
    own: inDocument.map(({ sentence, passage }) => minus(passage, times(follows, sentence))),
  };
}

interface Part {
  readonly document: string;
  readonly sentences: readonly Shift[];
  /** The mean of its sentences, and its own vector. */
  readonly subject: Subject;
}

function partsOf(base: Base): readonly Part[] {
  return base.documents.flatMap((document) =>
    document.passages.map((passage) => {
      const vectors = base.vectorsOf(document, passage);
      const sentences = vectors.sentences.map(({ vector }) => vector);
      const subject = { sentence: someMean(sentences), passage: vectors.passage };
      return { document: document.id, sentences, subject };
    }),
  );
}

function subjectOf(parts: readonly Part[]): Subject {
  return {
    sentence: someMean(parts.flatMap(({ sentences }) => sentences)),
    passage: someMean(parts.map(({ subject }) => subject.passage)),
  };
}

function someMean(shifts: readonly Shift[]): Shift {
  const mean = meanOf(shifts);
  if (mean === undefined) throw new RangeError('Nothing to take the mean of');
  return mean;
}

function less(one: Subject, other: Subject): Subject {
  return {
    sentence: minus(one.sentence, other.sentence),
    passage: minus(one.passage, other.passage),
  };
}

/** Sentences draw their own mean towards themselves, few of them more than many: what they differ by is made as much longer. */
function residualsOf({ sentences, subject }: Part): readonly Shift[] {
  const count = sentences.length;
  if (count < 2) return [];
  const longer = Math.sqrt(count / (count - 1));
  return sentences.map((sentence) => times(longer, minus(sentence, subject.sentence)));
}

/** Means of few sentences differ by chance, too: shorter by as much, since sentences bring that along. */
function withoutChance(
  inDocument: readonly Subject[],
  sentences: readonly Shift[],
  parts: readonly Part[],
): readonly Shift[] {
  const passages = inDocument.map(({ sentence }) => sentence);
  const squares = spreadOf(passages) ** 2;
  const perPassage = parts.map((part) => spreadOf(sentences) ** 2 / part.sentences.length);
  const chance = perPassage.reduce((sum, square) => sum + square, 0) / parts.length;
  const share = Math.sqrt(Math.max(0, squares - chance) / (squares || 1));
  return passages.map((passage) => times(share, passage));
}

/** By least squares. */
function slopeOf(subjects: readonly Subject[]): number {
  const sum = (of: (subject: Subject) => number) =>
    subjects.reduce((total, subject) => total + of(subject), 0);
  const squares = sum(({ sentence }) => dot(sentence, sentence));
  return sum(({ sentence, passage }) => dot(sentence, passage)) / (squares || 1);
}
