import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Ask, AskOptions } from '../../src/retrieval/answer.ts';
import { runAsk } from '../../src/retrieval/ask-command.ts';
import type { AskCommand } from '../../src/retrieval/command-line.ts';
import { answerOf } from './answers.ts';

/** What was asked, with which options, and what was printed. */
async function run(command: AskCommand, lines: string) {
  const asked: { readonly question: string; readonly options: AskOptions | undefined }[] = [];
  let printed = '';
  const ask: Ask = async (question, options) => {
    asked.push({ question, options });
    return answerOf({ question, followsUp: question.startsWith('And') });
  };
  const output = new Writable({
    write(chunk, _, done) {
      printed += String(chunk);
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  await runAsk(command, ask, { env: {}, input: Readable.from([lines]), output });
  return { asked, printed };
}

describe('a conversation', () => {
  test('asks each line, after the last question that stands alone', async () => {
    const command = { kind: 'conversation', limit: 3, explain: false } as const;
    const { asked } = await run(command, 'Who may vote?\nAnd when?\nAnd where?\nWho may fish?\n');
    expect(asked.map(({ question, options }) => [question, options?.after?.question])).toEqual([
      ['Who may vote?', undefined],
      ['And when?', 'Who may vote?'],
      ['And where?', 'Who may vote?'],
      ['Who may fish?', 'Who may vote?'],
    ]);
  });

  test('starts afresh after an empty line', async () => {
    const command = { kind: 'conversation', limit: 3, explain: false } as const;
    const { asked, printed } = await run(command, 'Who may vote?\n\nAnd when?\n');
    expect(asked[1]?.options?.after).toBeUndefined();
    expect(printed).toContain('Steam engines use boilers.');
  });
});

test('lines for a program are asked each on its own, one line of JSON each', async () => {
  const { asked, printed } = await run(
    { kind: 'stream', limit: 2, explain: true },
    'Who?\r\n\nAnd when?',
  );
  expect(asked).toEqual([
    { question: 'Who?', options: { limit: 2, explain: true } },
    { question: 'And when?', options: { limit: 2, explain: true } },
  ]);
  expect(
    printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toHaveLength(2);
});
