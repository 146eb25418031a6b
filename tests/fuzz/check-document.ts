import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Document } from '../../src/index/documents/document.ts';
import type { Span } from '../../src/index/span.ts';

/** @throws AssertionError where a document breaks what `Document` promises */
export function checkDocument(document: Document): void {
  const { text, sections, pageStarts, marks, paragraphs, sentences, passages } = document;
  ok(!/\p{Cs}/u.test(text), 'the text has half characters');
  for (const spans of [sections, paragraphs, sentences]) checkSpans(spans, text.length);
  ok(text === '' || sections[0]?.start === 0, 'the sections begin later than the text');
  sections.forEach((section, at) =>
    deepStrictEqual(section.end, sections[at + 1]?.start ?? text.length, 'sections leave a gap'),
  );
  ok(pageStarts.length === 0 || pageStarts[0] === 0, 'the first page begins later than the text');
  checkAscending(pageStarts, text.length);
  checkAscending(
    marks.map(({ start }) => start),
    text.length,
  );
  for (const { section } of paragraphs) ok(section < sections.length, 'a section is missing');
  for (const { firstSentence, endSentence } of passages)
    ok(firstSentence < endSentence && endSentence <= sentences.length, 'a passage is empty');
}

function checkSpans(spans: readonly Span[], length: number): void {
  let end = 0;
  for (const span of spans) {
    ok(span.start >= end && span.end >= span.start && span.end <= length, 'spans overlap');
    end = span.end;
  }
}

function checkAscending(offsets: readonly number[], length: number): void {
  offsets.forEach((offset, at) =>
    ok(offset >= (offsets[at - 1] ?? 0) && offset <= length, 'offsets go back'),
  );
}
