import { PassThrough } from 'node:stream';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Asking } from '../../../src/index/golden/golden-check.ts';
import { checkGoldenQuestions } from '../../../src/index/golden/golden-check.ts';
import { runGoldenCommand } from '../../../src/index/golden/golden-command.ts';
import { GoldenError, readGoldenQuestions } from '../../../src/index/golden/golden-questions.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

const TEXT = 'The Wend is long.';

/** Finds the same sentence for whatever is asked, and shows it or doesn't. */
function asking(kind: 'found' | 'closest' | 'nothing'): Asking {
  const span = { start: 0, end: TEXT.length };
  return async () => ({ kind, excerpts: [{ ...span, document: 'a.txt', text: TEXT, best: span }] });
}

async function add(question: string, ask: Asking) {
  const file = path.join(await temporaryFolder(), 'golden.jsonl');
  const useLibrary = () => Promise.reject(new Error('not needed'));
  const parts = { file, open: async () => ({ useLibrary, ask }), out: new PassThrough() };
  await runGoldenCommand(parts, { kind: 'add', question, document: undefined, text: undefined });
  return await readGoldenQuestions(file);
}

describe('a golden question without a text', () => {
  test.each(['found', 'closest'] as const)('is recorded with what is shown: %s', async (kind) => {
    const question = 'How long is the Wend?';
    expect(await add(question, asking(kind))).toEqual([
      { question, document: 'a.txt', text: TEXT },
    ]);
  });

  test('is not recorded where people are told that there is nothing', async () => {
    const adding = add('What is the capital of Mongolia?', asking('nothing'));
    await expect(adding).rejects.toThrow(GoldenError);
    await expect(adding).rejects.toThrow('with --text');
  });
});

describe('a golden question', () => {
  const golden = [{ question: 'How long?', document: 'a.txt', text: 'The Wend' }];

  test('is answered by what people are shown', async () => {
    expect(await checkGoldenQuestions(golden, asking('closest'))).toEqual({
      asked: 1,
      missing: [],
    });
  });

  test('is not answered by what is kept from them', async () => {
    const { missing } = await checkGoldenQuestions(golden, asking('nothing'));
    expect(missing).toEqual([expect.stringContaining('"How long?"')]);
  });
});
