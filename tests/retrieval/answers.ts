import type { Answer, Excerpt } from '../../src/retrieval/answer.ts';

/** An excerpt of `text` (the whole of it, its first sentence best) for tests that only show answers. */
export function excerptOf(text: string, over: Partial<Excerpt> = {}): Excerpt {
  const start = over.start ?? 0;
  return {
    id: 'AAAAAAAA-0-BBBBBBBB',
    document: 'steam.txt',
    title: 'Steam engines',
    section: [],
    page: undefined,
    place: undefined,
    paragraph: 1,
    start,
    end: start + text.length,
    text,
    best: { start, end: start + text.length },
    firstId: 'AAAAAAAA-0-BBBBBBBB',
    lastId: 'AAAAAAAA-0-BBBBBBBB',
    similarity: 0.9,
    ...over,
  };
}

/** An answer for tests that only show or measure answers. */
export function answerOf(over: Partial<Answer> = {}): Answer {
  return {
    kind: 'found',
    question: 'What do steam engines use?',
    excerpts: [excerptOf('Steam engines use boilers.')],
    probability: 0.9,
    searchedFor: undefined,
    followsUp: false,
    topics: ['Steam engines'],
    ms: { total: 5, embed: 2, search: 1, neighbours: 0.5, words: 0.25, rank: 1, excerpt: 1 },
    ...over,
  };
}
