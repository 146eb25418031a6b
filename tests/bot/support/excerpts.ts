import type { Answer, Excerpt } from '../../../src/retrieval/answer.ts';

/** An excerpt whose best sentence is the part of its text between `*` marks. */
export function excerptOf(marked: string, given: Partial<Excerpt> = {}): Excerpt {
  const [before = '', best = '', after = ''] = marked.split('*');
  const start = given.start ?? 1000;
  return {
    id: `cite-${start}`,
    document: 'town.md',
    title: 'Town charter',
    section: [],
    page: undefined,
    place: undefined,
    paragraph: 4,
    text: before + best + after,
    start,
    end: start + before.length + best.length + after.length,
    best: { start: start + before.length, end: start + before.length + best.length },
    firstId: `cite-${start}`,
    lastId: `cite-${start}`,
    similarity: 0.9,
    ...given,
  };
}

export function answerOf(kind: Answer['kind'], excerpts: readonly Excerpt[]): Answer {
  return {
    kind,
    question: 'Who may vote?',
    excerpts,
    probability: 0.9,
    searchedFor: undefined,
    followsUp: false,
    topics: ['Town charter'],
    ms: { total: 4, embed: 1, search: 1, neighbours: 0.5, words: 0.25, rank: 1, excerpt: 1 },
  };
}
