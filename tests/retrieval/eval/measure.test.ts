import { describe, expect, test } from 'vitest';
import type { EvalCase } from '../../../src/retrieval/eval/cases.ts';
import {
  kindShares,
  measureDeciding,
  measureFinding,
  type Outcome,
  rankOfGold,
} from '../../../src/retrieval/eval/measure.ts';
import { answerOf, excerptOf } from '../answers.ts';

const asked: EvalCase = {
  question: 'What do steam engines use?',
  language: 'en',
  kind: 'answerable',
  document: 'steam.txt',
  gold: [{ start: 18, end: 25 }],
};
const right = excerptOf('Steam engines use boilers.');
const elsewhere = excerptOf('Boilers are hot.', { start: 100 });
const outcome = (excerpts: Outcome['answer']['excerpts'], over = {}): Outcome => ({
  case: asked,
  answer: answerOf({ excerpts, ...over }),
});

describe('rank of the gold place', () => {
  test('counts from 1', () => {
    expect(rankOfGold(outcome([elsewhere, right]))).toBe(2);
  });

  test('is undefined when no excerpt holds a whole gold span', () => {
    expect(rankOfGold(outcome([elsewhere]))).toBeUndefined();
    expect(rankOfGold(outcome([{ ...right, end: 24 }]))).toBeUndefined();
  });

  test('does not count the same offsets of another document', () => {
    expect(rankOfGold(outcome([{ ...right, document: 'water.txt' }]))).toBeUndefined();
  });
});

describe('finding measures', () => {
  test('are shares over all questions asked', () => {
    const measures = measureFinding([outcome([right]), outcome([elsewhere, right])]);
    expect(measures).toMatchObject({ questions: 2, first: 0.5, in3: 1, mrr10: 0.75 });
  });

  test('tell when the best sentence is another than the gold one', () => {
    const best = { start: 0, end: 5 };
    expect(measureFinding([outcome([{ ...right, best }])]).bestSentence).toBe(0);
    expect(measureFinding([outcome([right])]).bestSentence).toBe(1);
  });

  test('are zero for no questions', () => {
    expect(measureFinding([])).toMatchObject({ questions: 0, first: 0, meanExcerptChars: 0 });
  });
});

describe('deciding measures', () => {
  test('set refusals against answers', () => {
    const refused = outcome([], { kind: 'nothing', probability: 0.1 });
    const answered = outcome([right], { kind: 'found', probability: 0.8 });
    expect(measureDeciding([refused], [answered])).toMatchObject({ questions: 1, auroc: 1 });
    expect(kindShares([refused, answered])).toEqual({ found: 0.5, closest: 0, nothing: 0.5 });
  });
});
