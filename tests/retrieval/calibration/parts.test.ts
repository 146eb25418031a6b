import { describe, expect, test } from 'vitest';
import type { EvalCase } from '../../../src/retrieval/eval/cases.ts';
import { askingsOf, strangersOf } from '../../../src/retrieval/calibration/parts.ts';

const DOCUMENTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function casesAbout(documents: readonly string[], kind: EvalCase['kind']): EvalCase[] {
  return documents.flatMap((document) =>
    Array.from({ length: 50 }, (_, number) => ({
      question: `What does ${document} say about ${number}?`,
      language: 'en',
      kind,
      document,
      gold: [],
    })),
  );
}

const answerable = casesAbout(DOCUMENTS, 'answerable');

describe('what is asked of which library', () => {
  const askings = askingsOf(answerable, DOCUMENTS);
  const of = (kind: EvalCase['kind'], size: string) =>
    askings.filter((asking) => asking.kind === kind && asking.part.size === size);

  test('every question is asked of all documents', () => {
    expect(of('answerable', 'all')).toHaveLength(answerable.length);
  });

  test('a question is foreign where its document is missing, and only there', () => {
    for (const { asked, part, kind } of askings) {
      expect(part.documents.includes(asked.document)).toBe(kind === 'answerable');
    }
  });

  test('libraries of one document, of half and of all but one are asked of both kinds', () => {
    const sizes = (kind: EvalCase['kind']) =>
      Object.fromEntries(
        ['rest', 'some', 'one'].map((size) => [
          size,
          [...new Set(of(kind, size).map(({ part }) => part.documents.length))],
        ]),
      );
    expect(sizes('answerable')).toEqual({ rest: [], some: [4], one: [1] });
    expect(sizes('foreign')).toEqual({ rest: [7], some: [4], one: [1] });
    expect(of('foreign', 'rest')).toHaveLength(answerable.length);
    for (const kind of ['answerable', 'foreign'] as const) {
      for (const size of ['some', 'one']) {
        expect(of(kind, size).length / answerable.length).toBeCloseTo(0.4, 0.5);
      }
    }
  });

  test('is the same in every run', () => {
    expect(askingsOf(answerable, DOCUMENTS)).toEqual(askings);
  });

  test('an impossible question is asked where its document is, a foreign one of all alone', () => {
    const impossible = askingsOf(casesAbout(['a'], 'impossible'), DOCUMENTS);
    expect(new Set(impossible.map(({ kind }) => kind))).toEqual(new Set(['impossible']));
    expect(impossible.every(({ part }) => part.documents.includes('a'))).toBe(true);
    const foreign = askingsOf(casesAbout(['a'], 'foreign'), DOCUMENTS);
    expect(foreign.every(({ part }) => part.size === 'all')).toBe(true);
    expect(foreign).toHaveLength(50);
  });

  test('a single document has no libraries but the one, two have those of one', () => {
    const sizesOf = (documents: readonly string[]) => [
      ...new Set(
        askingsOf(casesAbout(documents, 'answerable'), documents).map(({ part }) => part.size),
      ),
    ];
    expect(sizesOf(['a'])).toEqual(['all']);
    expect(sizesOf(['a', 'b']).sort()).toEqual(['all', 'one']);
  });

  test('some answerable questions about other sets are strangers', () => {
    const strangers = strangersOf(answerable, ['other']);
    expect(strangers.length / answerable.length).toBeCloseTo(0.15, 1);
    expect(new Set(strangers.map(({ kind }) => kind))).toEqual(new Set(['foreign']));
    expect(strangersOf(casesAbout(['a'], 'impossible'), ['other'])).toEqual([]);
  });
});
