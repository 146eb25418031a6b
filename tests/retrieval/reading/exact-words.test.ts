import { describe, expect, test } from 'vitest';
import { using } from '../../../src/index/library/library.ts';
import { createReader } from '../../../src/retrieval/reading/library-reader.ts';
import { temporaryFolder } from '../../index/library/temporary-folder.ts';
import { type Texts, toyLibrary } from '../toy-retrieval.ts';

async function found(texts: Texts, words: string, size = 20) {
  const reader = createReader(using(await toyLibrary(await temporaryFolder(), texts)));
  return reader.search(words, { page: 1, size });
}

async function sentencesWith(words: string, text: string): Promise<string[]> {
  return (await found({ 'a.txt': text }, words)).items.map((item) => item.text);
}

describe('a search for words', () => {
  const TEXT =
    'Every resident may vote. Residents of the town vote by secret ballot. Nobody may vote twice, as a resident knows. The pi is 3.14 here. A well-known rule.\n';

  test('finds the sentences that hold them all as they are written, whatever their case and order', async () => {
    expect(await sentencesWith('VOTE resident', TEXT)).toEqual([
      'Every resident may vote.',
      'Nobody may vote twice, as a resident knows.',
    ]);
  });

  test('takes a phrase in quotation marks as one', async () => {
    expect(await sentencesWith('"resident may vote"', TEXT)).toEqual(['Every resident may vote.']);
    expect(await sentencesWith('«may vote» twice', TEXT)).toEqual([
      'Nobody may vote twice, as a resident knows.',
    ]);
  });

  test('finds words that are no terms of the index', async () => {
    expect(await sentencesWith('as a', TEXT)).toEqual([
      'Nobody may vote twice, as a resident knows.',
    ]);
  });

  test('takes a word with marks in it as a phrase', async () => {
    expect(await sentencesWith('3.14', TEXT)).toEqual(['The pi is 3.14 here.']);
    expect(await sentencesWith('well-known', TEXT)).toEqual(['A well-known rule.']);
  });

  test('finds nothing for nothing', async () => {
    expect(await sentencesWith('"?" …', TEXT)).toEqual([]);
  });

  test.each([
    ['投票', '居民可以投票。其他人不可以。\n', ['居民可以投票。']],
    ['票', '居民可以投票。其他人不可以。\n', ['居民可以投票。']],
    ['голосуют', 'Жители голосуют тайно. Житель голосует один раз.\n', ['Жители голосуют тайно.']],
    ['שלום', 'הוא אמר שלום לכולם. והלך.\n', ['הוא אמר שלום לכולם.']],
  ])('finds %j', async (words, text, sentences) => {
    expect(await sentencesWith(words, text)).toEqual(sentences);
  });

  test('marks the first match in each sentence', async () => {
    const { items } = await found({ 'a.txt': TEXT }, 'vote "a resident"');
    const [match] = items;
    const { text = '', start = 0, best = { start: 0, end: 0 } } = match ?? {};
    expect(text.slice(best.start - start, best.end - start)).toBe('vote');
  });

  test('counts all matches, in reading order, each once though passages overlap', async () => {
    const lines = (name: string) =>
      Array.from({ length: 40 }, (_, at) => `Rule ${at} of ${name} names the ferry.`).join(' ');
    const texts = { 'a.txt': `${lines('alpha')}\n`, 'b.txt': `${lines('beta')}\n` };
    const { items, total, isComplete } = await found(texts, 'ferry', 100);
    expect([total, isComplete]).toEqual([80, true]);
    const places = items.map(({ document, start }) => `${document} ${String(start).padStart(6)}`);
    expect(places).toEqual([...new Set(places)].sort());
  });

  test('gives nothing of documents that may not be quoted', async () => {
    const texts = { 'a.txt': 'The ferry sails.\n', 'b.txt': 'A ferry sank.\n' };
    const reader = createReader(using(await toyLibrary(await temporaryFolder(), texts)));
    const page = { page: 1, size: 5 };
    const mayQuote = (id: string) => id !== 'b.txt';
    expect((await reader.search('ferry', page)).total).toBe(2);
    expect((await reader.search('ferry', page, { mayQuote })).total).toBe(1);
  });
});
