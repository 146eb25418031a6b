import { beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../src/retrieval/answer.ts';
import type { Explanation } from '../../src/retrieval/explanation.ts';
import { ENGLISH_EXPLANATION, explainInWords } from '../../src/retrieval/explanation-words.ts';
import { keptFolder } from '../index/library/temporary-folder.ts';
import { toyAsk } from './toy-retrieval.ts';

describe('the explanation of an answer', async () => {
  const folder = await keptFolder();
  let ask: Ask;
  beforeAll(async () => {
    ({ ask } = await toyAsk(folder, {
      'town.txt': 'Every resident may vote for the council.\n',
      'harbour.txt': 'The harbour opened in 1712. Ships came from the north.\n',
      'lake.txt': 'Fishing is allowed in the lake.\n',
    }));
  });
  const explained = async (question: string) => {
    const { explanation, excerpts } = await ask(question, { explain: true });
    if (!explanation) throw new Error('nothing was explained');
    return { explanation, excerpts };
  };

  test('is given where it is asked for only', async () => {
    expect(await ask('Who may vote?')).not.toHaveProperty('explanation');
  });

  test('tells which of the question’s words a passage has, as they were written', async () => {
    const { explanation, excerpts } = await explained('Which Residents voted in 1713, or fished?');
    const at = excerpts.findIndex(({ document }) => document === 'town.txt');
    expect(explanation.excerpts[at]).toMatchObject({
      wordsThere: ['Residents', 'voted'],
      wordsMissing: ['fished', '1713'],
    });
  });

  test('tells where a passage stood, for each excerpt', async () => {
    const { explanation, excerpts } = await explained('When did the harbour open?');
    expect(explanation.excerpts).toHaveLength(excerpts.length);
    expect(explanation.excerpts[0]).toMatchObject({ rankByMeaning: 1, rankByWords: 1 });
    expect(explanation.passages).toBe(3);
  });

  test('tells what speaks against it', async () => {
    const { explanation } = await explained('Who did not vote in 1999?');
    expect(explanation.doubts).toEqual(expect.arrayContaining(['number', 'denial']));
  });
});

describe('in words', () => {
  const explanation: Explanation = {
    kind: 'found',
    onSubject: 0.984,
    probability: 0.6,
    thresholds: { found: 0.66, closest: 0.08 },
    isCalibrated: true,
    readings: [
      { question: 'Who?', meant: 'as-written', kind: 'found', probability: 0.6, isChosen: true },
    ],
    doubts: [],
    passages: 40,
    excerpts: [
      {
        wordsThere: ['vote'],
        wordsMissing: ['harbour'],
        sentenceSimilarity: 0.876,
        passageSimilarity: 0.9,
        rankByMeaning: 2,
        rankByWords: 1,
      },
    ],
  };
  const inWords = (over: Partial<Explanation> = {}) =>
    explainInWords({ ...explanation, ...over }, ENGLISH_EXPLANATION, (text) => `<${text}>`);

  test('a found answer is a verdict and its passages', () => {
    expect(inWords()).toEqual([
      'Found: I am 98 % sure that the documents speak of this, and 60 % that the sentence in bold answers it.',
      '[1] passage no. 2 of 40 in meaning (similarity 0.9); its sentence 0.88; no. 1 by words; has the words: <vote>; has not: <harbour>',
    ]);
  });

  test('an uncertain one says what is missing, a refused one names the nearest passage only', () => {
    expect(inWords({ kind: 'closest', onSubject: 0.4 })[0]).toContain('from 66 % on');
    const refused = inWords({
      kind: 'nothing',
      onSubject: 0.001,
      excerpts: [...explanation.excerpts, ...explanation.excerpts],
    });
    expect(refused[0]).toContain('only 1 % sure');
    expect(refused.slice(1)).toEqual([expect.stringMatching(/^Nearest: passage no. 2/)]);
  });

  test('other ways to understand the question are weighed', () => {
    const readings: Explanation['readings'] = [
      { question: 'Hwo?', meant: 'as-written', kind: 'nothing', probability: 0, isChosen: false },
      { question: 'Who?', meant: 'corrected', kind: 'found', probability: 0.6, isChosen: true },
    ];
    expect(inWords({ readings }).slice(1, 3)).toEqual([
      'As it was written: nothing, 1 %.',
      'Searched for with the spelling corrected: <Who?>',
    ]);
  });

  test('a follow-up of which nothing is known alone is said to be doubtful', () => {
    const readings: Explanation['readings'] = [
      { question: 'A? B?', meant: 'in-context', kind: 'closest', probability: 0.5, isChosen: true },
    ];
    expect(inWords({ kind: 'closest', readings })[0]).toBe(ENGLISH_EXPLANATION.doubtful);
  });
});
