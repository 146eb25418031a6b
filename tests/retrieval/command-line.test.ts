import { describe, expect, test } from 'vitest';
import { parseCommand, UsageError } from '../../src/retrieval/command-line.ts';

describe('npm run ask', () => {
  test('takes the question as one word or several', () => {
    const one = { kind: 'one', question: 'Who may vote?', json: false, limit: 3, explain: false };
    expect(parseCommand(['ask', 'Who may vote?'])).toEqual(one);
    expect(parseCommand(['ask', 'Who', 'may', 'vote?'])).toEqual(one);
  });

  test('reads questions from standard input with --json alone', () => {
    expect(parseCommand(['ask', '--json', '--excerpts', '20'])).toEqual({
      kind: 'stream',
      limit: 20,
      explain: false,
    });
  });

  test('begins a conversation where there is no question', () => {
    expect(parseCommand(['ask', '--explain'])).toEqual({
      kind: 'conversation',
      limit: 3,
      explain: true,
    });
  });

  test.each(['0', '21', '1.5', 'many', ''])(
    'refuses --excerpts %s and says what is allowed',
    (limit) => {
      expect(() => parseCommand(['ask', 'x', `--excerpts=${limit}`])).toThrow(/from 1 to 20/);
    },
  );

  test('says what is allowed where something isn’t', () => {
    expect(() => parseCommand(['ask', '--colour'])).toThrow(UsageError);
  });

  test.each(['', '  '])('asks for the question where it is %j', (question) => {
    expect(() => parseCommand(['ask', question])).toThrow(/^What is the question\?/);
  });

  test('refuses options of an evaluation, and an evaluation those of questions', () => {
    expect(() => parseCommand(['ask', 'x', '--misses', 'a.md'])).toThrow(/'--misses'/);
    expect(() => parseCommand(['eval', 'set', '--excerpts', '2'])).toThrow(/'--excerpts'/);
  });
});

describe('npm run eval', () => {
  test('takes one folder', () => {
    expect(parseCommand(['eval', 'set', '--plot', 'a.svg'])).toEqual({
      kind: 'eval',
      folder: 'set',
      json: false,
      baseline: undefined,
      plot: 'a.svg',
      misses: undefined,
      asking: 'alone',
    });
    expect(parseCommand(['eval', 'set', '--asking', 'in-turn'])).toMatchObject({
      asking: 'in-turn',
    });
    expect(parseCommand(['eval', 'set', '--misses', 'misses.md'])).toMatchObject({
      misses: 'misses.md',
    });
    expect(() => parseCommand(['eval', 'set', '--asking', 'twice'])).toThrow(/in-turn/);
    expect(() => parseCommand(['eval'])).toThrow(/Which one folder/);
    expect(() => parseCommand(['eval', 'a', 'b'])).toThrow(/Which one folder/);
  });
});

test('an unknown command gets the usage', () => {
  expect(() => parseCommand(['answer'])).toThrow(/Usage: npm run ask/);
});
