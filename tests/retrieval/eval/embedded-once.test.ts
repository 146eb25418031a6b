import { expect, test } from 'vitest';
import { embeddedOnce } from '../../../src/retrieval/eval/embedded-once.ts';
import { toyEmbedder } from '../../index/library/toy-embedder.ts';

test('a question is embedded once, however often it is asked', async () => {
  const toy = toyEmbedder();
  let asked = 0;
  const embedder = embeddedOnce({
    ...toy,
    embedQuestion: (question) => {
      asked += 1;
      return toy.embedQuestion(question);
    },
  });
  const [first, again] = [
    await embedder.embedQuestion('Who?'),
    await embedder.embedQuestion('Who?'),
  ];
  expect(again).toBe(first);
  await embedder.embedQuestion('When?');
  expect(asked).toBe(2);
});
