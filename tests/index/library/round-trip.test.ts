import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import type { BuildProgress } from '../../../src/index/library/build-library.ts';
import type { Library } from '../../../src/index/library/library.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { decodeTokens } from '../../../src/index/library/token-bytes.ts';
import { termsOf } from '../../../src/index/library/words.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument, toyDocuments } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { SETTINGS, publishToyLibrary } from './toy-library.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

const embedder = toyEmbedder();
const expected = { model: embedder.model, settings: SETTINGS };

describe('a library that was built and opened again', () => {
  test('holds every document with its texts, sections and sentences, exactly', async () => {
    const documents = [
      ...toyDocuments(5),
      toyDocument(
        'strange.txt',
        'Half a pair \ud800 stays. So does 🙂 and עברית.\n\u0000 and \uFFFD, too.',
      ),
    ];
    const library = await builtAndOpened(documents);
    expect(library.documents.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
    documents.forEach((document, position) => {
      expect(library.text(position, { start: 0, end: document.text.length })).toBe(document.text);
      expect(library.documents[position]?.sections).toEqual(document.sections);
      expect(sentencesOf(library, position)).toEqual(
        document.sentences.map(({ start, end }) => document.text.slice(start, end)),
      );
    });
  });

  test('tells where a sentence stands', async () => {
    const document = toyDocument(
      'a.txt',
      '# Rivers\nWhere is the Rhine?\nIt is in Europe. It is long.',
    );
    const library = await builtAndOpened([document]);
    expect(library.sentence(3)).toEqual({
      document: 0,
      start: 46,
      end: 57,
      tokens: 3,
      section: 1,
      paragraph: 2,
      paragraphNumber: 2,
      kind: 'text',
    });
    expect(library.sentence(0).kind).toBe('heading');
    expect(library.sentence(1).kind).toBe('question');
    expect(library.passage(2).places).toEqual([
      { document: 0, firstSentence: 2, endSentence: 4, question: { start: 1, end: 2 } },
    ]);
  });

  test('finds passages by vectors of questions, passages and sentences alike', async () => {
    const library = await builtAndOpened(toyDocuments(30));
    for (const town of [0, 7, 29]) {
      const { vector } = await embedder.embedQuestion(`The mayor of town${town} is person${town}.`);
      const [nearest] = await library.nearest(vector, 5);
      expect(textOf(library, nearest?.passage ?? -1)).toContain(`person${town}.`);
    }
  });

  test('gives as many different passages as asked for, closest first', async () => {
    const library = await builtAndOpened(toyDocuments(30));
    const { vector } = await embedder.embedQuestion('harbour and mayor');
    const nearest = await library.nearest(vector, 50);
    expect(new Set(nearest.map(({ passage }) => passage)).size).toBe(50);
    const similarities = nearest.map(({ similarity }) => similarity);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    expect(await library.nearest(vector, 100_000)).toHaveLength(library.passageCount);
    expect(await library.nearest(vector, 0)).toEqual([]);
  });

  test('finds passages by words, in text, headings, titles and questions', async () => {
    const library = await builtAndOpened(toyDocuments(10));
    const found = async (question: string) =>
      (await library.findWords({ terms: termsOf(question, 'en'), limit: 3 })).map(({ passage }) =>
        textOf(library, passage),
      );
    expect((await found('grain of number4'))[0]).toContain('number4');
    expect((await found('who rules town3'))[0]).toMatch(/town3/);
    expect((await found('chapters')).length).toBe(3);
    expect(await library.findWords({ terms: ['zebra'], limit: 3 })).toEqual([]);
    expect(await library.findWords({ terms: [], limit: 3 })).toEqual([]);
  });

  test('says which terms matched, scores above 0 and counts passages of a term', async () => {
    const library = await builtAndOpened(toyDocuments(10));
    const terms = ['mayor', 'person2', 'zebra', 'mayor'];
    const [best, next] = await library.findWords({ terms, limit: 10 });
    expect(best?.terms.toSorted()).toEqual(['mayor', 'person2']);
    expect(best?.bm25).toBeGreaterThan(next?.bm25 ?? Infinity);
    expect(next?.bm25).toBeGreaterThan(0);
    const counts = await library.passagesWith(['mayor', 'zebra']);
    expect([...counts]).toEqual([
      ['mayor', 10],
      ['zebra', 0],
    ]);
  });

  test('keeps unit vectors for every passage and sentence', async () => {
    const library = await builtAndOpened(toyDocuments(5));
    const lengths = [
      ...Array.from({ length: library.passageCount }, (_, at) => library.passageVector(at)),
      ...Array.from({ length: library.sentenceCount }, (_, at) => library.sentenceVector(at)),
    ].map((vector) => Math.hypot(...vector));
    for (const length of lengths) expect(length).toBeCloseTo(1, 5);
  });

  test('keeps the token vectors of every sentence', async () => {
    const documents = toyDocuments(3);
    const library = await builtAndOpened(documents);
    const { alone, inPassage } = decodeTokens(
      library.sentenceTokens(1).packed,
      library.model.dimensions,
    );
    for (const { values, scales } of [alone, inPassage]) {
      expect(scales).toHaveLength(8);
      expect(values).toHaveLength(8 * embedder.model.dimensions);
      for (const [token, scale] of scales.entries()) {
        const start = token * embedder.model.dimensions;
        const length = Math.hypot(...values.subarray(start, start + embedder.model.dimensions));
        expect(length * scale).toBeCloseTo(1, 5);
      }
    }
  });

  test('refuses positions that it does not have', async () => {
    const library = await builtAndOpened(toyDocuments(1));
    for (const position of [-1, 10_000, 0.5, Number.NaN]) {
      expect(() => library.passage(position)).toThrow(RangeError);
      expect(() => library.sentence(position)).toThrow(RangeError);
      expect(() => library.passageVector(position)).toThrow(RangeError);
      expect(() => library.sentenceTokens(position)).toThrow(RangeError);
      expect(() => library.text(position, { start: 0, end: 1 })).toThrow(RangeError);
    }
  });
});

describe('a passage that stands in several places', () => {
  test('is stored and embedded once, with all its places', async () => {
    const own = toyEmbedder();
    const folder = await temporaryFolder();
    const text = 'All rights reserved. Printed in the same shop.';
    const documents = ['a.txt', 'b.txt', 'c.txt'].map((id) => toyDocument(id, text));
    const { library, manifest } = await publishToyLibrary(folder, documents, { embedder: own });
    expect(own.seen).toHaveLength(1);
    expect(library.passageCount).toBe(1);
    expect(library.passage(0).places.map(({ document }) => document)).toEqual([0, 1, 2]);
    expect(manifest.counts).toMatchObject({ passages: 1, places: 3, sentences: 6, vectors: 3 });
    expect(library.sentenceVector(4)).toEqual(library.sentenceVector(0));
  });

  test('is two passages where it answers two questions', async () => {
    const text = 'Is it free?\nYes it is.\nIs it open?\nYes it is.';
    const library = await builtAndOpened([toyDocument('faq.txt', text)]);
    expect(library.passageCount).toBe(4);
  });

  test('is found by the title of each place', async () => {
    const library = await builtAndOpened([
      toyDocument('a.txt', 'Same words.', 'Walrus'),
      toyDocument('b.txt', 'Same words.', 'Pelican'),
    ]);
    expect(await library.findWords({ terms: ['pelican'], limit: 1 })).toHaveLength(1);
  });
});

describe('a build', () => {
  test('tells how far it is, each phase to its end', async () => {
    const progress: BuildProgress[] = [];
    await publishToyLibrary(await temporaryFolder(), toyDocuments(4), {
      onProgress: (step) => progress.push(step),
    });
    const phases = [...new Set(progress.map(({ phase }) => phase))];
    expect(phases).toEqual(['read', 'embed', 'graph', 'words', 'publish']);
    for (const phase of ['embed', 'graph', 'words'] as const) {
      const last = progress.findLast((step) => step.phase === phase);
      expect(last?.done).toBe(last?.total);
    }
  });

  test('measures its graph and says so in the manifest', async () => {
    const { manifest } = await publishToyLibrary(await temporaryFolder(), toyDocuments(60));
    expect(manifest.graph.recallAt10).toBeGreaterThanOrEqual(0.99);
    expect(manifest.graph.sampled).toBe(100);
  });

  test('leaves no unfinished folder, and three builds at most', async () => {
    const folder = await temporaryFolder();
    for (let build = 0; build < 5; build += 1) {
      await publishToyLibrary(folder, toyDocuments(1));
    }
    const builds = await readdir(path.join(folder, 'builds'));
    expect(builds).toHaveLength(3);
    expect(builds).toContain((await readFile(path.join(folder, 'current'), 'utf8')).trim());
  });
});

async function builtAndOpened(documents: readonly Document[]): Promise<Library> {
  const folder = await temporaryFolder();
  await publishToyLibrary(folder, documents, { embedder });
  const opened = await openLibrary(folder, expected);
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened.library;
}

function sentencesOf(library: Library, document: number): string[] {
  const { firstSentence, endSentence } = library.documents[document] ?? {
    firstSentence: 0,
    endSentence: 0,
  };
  return Array.from({ length: endSentence - firstSentence }, (_, at) =>
    library.text(document, library.sentence(firstSentence + at)),
  );
}

function textOf(library: Library, passage: number): string {
  const [place] = library.passage(passage).places;
  if (place === undefined) return '';
  const first = library.sentence(place.firstSentence);
  const last = library.sentence(place.endSentence - 1);
  return library.text(place.document, { start: first.start, end: last.end });
}
