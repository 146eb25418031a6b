import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Passage } from '../../../src/index/documents/document.ts';
import { isBlank } from '../../../src/index/documents/lines.ts';
import type { PassageSize } from '../../../src/index/documents/passages.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import type { Span } from '../../../src/index/span.ts';
import { toyMeasure } from './toy-measure.ts';

/** Pieces that texts are made of: scripts, marks, joined emoji, half characters, odd white space, markup. */
const PIECES = [
  'The cat sat. ',
  'Why not? ',
  'Dr. J. R. R. Smith of the U.S. Army paid $3.50, e.g. twice. ',
  'No!',
  'yes… ',
  '"Go." ',
  '(see Fig. 3) ',
  'Это предложение. ',
  'Да? ',
  'и т.д. ',
  'Մի՞թե։ ',
  'هل هذا نص؟ ',
  'نعم. ',
  'שלום עולם. ',
  'यह है। ',
  '這是一句話。',
  '什麼？',
  '「好！」',
  '日本語です。',
  'สวัสดีครับวันนี้อากาศดี ',
  'កខគ',
  'ลำ',
  '한국어 문장입니다. ',
  '각',
  '\u1100\u1161\u11a8',
  '👨‍👩‍👧‍👦',
  '🇦🇲',
  '🇷',
  '👍🏽',
  '.👍🏽',
  '\u{1f3fd}',
  'e\u0301',
  ' \u0301',
  '\u0301\u0302',
  '\u200d',
  '\ufe0f',
  '\u0600',
  'क्षि',
  'क्\u200dष',
  '\u{10400}',
  '\ud800',
  '\udc00',
  '\ufffd',
  '\0',
  '\u200b',
  '\u00ad',
  '\ufeff',
  ' ',
  '  ',
  '\t',
  '\u00a0',
  '\u3000',
  '\u2028',
  '\u2029',
  '\f',
  '\n',
  '\n\n',
  '\n \n',
  '\n\n\n',
  '\n\u0301',
  '\r',
  '- ',
  '1. ',
  '# Heading\n',
  'Title\n===\n',
  '```\n',
  '— Is it? ',
  '— It is. ',
  'Q: ',
  '[1]',
  '.[2] ',
  '|',
  'x'.repeat(90),
  'слово'.repeat(30),
  '长'.repeat(70),
  ', ',
  '; ',
  '.',
  '?',
  '…',
];

const anyText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    {
      maxLength: 60,
    },
  )
  .map((pieces) => pieces.join(''));

const sizes = fc.record({
  maxTokens: fc.integer({ min: 1, max: 60 }),
  overlapSentences: fc.integer({ min: 0, max: 3 }),
  joinBelowTokens: fc.integer({ min: 0, max: 40 }),
});

const LIMIT = 48;

async function documentFrom(text: string, name: string, size?: PassageSize) {
  return readDocument(Buffer.from(text), name, toyMeasure(LIMIT), size);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What is wrong with a document, in words; nothing, it is to be hoped. */
function faultsOf(document: Document, maxTokens: number): string[] {
  const { text, sections, paragraphs, sentences } = document;
  return [
    ...coverFaults(text, { sections, paragraphs, sentences }),
    ...cutFaults(text, [...sentences, ...paragraphs], maxTokens),
    ...nestingFaults(document),
    ...limitFaults(document, maxTokens),
    ...passageFaults(document),
  ];
}

/** Spans are in order, none is empty, and only blank text lies between them. */
function coverFaults(text: string, layers: Record<string, readonly Span[]>): string[] {
  return Object.entries(layers).flatMap(([layer, spans]) => {
    const ends = [0, ...spans.map(({ end }) => end)];
    const starts = [...spans.map(({ start }) => start), text.length];
    const gaps = starts.map((start, position) => [ends[position] ?? 0, start] as const);
    return [
      ...gaps
        .filter(([end, start]) => start < end)
        .map(([end]) => `${layer} overlap before ${end}`),
      ...gaps
        .filter(([end, start]) => !isBlank(text.slice(end, start)))
        .map(([end]) => `${layer} leave out ${end}`),
      ...spans
        .filter(({ start, end }) => isBlank(text.slice(start, end)))
        .map(({ start }) => `${layer} blank at ${start}`),
    ];
  });
}

/** No span begins or ends inside a grapheme, but where that one alone is over the limit; inside a pair never. */
function cutFaults(text: string, spans: readonly Span[], maxTokens: number): string[] {
  const lengths = new Map<number, number>();
  for (const { index, segment } of graphemes.segment(text))
    for (let at = index + 1; at < index + segment.length; at++)
      lengths.set(at, Array.from(segment).length);
  const cuts = spans.flatMap(({ start, end }) => [start, end]);
  const shown = (at: number): string => JSON.stringify(text.slice(Math.max(0, at - 9), at + 9));
  return [
    ...cuts
      .filter((at) => (lengths.get(at) ?? Infinity) <= maxTokens * 4)
      .map((at) => `a grapheme is cut in ${shown(at)}`),
    ...cuts
      .filter(
        (at) =>
          /[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at)),
      )
      .map((at) => `a pair is cut in ${shown(at)}`),
  ];
}

function nestingFaults({ sections, paragraphs, sentences }: Document): string[] {
  const lies = (span: Span, around: Span | undefined): boolean =>
    around !== undefined && around.start <= span.start && span.end <= around.end;
  return [
    ...paragraphs
      .filter((paragraph) => !lies(paragraph, sections[paragraph.section]))
      .map(({ start }) => `the paragraph at ${start} is not in its section`),
    ...sentences
      .filter((sentence) => !lies(sentence, paragraphs[sentence.paragraph]))
      .map(({ start }) => `the sentence at ${start} is not in its paragraph`),
    ...paragraphs
      .filter(
        ({ number }, position) =>
          number !==
          1 + paragraphs.slice(0, position).filter(({ kind }) => kind !== 'heading').length,
      )
      .map(({ start }) => `the paragraph at ${start} has a wrong number`),
  ];
}

function limitFaults({ text, sentences, passages }: Document, maxTokens: number): string[] {
  const tokensOf = (passage: Passage): number =>
    sentences
      .slice(passage.firstSentence, passage.endSentence)
      .reduce((sum, { tokens }) => sum + tokens, 0);
  return [
    ...sentences
      .filter(({ tokens }) => tokens < 1)
      .map(({ start }) => `the sentence at ${start} has no tokens`),
    ...sentences
      .filter(
        ({ tokens, start, end }) =>
          tokens > maxTokens && Array.from(text.slice(start, end)).length > 1,
      )
      .map(({ start }) => `the sentence at ${start} is over the limit`),
    ...passages
      .filter(
        (passage) =>
          passage.endSentence - passage.firstSentence > 1 && tokensOf(passage) > maxTokens,
      )
      .map(({ firstSentence }) => `the passage from sentence ${firstSentence} is over the limit`),
  ];
}

/** Passages hold every sentence in order, of one section and one question each. */
function passageFaults({ sentences, paragraphs, passages }: Document): string[] {
  return passages.flatMap(({ firstSentence, endSentence, question }, position) => {
    const reached = passages[position - 1]?.endSentence ?? 0;
    const inside = [
      ...new Set(sentences.slice(firstSentence, endSentence).map(({ paragraph }) => paragraph)),
    ];
    const sections = new Set(inside.map((paragraph) => paragraphs[paragraph]?.section));
    const asked = inside.filter((paragraph) => paragraphs[paragraph]?.kind === 'question');
    const isLast = position === passages.length - 1;
    return [
      ...(firstSentence > reached || endSentence <= reached
        ? ['sentences are left out or out of order']
        : []),
      ...(isLast && endSentence !== sentences.length
        ? ['the last sentences are in no passage']
        : []),
      ...(sections.size === 1 ? [] : ['a passage crosses sections']),
      ...(asked.every((paragraph) => paragraph === question) ? [] : ['a passage mixes questions']),
      ...(question === undefined || paragraphs[question]?.kind === 'question'
        ? []
        : ['a passage answers no question']),
    ];
  });
}

describe('for any text', () => {
  test.each(['a.txt', 'a.md'])(
    'spans of %s are exact, whole, in order and within the limit',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(anyText, sizes, async (text, size) => {
          const document = await documentFrom(text, name, size);
          if ('reason' in document) return;
          expect(faultsOf(document, Math.min(size.maxTokens, Math.floor(LIMIT * 0.8)))).toEqual([]);
        }),
        { numRuns: 200 },
      );
    },
    60_000,
  );
});

describe('for real texts', () => {
  test('spans of the first document are sound at every size', async () => {
    const text = await readFile('data/documents/csto-secretary-general.txt', 'utf8');
    for (const maxTokens of [1, 30, 400]) {
      for (const overlapSentences of [0, 2]) {
        const document = await readDocument(Buffer.from(text), 'a.txt', toyMeasure(), {
          maxTokens,
          overlapSentences,
          joinBelowTokens: 40,
        });
        if ('reason' in document) throw new Error(document.reason);
        expect(document.text).toBe(text);
        expect(faultsOf(document, maxTokens)).toEqual([]);
      }
    }
  });
});
