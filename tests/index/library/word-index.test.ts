import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import {
  type PassagePostings,
  byPassage,
  decodePostings,
} from '../../../src/index/library/postings.ts';
import {
  MINISEARCH_OPTIONS,
  type PassageTerms,
  indexWords,
  indexedPassage,
} from '../../../src/index/library/word-index.ts';
import { openWordIndex } from '../../../src/index/library/word-search.ts';

describe('the word index', () => {
  test('scores as MiniSearch does: the sum of BM25+ over terms and fields', async () => {
    const passages = randomPassages(300);
    const index = await opened(passages);
    const miniSearch = new MiniSearch(MINISEARCH_OPTIONS);
    miniSearch.addAll(passages.map((terms, id) => indexedPassage(id, terms)));
    for (const terms of [['w1'], ['w3', 'w40', 'nowhere'], ['w0', 'w7', 'w12', 'w150'], ['w200']]) {
      const wanted = miniSearch.search(terms.join('\n')).map(({ id, score, queryTerms }) => ({
        passage: Number(id),
        // MiniSearch multiplies the sum by the number of terms found.
        bm25: score / queryTerms.length,
        terms: queryTerms.toSorted(),
      }));
      wanted.sort((a, b) => b.bm25 - a.bm25 || a.passage - b.passage);
      const found = index.find({ terms, limit: 1000 });
      expect(found).toHaveLength(wanted.length);
      found.forEach((match, rank) => {
        expect(match.bm25).toBeCloseTo(wanted[rank]?.bm25 ?? Number.NaN, 9);
        const same = wanted.find(({ passage }) => passage === match.passage);
        expect(match.terms.toSorted()).toEqual(same?.terms);
      });
    }
  });

  test('gives the best, as many as asked for', async () => {
    const index = await opened(randomPassages(100));
    const all = index.find({ terms: ['w1', 'w2'], limit: 1000 });
    expect(index.find({ terms: ['w1', 'w2'], limit: 7 })).toEqual(all.slice(0, 7));
    expect(index.find({ terms: ['w1', 'w2'], limit: 0 })).toEqual([]);
    expect(index.find({ terms: ['w1', 'w1', 'w2'], limit: 7 })).toEqual(all.slice(0, 7));
  });

  test('counts the passages of a term once, in whichever fields it stands', async () => {
    const index = await opened([
      { text: ['ship', 'ship'], headings: ['ship'], question: [] },
      { text: ['sea'], headings: ['ship'], question: ['ship'] },
      { text: ['sea'], headings: [], question: [] },
    ]);
    expect(index.passagesWith('ship')).toBe(2);
    expect(index.passagesWith('sea')).toBe(2);
    expect(index.passagesWith('constructor')).toBe(0);
  });

  test('knows words of every script, and may be empty', async () => {
    const text = ['корабль', '東京', '🚢x', 'naïve', '__proto__'];
    const index = await opened([{ text, headings: [], question: [] }]);
    for (const term of text) expect(index.find({ terms: [term], limit: 1 })).toHaveLength(1);
    expect((await opened([])).find({ terms: text, limit: 5 })).toEqual([]);
    expect((await opened([{ text: [], headings: [], question: [] }])).passagesWith('')).toBe(0);
  });

  test('is the same where most passages are taken from an earlier one', async () => {
    const before = randomPassages(250);
    const postingsOf = byPassage(decodePostings(Buffer.from(await written(before))));
    const more = randomPassages(260).slice(250);
    // In another order, and with others between them.
    const passages = [...before.slice(120), ...more, ...before.slice(0, 110)];
    const positions = new Map(before.map((terms, position) => [terms, position]));
    const asked: PassageTerms[] = [];
    const known = (at: number) => {
      const terms = passages[at];
      const position = terms === undefined ? undefined : positions.get(terms);
      if (position === undefined && terms !== undefined) asked.push(terms);
      return position === undefined ? undefined : postingsOf(position);
    };
    expect(await written(passages, known)).toEqual(await written(passages));
    expect(asked).toEqual(more);
  });

  test('is not opened from other bytes', async () => {
    const bytes = Buffer.from(await written(randomPassages(20)));
    expect(() => openWordIndex(bytes.subarray(0, bytes.length - 3))).toThrow(RangeError);
    expect(() => openWordIndex(Buffer.concat([bytes, Buffer.alloc(4)]))).toThrow(RangeError);
    expect(() => openWordIndex(Buffer.alloc(3))).toThrow(RangeError);
    const wrong = Buffer.from(bytes);
    wrong.writeUInt32LE(0xffff_ffff, 20);
    expect(() => openWordIndex(wrong)).toThrow(RangeError);
  });
});

async function opened(passages: readonly PassageTerms[]) {
  return openWordIndex(Buffer.from(await written(passages)));
}

function written(
  passages: readonly PassageTerms[],
  known?: (at: number) => PassagePostings | undefined,
): Promise<Uint8Array> {
  const none: PassageTerms = { text: [], headings: [], question: [] };
  return indexWords({
    count: passages.length,
    termsOf: (at) => passages[at] ?? none,
    known,
    onPassage: () => undefined,
  });
}

/** Few words are frequent and many are rare, as in texts; the same each time. */
function randomPassages(count: number): PassageTerms[] {
  let state = 7;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const words = (length: number) =>
    Array.from({ length }, () => `w${Math.floor(250 * random() ** 3)}`);
  return Array.from({ length: count }, (_, at) => ({
    text: words(5 + Math.floor(random() * 60)),
    headings: words(at % 4),
    question: words(at % 3 === 0 ? 6 : 0),
  }));
}
