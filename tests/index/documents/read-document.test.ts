import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import { type TokenMeasure, readDocument } from '../../../src/index/documents/read-document.ts';

/** About as many tokens as the shipped model has for English. */
const measure: TokenMeasure = {
  passageTokens: 508,
  countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 4.5)),
};

async function read(text: string | Uint8Array, id = 'notes.txt'): Promise<Document> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const document = await readDocument(bytes, id, measure);
  if ('reason' in document) throw new Error(document.reason);
  return document;
}

function passageTexts({ text, sentences, passages }: Document): string[] {
  return passages.map(({ firstSentence, endSentence }) =>
    plainSpaces(text.slice(sentences[firstSentence]?.start, sentences[endSentence - 1]?.end)),
  );
}

/** The file has no-break spaces in places where a reader sees none. */
function plainSpaces(text: string): string {
  return text.replaceAll(/\s/gu, ' ');
}

describe('the first document, an interview', async () => {
  const bytes = await readFile('data/documents/csto-secretary-general.txt');
  const document = await read(bytes, 'csto-secretary-general.txt');

  test('keeps the text as it is in the file', () => {
    expect(document.text).toBe(bytes.toString('utf8'));
  });

  test('is called as the text spells its file name', () => {
    expect(document.title).toBe('CSTO Secretary General');
    expect(document.language).toBe('en');
  });

  test("tells the interviewer's seven questions apart", () => {
    const questions = document.paragraphs.filter(({ kind }) => kind === 'question');
    expect(
      questions.map(({ start, end }) => plainSpaces(document.text.slice(start, end)).slice(0, 24)),
    ).toEqual([
      '— Armenia has actually s',
      '— Recently, the Armenian',
      '— NATO is generally incr',
      '— What security threats ',
      '— The media periodically',
      '— The CSTO regularly con',
      '— Does the CSTO plan to ',
    ]);
  });

  test('puts a question before the first part of its answer and lets the others refer to it', () => {
    const membership = passageTexts(document).findIndex((text) =>
      text.startsWith('— Does the CSTO plan'),
    );
    expect(passageTexts(document)[membership]).toContain('is open to cooperation');
    const question = document.passages[membership]?.question;
    expect(document.passages.slice(membership).map((passage) => passage.question)).toEqual([
      question,
      question,
      question,
      undefined,
    ]);
  });
});
