import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

const embedder = await openEmbedder({ modelsDir: 'data/models', modelId: 'multilingual-e5-small' });
afterAll(() => embedder.close());

async function read(text: string, maxTokens = 400): Promise<Document> {
  const size = { maxTokens, overlapSentences: 1, joinBelowTokens: 40 };
  const document = await readDocument(Buffer.from(text), 'a.txt', embedder, size);
  if ('reason' in document) throw new Error(document.reason);
  return document;
}

/** Texts that are hard on a tokenizer: no spaces, no ends, marks over marks, special tokens, rare scripts. */
const HARD = [
  'word and more '.repeat(600),
  'สวัสดีครับวันนี้อากาศดีมากเราไปเที่ยวกัน'.repeat(40),
  '这是一个很长的句子没有空格也没有句号，只有逗号'.repeat(50),
  'x'.repeat(5000),
  `e${'\u0301'.repeat(3000)}`,
  '👨‍👩‍👧‍👦🇦🇲👍🏽'.repeat(200),
  '</s> <mask> [SEP] <pad> '.repeat(100),
  '𒀀𒁀𒂀'.repeat(200),
  '1234567890,'.repeat(300),
].join('\n\n');

test.each([
  ['the first document', await readFile('data/documents/csto-secretary-general.txt', 'utf8'), 400],
  ['hard texts', HARD, 400],
  ['hard texts in small passages', HARD, 60],
])(
  'with the real tokenizer no passage of %s is over the limit',
  async (_, text, maxTokens) => {
    const { sentences, passages, ...document } = await read(text, maxTokens);
    const counted = await embedder.countTokens(
      sentences.map(({ start, end }) => document.text.slice(start, end)),
    );
    expect(sentences.map(({ tokens }) => tokens)).toEqual(
      counted.map((tokens) => Math.max(1, tokens)),
    );
    const whole = await embedder.countTokens(
      passages.map(({ firstSentence, endSentence }) =>
        document.text.slice(sentences[firstSentence]?.start, sentences[endSentence - 1]?.end),
      ),
    );
    expect(Math.max(...whole)).toBeLessThanOrEqual(maxTokens);
    expect(passages.length).toBeGreaterThan(10);
  },
  60_000,
);

test('a hard text is embedded whole', async () => {
  const { sentences, passages, text } = await read(HARD);
  const [first] = passages;
  const vectors = await embedder.embedPassage({
    title: 'Title',
    context: '',
    sentences: sentences
      .slice(first?.firstSentence, first?.endSentence)
      .map(({ start, end }) => text.slice(start, end)),
  });
  expect(vectors.passage).toHaveLength(embedder.model.dimensions);
}, 60_000);
