import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import type { Library, UseLibrary } from '../../../src/index/library/library.ts';
import { decodeTokens } from '../../../src/index/library/token-bytes.ts';
import { termsOf } from '../../../src/index/library/words.ts';
import type { PlaceMark } from '../../../src/index/place.ts';
import { toyDocument, toyDocuments } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';

/** Builds a library of documents, with the toy embedder, and opens it. */
export type BuildAndOpen = (documents: readonly Document[]) => Promise<UseLibrary>;

const embedder = toyEmbedder();

/** What every library promises, wherever it lies. */
export function describeLibrary(name: string, built: BuildAndOpen): void {
  describe(`${name} as a library`, () => {
    test('holds every document with its texts, sections and sentences, exactly', async () => {
      const documents = [
        ...toyDocuments(5),
        toyDocument(
          'strange.txt',
          'Half a pair \ud800 stays. So does 🙂 and עברית.\n\u0000 and \uFFFD, too.',
        ),
      ];
      const use = await built(documents);
      await use(async (library) => {
        expect(library.documents.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
        await library.fetch({ documents: [...documents.keys()] });
        documents.forEach((document, position) => {
          const whole = { start: 0, end: document.text.length };
          expect(library.text(position, whole)).toBe(document.text);
          expect(library.documents[position]?.sections).toEqual(document.sections);
          expect(sentencesOf(library, position)).toEqual(
            document.sentences.map(({ start, end }) => document.text.slice(start, end)),
          );
        });
      });
    });

    test('tells where a sentence stands', async () => {
      const text = '# Rivers\nWhere is the Rhine?\nIt is in Europe. It is long.';
      const use = await built([toyDocument('a.txt', text)]);
      await use(async (library) => {
        await library.fetch({ documents: [0] });
        expect(library.sentence(3)).toMatchObject({
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
        await library.fetch({ passages: [2] });
        expect(library.passage(2).places).toEqual([
          { document: 0, firstSentence: 2, endSentence: 4, question: { start: 1, end: 2 } },
        ]);
      });
    });

    test('tells the message that a sentence begins in', async () => {
      const text = 'First said. Second said.';
      const marks: PlaceMark[] = [
        { kind: 'message', start: 0, clockSeconds: 60, author: 'Ann', link: 'https://t.me/c/1/7' },
        { kind: 'message', start: 12, clockSeconds: 120, author: 'Bob', link: undefined },
      ];
      const use = await built([{ ...toyDocument('chat.json', text), marks }]);
      await use(async (library) => {
        await library.fetch({ documents: [0] });
        expect(library.place(0, 0)).toMatchObject({ author: 'Ann', link: 'https://t.me/c/1/7' });
        expect(library.place(0, 12)).toMatchObject({ author: 'Bob', clockSeconds: 120 });
      });
    });

    test('finds passages by vectors of questions, passages and sentences alike', async () => {
      const use = await built(toyDocuments(30));
      await use(async (library) => {
        for (const town of [0, 7, 29]) {
          const question = `The mayor of town${town} is person${town}.`;
          const { vector } = await embedder.embedQuestion(question);
          const [nearest] = await library.nearest(vector, 5);
          expect(await textOf(library, nearest?.passage ?? -1)).toContain(`person${town}.`);
        }
      });
    });

    test('gives as many different passages as asked for, closest first', async () => {
      const use = await built(toyDocuments(30));
      const { vector } = await embedder.embedQuestion('harbour and mayor');
      await use(async (library) => {
        const nearest = await library.nearest(vector, 50);
        expect(new Set(nearest.map(({ passage }) => passage)).size).toBe(50);
        const similarities = nearest.map(({ similarity }) => similarity);
        expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
        expect(await library.nearest(vector, 100_000)).toHaveLength(library.passageCount);
        expect(await library.nearest(vector, 0)).toEqual([]);
      });
    });

    test('finds passages by words, in text, headings, titles and questions', async () => {
      const use = await built(toyDocuments(10));
      await use(async (library) => {
        const found = async (question: string) => {
          const matches = await library.findWords({ terms: termsOf(question, 'en'), limit: 3 });
          return await Promise.all(matches.map(({ passage }) => textOf(library, passage)));
        };
        expect((await found('grain of number4'))[0]).toContain('number4');
        expect((await found('who rules town3'))[0]).toMatch(/town3/);
        expect((await found('chapters')).length).toBe(3);
        expect(await library.findWords({ terms: ['zebra'], limit: 3 })).toEqual([]);
        expect(await library.findWords({ terms: [], limit: 3 })).toEqual([]);
      });
    });

    test('says which terms matched, scores by BM25+ and counts passages of a term', async () => {
      const use = await built(toyDocuments(10));
      await use(async (library) => {
        const terms = ['mayor', 'person2', 'zebra', 'mayor'];
        const [best, next] = await library.findWords({ terms, limit: 10 });
        expect(best?.terms.toSorted()).toEqual(['mayor', 'person2']);
        expect(best?.bm25).toBeCloseTo(7.4075, 3);
        expect(next?.bm25).toBeCloseTo(2.2925, 3);
        const counts = await library.passagesWith(['mayor', 'zebra']);
        expect([...counts]).toEqual([
          ['mayor', 10],
          ['zebra', 0],
        ]);
      });
    });

    test('knows words that are written alike, with the spelling that stands there most', async () => {
      const text = 'Der Bürgermeister regiert. Bürgermeister wählt man. Der burgermeister.';
      const use = await built([toyDocument('a.txt', text)]);
      await use(async (library) => {
        expect(await library.wordsLike('bürgemeister', 2)).toEqual([
          { word: 'burgermeister', edits: 1, count: 3 },
        ]);
        expect(await library.wordsLike('kaiser', 2)).toEqual([]);
      });
    });

    test('keeps unit vectors for every passage and sentence', async () => {
      const use = await built(toyDocuments(5));
      await use(async (library) => {
        const passages = await everyPassage(library);
        const sentences = passages.flatMap((passage) => sentencesIn(library, passage));
        const lengths = [
          ...passages.map((passage) => library.passageVector(passage)),
          ...library.sentenceVectors(sentences),
        ].map((vector) => Math.hypot(...vector));
        for (const length of lengths) expect(length).toBeCloseTo(1, 5);
      });
    });

    test('keeps the token vectors of every sentence', async () => {
      const use = await built(toyDocuments(3));
      await use(async (library) => {
        const passages = await everyPassage(library);
        const sentences = passages.flatMap((passage) => sentencesIn(library, passage));
        await library.fetch({ tokensOf: sentences });
        for (const { packed } of library.sentenceTokens(sentences)) {
          const { dimensions } = embedder.model;
          const { alone, inPassage } = decodeTokens(packed, dimensions);
          for (const { values, scales } of [alone, inPassage]) {
            expect(scales).toHaveLength(values.length / dimensions);
            const length = Math.hypot(...values.subarray(0, dimensions));
            expect(length * (scales[0] ?? 0)).toBeCloseTo(1, 5);
          }
        }
      });
    });

    test('refuses positions that it does not have', async () => {
      const use = await built(toyDocuments(1));
      await use(async (library) => {
        await everyPassage(library);
        for (const position of [-1, 10_000, 0.5, Number.NaN]) {
          expect(() => library.passage(position)).toThrow(RangeError);
          expect(() => library.sentence(position)).toThrow(RangeError);
          expect(() => library.passageVector(position)).toThrow(RangeError);
          expect(() => library.sentenceTokens([position])).toThrow(RangeError);
          expect(() => library.text(position, { start: 0, end: 1 })).toThrow(RangeError);
        }
      });
    });

    test('keeps a passage of several places once, and finds it by the title of each', async () => {
      const use = await built([
        toyDocument('a.txt', 'Same words.', 'Walrus'),
        toyDocument('b.txt', 'Same words.', 'Pelican'),
      ]);
      await use(async (library) => {
        expect(library.passageCount).toBe(1);
        const [found] = await library.findWords({ terms: ['pelican'], limit: 1 });
        const passage = found?.passage ?? -1;
        await library.fetch({ passages: [passage] });
        expect(library.passage(passage).places.map(({ document }) => document)).toEqual([0, 1]);
      });
    });

    test('has two passages where the same words answer two questions', async () => {
      const text = 'Is it free?\nYes it is.\nIs it open?\nYes it is.';
      const use = await built([toyDocument('faq.txt', text)]);
      expect(await use(async (library) => library.passageCount)).toBe(4);
    });

    test('holds nothing where there are no documents', async () => {
      const use = await built([]);
      await use(async (library) => {
        expect(library.documents).toEqual([]);
        expect(await library.nearest(new Float32Array(64).fill(1 / 8), 3)).toEqual([]);
        expect(await library.findWords({ terms: ['river'], limit: 3 })).toEqual([]);
        expect(await library.wordsLike('river', 1)).toEqual([]);
      });
    });
  });
}

function sentencesOf(library: Library, document: number): string[] {
  const { firstSentence = 0, endSentence = 0 } = library.documents[document] ?? {};
  return Array.from({ length: endSentence - firstSentence }, (_, at) =>
    library.text(document, library.sentence(firstSentence + at)),
  );
}

/** All passages, fetched. */
async function everyPassage(library: Library): Promise<number[]> {
  const near = await library.nearest(new Float32Array(64).fill(1 / 8), library.passageCount);
  const passages = near.map(({ passage }) => passage);
  await library.fetch({ passages });
  return passages;
}

function sentencesIn(library: Library, passage: number): number[] {
  return library
    .passage(passage)
    .places.flatMap(({ firstSentence, endSentence }) =>
      Array.from({ length: endSentence - firstSentence }, (_, at) => firstSentence + at),
    );
}

async function textOf(library: Library, passage: number): Promise<string> {
  await library.fetch({ passages: [passage] });
  const [place] = library.passage(passage).places;
  if (place === undefined) return '';
  const first = library.sentence(place.firstSentence);
  const last = library.sentence(place.endSentence - 1);
  return library.text(place.document, { start: first.start, end: last.end });
}
