import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framedQuestion } from '../../../src/bot/inline/framed.ts';

describe('an inline query', () => {
  test.each([
    [
      'See for yourself: +who may vote?+ Told you so.',
      { before: 'See for yourself:', question: 'who may vote?', after: 'Told you so.' },
    ],
    ['+who may vote+', { before: '', question: 'who may vote', after: '' }],
    [
      '+who may vote+, says the charter',
      { before: '', question: 'who may vote', after: ', says the charter' },
    ],
    ['смотри +кто голосует+ вот', { before: 'смотри', question: 'кто голосует', after: 'вот' }],
    ['看 ＋誰が投票？＋ はい', { before: '看', question: '誰が投票？', after: 'はい' }],
    ['about +"exact words"+ ok', { before: 'about', question: '"exact words"', after: 'ok' }],
    ['on +what is C++ for?+ now', { before: 'on', question: 'what is C++ for?', after: 'now' }],
    ['a\nb +who may\nvote+\nc', { before: 'a\nb', question: 'who may\nvote', after: 'c' }],
  ])('%j frames its question', (query, framed) => {
    expect(framedQuestion(query)).toEqual(framed);
  });

  test.each([
    'What is C++?',
    'What is C++ and C++11?',
    '1+1',
    'Is 1 + 1 more than + 2?',
    'Is it +5 or 10+ degrees?',
    'Call +7 495 000 00 00 at 18+?',
    'A+ and B+ marks',
    'Ctrl++ or Ctrl+-',
    'before +who may vote',
    'before + who may vote + after',
    'before +!!+ after',
    '++',
    '+',
  ])('%j is a question as a whole', (query) => {
    expect(framedQuestion(query)).toEqual({ question: query, before: '', after: '' });
  });

  test('loses and adds no word, whatever is typed', () => {
    expect.hasAssertions();
    const words = fc.array(
      fc.constantFrom('+', '＋', ' ', 'who', 'C++', '5', '?', '\n', 'שלום', '🙈'),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const query = parts.join('');
        const { before, question, after } = framedQuestion(query);
        const bare = (text: string) => text.replaceAll(/[\s+＋]/gu, '');
        expect(bare(before + question + after)).toBe(bare(query));
      }),
      { numRuns: 500 },
    );
  });
});
