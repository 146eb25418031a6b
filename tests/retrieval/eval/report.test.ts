import { describe, expect, test } from 'vitest';
import { regressions } from '../../../src/retrieval/eval/baseline.ts';
import type { EvalCase } from '../../../src/retrieval/eval/cases.ts';
import type { Outcome } from '../../../src/retrieval/eval/measure.ts';
import { plotReport } from '../../../src/retrieval/eval/plot.ts';
import { renderReport } from '../../../src/retrieval/eval/report.ts';
import { reportOn } from '../../../src/retrieval/eval/run.ts';
import type { AnswerKind } from '../../../src/retrieval/answer.ts';
import { answerOf, excerptOf } from '../answers.ts';

const answerable: EvalCase = {
  question: 'What do steam engines use?',
  language: 'en',
  kind: 'answerable',
  document: 'steam.txt',
  gold: [{ start: 18, end: 25 }],
};
const foreign: EvalCase = { ...answerable, kind: 'foreign', language: 'ru', gold: [] };

function outcome(asked: EvalCase, kind: AnswerKind, text = 'Steam engines use boilers.'): Outcome {
  const probability = kind === 'found' ? 0.9 : 0.1;
  return { case: asked, answer: answerOf({ kind, probability, excerpts: [excerptOf(text)] }) };
}

const good = reportOn([outcome(answerable, 'found'), outcome(foreign, 'nothing')], []);

describe('a report', () => {
  test('shows found, languages, kinds and times in one table', () => {
    const shown = renderReport(good);
    expect(shown).toMatch(/^all +1 +100\.0/m);
    expect(shown).toMatch(/^en +1 +100\.0/m);
    expect(shown).toMatch(/^foreign +1 +0\.0 +0\.0 +100\.0 +1\.000 +100\.0/m);
    expect(shown).toMatch(/5\.0 ms \(median\)/);
  });

  test('takes in foreign questions that were asked elsewhere', () => {
    const report = reportOn([outcome(answerable, 'found')], [outcome(answerable, 'closest')]);
    expect(report.foreign).toMatchObject({ questions: 1, kinds: { closest: 1 } });
  });

  test('is drawn as one picture that loads nothing', () => {
    const picture = plotReport(good);
    expect(picture).toMatch(/^<svg [^>]*viewBox="0 0 840 260"/);
    expect(picture).toContain('</svg>');
    expect(picture).not.toMatch(/href|url\(|<script|<image|NaN/);
  });
});

describe('against a baseline', () => {
  test('the same report has no regression', () => {
    expect(regressions(good, good)).toEqual([]);
  });

  test('a lost answer is one', () => {
    const worse = reportOn(
      [outcome(answerable, 'found', 'Steam.'), outcome(foreign, 'nothing')],
      [],
    );
    expect(regressions(worse, good)).toContain('found first fell from 100.0 % to 0.0 %');
  });

  test('a lost refusal is one, and so is an answerable question that is refused now', () => {
    const eager = reportOn([outcome(answerable, 'found'), outcome(foreign, 'found')], []);
    const shy = reportOn([outcome(answerable, 'nothing'), outcome(foreign, 'nothing')], []);
    expect(regressions(eager, good)).toEqual(['foreign refused fell from 100.0 % to 0.0 %']);
    expect(regressions(shy, good)).toEqual(['answerable not refused fell from 100.0 % to 0.0 %']);
  });
});
