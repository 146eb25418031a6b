import { describe, expect, test } from 'vitest';
import {
  casesOf,
  documentsMissing,
  EvalSetError,
  parseEvalSet,
  unlabelledIn,
} from '../../../src/retrieval/eval/cases.ts';
import { temporaryFolder } from '../../index/library/temporary-folder.ts';
import { toyLibrary } from '../toy-retrieval.ts';

const TEXT = '🐧 Penguins eat fish.\n\nOn 6 June,\u00a0in Almaty, they met. They met again.\n';

async function casesFrom(set: unknown) {
  const library = await toyLibrary(await temporaryFolder(), { 'penguins.txt': TEXT });
  return casesOf(parseEvalSet(JSON.stringify(set), 'questions.json'), library);
}

describe('a set with gold spans', () => {
  test('counts code points: its spans become UTF-16 spans of the document', async () => {
    const questions = [
      {
        question: 'What do they eat?',
        document: 'penguins.txt',
        spans: [[15, 19]],
        language: 'en',
      },
    ];
    const [asked] = await casesFrom({ offsets: 'Unicode code points', questions });
    const [gold] = asked?.gold ?? [];
    expect(gold && TEXT.slice(gold.start, gold.end)).toBe('fish');
    expect(asked).toMatchObject({ kind: 'answerable', language: 'en', document: 'penguins.txt' });
  });

  test('tells impossible and foreign questions', async () => {
    const about = { question: 'Who?', document: 'penguins.txt', spans: [] };
    const cases = await casesFrom({
      questions: [
        { ...about, impossible: true },
        { ...about, foreign: true },
      ],
    });
    expect(cases.map(({ kind }) => kind)).toEqual(['impossible', 'foreign']);
  });
});

describe('a set of the bot’s own cases', () => {
  const voted = { question: 'What do they eat?', document: 'penguins.txt' };

  test('has gold strings of each question’s document', async () => {
    const cases = await casesFrom({ questions: [{ ...voted, answers: ['eat fish'] }] });
    expect(cases.map(({ gold }) => gold)).toEqual([[{ start: 12, end: 20 }]]);
  });

  test('leaves out what nobody has labelled, and counts it', async () => {
    const set = { questions: [{ ...voted, answers: [], unlabelled: true }, voted] };
    expect(await casesFrom(set)).toHaveLength(1);
    expect(unlabelledIn(parseEvalSet(JSON.stringify(set), 'questions.json'))).toBe(1);
  });
});

describe('a set with gold strings', () => {
  test('finds each place where a string stands, whatever the white space', async () => {
    const questions = [
      { question: 'Where?', kind: 'direct', answers: ['6 June, in Almaty'] },
      { question: 'Who met?', kind: 'direct', answers: ['They met', 'they met'] },
      { question: 'Who won?', kind: 'off', answers: [] },
    ];
    const cases = await casesFrom({ document: 'penguins.txt', questions });
    expect(cases.map(({ kind, gold }) => [kind, gold.length])).toEqual([
      ['answerable', 1],
      ['answerable', 2],
      ['foreign', 0],
    ]);
  });
});

describe('documents that the library lacks', () => {
  test('are named, each once', async () => {
    const library = await toyLibrary(await temporaryFolder(), { 'a.txt': TEXT });
    const about = (document: string) => ({ question: 'Who?', document });
    const set = { questions: [about('b.txt'), about('a.txt'), about('b.txt')] };
    const parsed = parseEvalSet(JSON.stringify(set), 'a.json');
    expect(documentsMissing(parsed, library)).toEqual(['b.txt']);
  });
});

describe('anything else', () => {
  test.each([
    ['{}', 'questions: Invalid input: expected array'],
    ['{"questions": []}', 'questions: there is none'],
    ['{"document": "a", "questions": [{"question": "Who?", "kind": 1}]}', 'questions.0.kind'],
    ['{"questions": [{"question": "Who?", "document": "a", "spans": [1]}]}', 'questions.0.spans.0'],
  ])('%s is refused with the place of the mistake', (json, mistake) => {
    expect(() => parseEvalSet(json, 'a.json')).toThrow(`a.json is no set of questions (${mistake}`);
  });

  test.each(['no JSON', '[]', '{"questions": [{"question": ""}]}'])(
    '%s is refused by name',
    (json) => {
      expect(() => parseEvalSet(json, 'my/questions.json')).toThrow(EvalSetError);
      expect(() => parseEvalSet(json, 'my/questions.json')).toThrow(/my\/questions\.json.*README/);
    },
  );
});
