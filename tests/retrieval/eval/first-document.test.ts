import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { EvalReport } from '../../../src/retrieval/eval/run.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../../..');
const SET = path.join(import.meta.dirname, 'first-document');

async function evaluate(...args: readonly string[]) {
  const main = path.join(PROJECT_DIR, 'dist/retrieval/main.js');
  return await promisify(execFile)(process.execPath, [main, 'eval', ...args]);
}

test('finds what the first document says and refuses what it does not, in several languages', async () => {
  const report = JSON.parse((await evaluate(SET, '--json')).stdout) as EvalReport;
  expect(report.finding).toMatchObject({ questions: 16 });
  expect(report.finding.in3).toBeGreaterThanOrEqual(15 / 16);
  expect(report.finding.first).toBeGreaterThanOrEqual(12 / 16);
  expect(report.finding.meanExcerptChars).toBeLessThanOrEqual(500);
  expect(report.answerable.nothing).toBeLessThanOrEqual(1 / 16);
  expect(report.foreign?.kinds.found).toBe(0);
  expect(Object.keys(report.byLanguage)).toEqual(['de', 'en', 'es', 'fr', 'ru', 'tr']);
}, 120_000);

test('says what is wrong with a set that is none', async () => {
  await expect(evaluate(PROJECT_DIR)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/questions\.json can't be read.*README/) as string,
  });
});

test.each([path.join(SET, 'nowhere.json'), path.join(SET, 'questions.json')])(
  'does not begin where the baseline is no report: %s',
  async (file) => {
    await expect(evaluate(SET, '--baseline', file)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^\S+ (can't be read|is no report): name a file .*\n$/,
      ) as string,
    });
  },
);
