import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { openForQuestions } from '../../../src/index/open-for-questions.ts';
import { readIndexSettings } from '../../../src/index/settings.ts';
import type { Answer, Ask } from '../../../src/retrieval/answer.ts';
import { using } from '../../../src/index/library/library.ts';
import { createAsk } from '../../../src/retrieval/ask.ts';
import { keptFolder } from '../../index/library/temporary-folder.ts';

const pair = z.object({ language: z.string(), first: z.string(), next: z.string() });
const { pairs, alone } = z
  .object({
    document: z.string(),
    /** Follow-ups; `answers`: strings of the document, one of which is to be in the excerpt. */
    pairs: z.array(pair.extend({ answers: z.array(z.string()) })),
    /** Questions that stand alone, whatever was asked before. */
    alone: z.array(pair),
  })
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'pairs.json'), 'utf8')));

describe('a question about the first document that comes soon after another one', async () => {
  const libraryDir = await keptFolder();
  let embedder: Embedder;
  let ask: Ask;
  beforeAll(async () => {
    const settings = { ...readIndexSettings({}), libraryDir };
    const opened = await openForQuestions(settings, { progressOut: process.stderr });
    ({ embedder } = opened);
    ask = createAsk({ useLibrary: using(opened.refreshed.library), embedder });
  }, 120_000);
  afterAll(() => embedder.close());

  const shows = ({ excerpts }: Answer, answers: readonly string[], within: number) =>
    excerpts
      .slice(0, within)
      .some(({ text }) => answers.some((answer) => spaced(text).includes(spaced(answer))));

  test('is understood with it, in English and Russian, where it leans on it', async () => {
    let [first, inThree, firstAlone] = [0, 0, 0];
    for (const { first: question, next, answers } of pairs) {
      const answer = await ask(next, { after: { question, isReply: false } });
      first += Number(shows(answer, answers, 1));
      inThree += Number(shows(answer, answers, 3));
      firstAlone += Number(shows(await ask(next), answers, 1));
    }
    expect(firstAlone).toBeLessThanOrEqual(20);
    expect(first).toBeGreaterThanOrEqual(28);
    expect(inThree).toBeGreaterThanOrEqual(30);
  }, 60_000);

  test.each(alone)('is asked alone where it stands alone: $next', async ({ first, next }) => {
    for (const isReply of [false, true]) {
      const answer = await ask(next, { after: { question: first, isReply } });
      expect(answer.followsUp).toBe(false);
      expect(answer.excerpts).toEqual((await ask(next)).excerpts);
    }
  });

  test('says what was searched for, and is never surer than the documents of what they do not name', async () => {
    const after = { question: 'What is meant by a soft alliance?', isReply: false };
    const answer = await ask('And who is Putin?', { after });
    expect(answer).toMatchObject({
      kind: 'closest',
      followsUp: true,
      searchedFor: 'What is meant by a soft alliance? And who is Putin?',
    });
  });

  test('is asked alone where that is wanted', async () => {
    const after = { question: 'What is meant by a soft alliance?', isReply: true };
    const answer = await ask('And who says so?', { after, asWritten: true });
    expect(answer).toMatchObject({ followsUp: false, searchedFor: undefined });
  });
});

/** Any white space as one blank: the document has no-break spaces. */
function spaced(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
