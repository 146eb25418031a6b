import { describe, expect, test } from 'vitest';
import type { EvalCase } from '../../../src/retrieval/eval/cases.ts';
import { renderMisses } from '../../../src/retrieval/eval/misses.ts';
import { answerOf, excerptOf } from '../answers.ts';

const TEXT = 'Boilers are hot.\nSteam engines use boilers. They are heavy.';
const asked: EvalCase = {
  question: 'What do steam\nengines use?',
  language: 'en',
  kind: 'answerable',
  document: 'steam.txt',
  gold: [{ start: 35, end: 42 }],
};
const right = excerptOf('Steam engines use boilers.', { start: 17 });
const other = (number: number) => excerptOf(`Boilers are hot ${number}.`, { start: 1000 * number });
const render = (excerpts: Parameters<typeof answerOf>[0], over: Partial<EvalCase> = {}) =>
  renderMisses([{ case: { ...asked, ...over }, answer: answerOf(excerpts) }], (document, span) =>
    document === 'steam.txt' ? TEXT.slice(span.start, span.end) : '',
  );

describe('questions whose place was not shown', () => {
  const late = { excerpts: [other(1), other(2), other(3), right] };

  test('stand on one line with what answers them, in its surroundings, and what was shown', () => {
    expect(render(late)).toBe(`# 1 of 1 questions without their gold place among the first 3

## 1. What do steam engines use?

steam.txt, rank 4

- gold: …Boilers are hot. Steam engines use [boilers]. They are heavy.…

1. steam.txt: Boilers are hot 1.
2. steam.txt: Boilers are hot 2.
3. steam.txt: Boilers are hot 3.

`);
  });

  test('are told apart from those whose place was found later', () => {
    expect(render({ excerpts: [other(1)] })).toContain('steam.txt, not among the first ten');
  });

  test('are none where it is among the first three', () => {
    expect(render({ excerpts: [other(1), other(2), right] })).toMatch(/^# 0 of 1 questions/);
  });

  test('are none where the documents answer nothing', () => {
    expect(render(late, { kind: 'impossible' })).toMatch(/^# 0 of 0 questions/);
  });
});
