import { expect, test } from 'vitest';
import { renderAsJsonLine } from '../../src/retrieval/json-lines.ts';
import { answerOf, excerptOf } from './answers.ts';

test('an answer is one line with the names that other programs rely on', () => {
  const excerpt = excerptOf('They boil.\nAlways.', {
    start: 40,
    section: ['Parts', 'Boilers'],
    best: { start: 40, end: 50 },
  });
  const line = renderAsJsonLine(answerOf({ kind: 'nothing', excerpts: [excerpt] }));
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    question: 'What do steam engines use?',
    kind: 'nothing',
    probability: 0.9,
    excerpts: [
      {
        id: 'AAAAAAAA-0-BBBBBBBB',
        document: 'steam.txt',
        title: 'Steam engines',
        section: 'Parts › Boilers',
        paragraph: 1,
        start: 40,
        end: 58,
        text: 'They boil.\nAlways.',
        best: [40, 50],
        similarity: 0.9,
      },
    ],
    ms: { total: 5, embed: 2, search: 1, neighbours: 0.5, words: 0.25, rank: 1, excerpt: 1 },
  });
});

test('a page, a place and what was searched instead are told where there are any', () => {
  const paged = answerOf({
    searchedFor: 'steam',
    excerpts: [excerptOf('They boil.', { page: 7, place: { kind: 'row', row: 3 } })],
  });
  const line = JSON.parse(renderAsJsonLine(paged)) as { searchedFor: string; excerpts: object[] };
  expect(line.searchedFor).toBe('steam');
  expect(line.excerpts[0]).toMatchObject({ page: 7, place: { kind: 'row', row: 3 } });
});
