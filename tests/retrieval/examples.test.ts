import { describe, expect, test } from 'vitest';
import { createExamples, examplesIn } from '../../src/retrieval/examples.ts';
import { temporaryFolder } from '../index/library/temporary-folder.ts';
import { type Texts, toyLibrary } from './toy-retrieval.ts';

const libraryOf = async (texts: Texts) => toyLibrary(await temporaryFolder(), texts);

const HARBOUR =
  '— Who pays for the new harbour?\n\n— The town pays for it.\n\n— Why?\n\n— Ships come.\n\n— How many ships came last spring?\n\n— Forty.\n';
const QUAY = '— When was the quay built?\n\n— It was built in 1712.\n';
const HEADED = '# Town charter\n\n## Voting rights\n\nEvery resident may vote.\n';

describe('examples', () => {
  test('are what the documents ask themselves, of each document in turn', async () => {
    const library = await libraryOf({ 'harbour.txt': HARBOUR, 'quay.txt': QUAY, 'c.md': HEADED });
    expect(await examplesIn(library)).toEqual([
      { question: 'Who pays for the new harbour?', document: 'harbour.txt' },
      { question: 'When was the quay built?', document: 'quay.txt' },
      { question: 'How many ships came last spring?', document: 'harbour.txt' },
    ]);
  });

  test('are questions within a text where none stands alone', async () => {
    const library = await libraryOf({
      'a.txt': 'The quay is old. When was the quay built? It was built in 1712.\n',
      'c.md': HEADED,
    });
    expect(await examplesIn(library)).toEqual([
      { question: 'When was the quay built?', document: 'a.txt' },
    ]);
  });

  test('are headings where no document asks anything', async () => {
    const library = await libraryOf({ 'c.md': HEADED });
    expect(await examplesIn(library)).toEqual(
      expect.arrayContaining([{ question: 'Voting rights', document: 'c.md' }]),
    );
  });

  test('are a dozen at most, of documents all over a large library', async () => {
    const many = Array.from({ length: 60 }, (_, at) => [
      `${at}.txt`,
      QUAY.replace('quay', `quay ${at}`),
    ]);
    const examples = await examplesIn(await libraryOf(Object.fromEntries(many)));
    expect(examples).toHaveLength(12);
    expect(new Set(examples.map(({ document }) => document)).size).toBe(12);
  });

  test('are none of an empty library', async () => {
    expect(await examplesIn(await libraryOf({}))).toEqual([]);
  });

  test('are the maintainers’ own where there are any, and looked up once for each library', async () => {
    const first = await libraryOf({ 'harbour.txt': HARBOUR });
    const second = await libraryOf({ 'quay.txt': QUAY });
    const own = [{ question: 'Who is the mayor?', document: 'harbour.txt' }];
    let golden = own;
    let lookedUp = 0;
    let library = first;
    const examples = createExamples({
      useLibrary: (work) => work(library),
      golden: async () => {
        lookedUp += 1;
        return golden;
      },
    });
    expect([await examples(), await examples()]).toEqual([own, own]);
    expect(lookedUp).toBe(1);
    golden = [];
    library = second;
    expect(await examples()).toEqual([
      { question: 'When was the quay built?', document: 'quay.txt' },
    ]);
  });
});
