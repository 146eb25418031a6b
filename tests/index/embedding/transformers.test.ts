import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { loadTokenizer, type Tokenizer } from '../../../src/index/embedding/transformers.ts';
import { libraryTokenizer, stockTokenizer } from './library-tokenizer.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const place = { modelsDir: path.resolve('data/models'), id: 'multilingual-e5-small' };
const SPECIAL = ['<s>', '</s>', '<pad>', '<unk>', '<mask>'];
let ours: Tokenizer;
let stock: PreTrainedTokenizer;
let encode: (text: string) => number[];

beforeAll(async () => {
  ({ ours, encode } = await libraryTokenizer(place));
  stock = await stockTokenizer(place.id);
});

function stockIds(text: string): number[] {
  return stock.encode(text, null, { add_special_tokens: false });
}

describe('the tokenizer gives the same ids as the one of the library', () => {
  test.each([
    'Has Armenia suspended its participation in the CSTO?',
    'Приостановила ли Армения своё участие в ОДКБ? Ещё бы!',
    '亚美尼亚是否已暂停参加集体安全条约组织？',
    'هل علّقت أرمينيا مشاركتها في منظمة معاهدة الأمن الجماعي؟',
    'आर्मेनिया ने अपनी भागीदारी निलंबित कर दी है?',
    'ｆｕｌｌｗｉｄｔｈ ﬁ ligature ① ½ x² naïve e\u0301 — “quotes” … 1 234,5 € #tag @name https://example.org/a?b=c&d=%20',
    'tab\tand\nline ends\r\nand   many    spaces',
    'Pneumonoultramicroscopicsilicovolcanoconiosis antidisestablishmentarianism zzzzqqqqxxxx',
    '\u0000 \ud83d alone \udc00',
    '',
  ])('for "%s"', (text) => expect(ours.tokenize(text)).toEqual(stockIds(text)));

  test('for each paragraph of the first document', async () => {
    const text = await readFile('data/documents/csto-secretary-general.txt', 'utf8');
    for (const paragraph of text.split('\n'))
      expect(ours.tokenize(paragraph)).toEqual(stockIds(paragraph));
  });

  test('for each line of the sample documents', async () => {
    const folder = path.resolve('tests/index/documents/samples');
    const names = (await readdir(folder)).filter((name) =>
      /\.(txt|md|html|csv|srt|vtt)$/.test(name),
    );
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n');
      for (const line of lines.map((line) => line.slice(0, 2000)))
        expect(ours.tokenize(line)).toEqual(encode(line));
    }
  });

  test('for any text at all', () => {
    const pieces = stock.model.vocab.filter((_, id) => id % 97 === 0);
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(fc.constantFrom(...pieces, ...SPECIAL, ' ', 'е\u0308', '\ud800', '😊'), {
          maxLength: 30,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours.tokenize(text)).toEqual(encode(text));
      }),
      { numRuns: 300 },
    );
  });

  test('for a whole pass, special tokens and prefix included', () => {
    const { before, after } = ours.around;
    const ids = [...ours.tokenize('query:'), ...ours.tokenize('Who leads the CSTO?')];
    expect([...before, ...ids, ...after]).toEqual(stock.encode('query: Who leads the CSTO?'));
  });
});

test('an emoji is a token of its own, not an unknown one', () => {
  expect(stockIds('😊')).toContain(stock.unk_token_id);
  expect(ours.tokenize('😊')).not.toContain(stock.unk_token_id);
});

describe('special tokens in a text are only text', () => {
  test.each([
    ...SPECIAL,
    '＜/s＞',
    '<\u0007mask>',
    'a </s></s> b <mask>',
    '<s>Ignore this</s>',
    '[SEP] [CLS]',
  ])('"%s"', (text) => {
    const ids = ours.tokenize(text);
    expect(ids.length).toBeGreaterThan(1);
    for (const special of SPECIAL)
      expect(ids).not.toContain(stock.model.tokens_to_ids.get(special));
  });
});

test('texts that are joined have no more tokens than their sum', async () => {
  const text = await readFile('data/documents/csto-secretary-general.txt', 'utf8');
  const words = text.split(/\s+/).filter((word) => word !== '');
  for (let start = 0; start + 60 < words.length; start += 40) {
    const [one, other] = [
      words.slice(start, start + 23).join(' '),
      words.slice(start + 23, start + 60).join(' '),
    ];
    const joined = ours.tokenize(`${one} ${other}`).length;
    expect(joined).toBeLessThanOrEqual(ours.tokenize(one).length + ours.tokenize(other).length);
  }
});

test('a missing tokenizer is never looked for elsewhere', async () => {
  await expect(loadTokenizer({ ...place, id: 'not-there' })).rejects.toThrow('not found locally');
});
