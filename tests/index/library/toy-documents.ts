import { createHash } from 'node:crypto';
import type {
  Document,
  Paragraph,
  Passage,
  Section,
  Sentence,
} from '../../../src/index/documents/document.ts';

/**
 * A document out of plain text, for tests of the library alone: a line is a paragraph, `# ` begins a section, a line that
 * ends in `?` is a question that the next line answers, a sentence ends with a full stop, and a passage has at most two
 * sentences of a paragraph.
 */
export function toyDocument(id: string, text: string, title = id): Document {
  const lines = [...text.matchAll(/[^\n]+/gu)];
  const sections: Section[] = [{ start: 0, end: text.length, headings: [] }];
  const paragraphs: Paragraph[] = [];
  const sentences: Sentence[] = [];
  const passages: Passage[] = [];
  let number = 1;
  for (const { 0: line, index } of lines) {
    const kind = line.startsWith('# ') ? 'heading' : line.endsWith('?') ? 'question' : 'text';
    if (kind === 'heading')
      sections.push({ start: index, end: text.length, headings: [line.slice(2)] });
    const question = paragraphs.at(-1)?.kind === 'question' ? paragraphs.length - 1 : undefined;
    const paragraph = paragraphs.length;
    paragraphs.push({
      start: index,
      end: index + line.length,
      section: sections.length - 1,
      kind,
      number,
    });
    if (kind !== 'heading') number += 1;
    const first = sentences.length;
    for (const { 0: sentence, index: at } of line.matchAll(/[^.\s][^.]*\.?/gu)) {
      const start = index + at;
      const tokens = sentence.split(' ').length;
      sentences.push({ start, end: start + sentence.length, paragraph, tokens });
    }
    for (let from = first; from < sentences.length; from += 2) {
      passages.push({
        firstSentence: from,
        endSentence: Math.min(from + 2, sentences.length),
        question: kind === 'text' ? question : undefined,
      });
    }
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    id,
    title,
    language: 'en',
    text,
    sha256,
    sections,
    pageStarts: [],
    marks: [],
    paragraphs,
    sentences,
    passages,
  };
}

/** Many documents with sentences of their own, and some that they share. */
export function toyDocuments(count: number): Document[] {
  return Array.from({ length: count }, (_, at) =>
    toyDocument(
      `notes-${at}.txt`,
      [
        `# Chapter ${at}`,
        `The harbour of town${at} was built in ${1800 + at}. Ships number${at} carry grain and timber${at}.`,
        `Who rules town${at}?`,
        `The mayor of town${at} is person${at}. She was elected in ${1900 + at}.`,
        'All rights reserved. Printed in the same shop.',
      ].join('\n'),
      `Notes on town${at}`,
    ),
  );
}
