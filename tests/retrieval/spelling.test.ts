import { beforeAll, describe, expect, test } from 'vitest';
import { type Library, using } from '../../src/index/library/library.ts';
import { createAsk } from '../../src/retrieval/ask.ts';
import { correctedQuestion } from '../../src/retrieval/spelling.ts';
import { toyEmbedder } from '../index/library/toy-embedder.ts';
import { keptFolder } from '../index/library/temporary-folder.ts';
import { toyLibrary } from './toy-retrieval.ts';

const TEXTS = {
  'town.md':
    '# Town charter\n\nThe government of the town appoints the harbour master. Every resident may vote for the council. Ólafur Guðmundsson was the first mayor, and García the second. The legal age is 18 years. The règlement of 1712 still holds.\n',
  'ru.txt':
    'Правительство города назначает начальника порта, и это правительство сменяется. Каждый житель может голосовать на выборах совета. Имангали Тасмагамбетов выступил с докладом.\n',
  'el.txt':
    'Η κυβέρνηση της πόλης διορίζει τον λιμενάρχη. Κάθε κάτοικος μπορεί να ψηφίσει για το συμβούλιο.\n',
};

/** Words that the tokenizer has as one piece; all others have two, those with a slip three. */
const KNOWN = new Set(['thought', 'resident', 'government', 'council', 'charity']);
const embedder = {
  ...toyEmbedder(),
  countTokens: (words: readonly string[]) =>
    Promise.resolve(words.map((word) => (KNOWN.has(word) ? 1 : 2))),
};

describe('a question of which words stand nowhere in the library', async () => {
  const folder = await keptFolder();
  let library: Library;
  beforeAll(async () => {
    library = await toyLibrary(folder, TEXTS);
  });
  const corrected = (question: string) => correctedQuestion(library, question, embedder);

  test.each([
    ['Who is in the goverment?', 'Who is in the government?'],
    ['Who is in the governmnet of the twon?', 'Who is in the government of the town?'],
    ['May every residnet vote?', 'May every resident vote?'],
    ['Goverment of the town', 'Government of the town'],
    ['Who was Olafur gudmundsson?', 'Who was Olafur Guðmundsson?'],
    ['Что назначает правительсво?', 'Что назначает правительство?'],
    ['С чем выступил Тасмагамбетав?', 'С чем выступил Тасмагамбетов?'],
    ['Τι διορίζει η κυβέρνηεση της πόλης;', 'Τι διορίζει η κυβέρνηση της πόλης;'],
  ])('is corrected by words of the library: %s', async (question, right) => {
    expect(await corrected(question)).toBe(right);
  });

  test.each([
    ['whose words all stand there', 'Who may vote for the council?'],
    ['with endings of its own', 'Who governs the towns, and who was voting?'],
    ['without accents', 'Who was Garcia?'],
    ['in quotation marks', 'Who is in the "goverment"? And „goverment“, «goverment», “goverment”?'],
    ['of numbers', 'What happened in 1713 and 17 12?'],
    ['in another script', 'Who is in the 政府 of the town?'],
    ['of names in code', 'What is goverment_id, goverment2 or goverment@town?'],
    ['that deny', "Who isn't, wasn't or doesn't vote?"],
    ['that people write', 'Who thought of charity?'],
    ['whose first letter is another one', 'What is the illegal age for a resident of hown?'],
    ['in capitals', 'What is the TOWM or the COUNCIL of 1712?'],
    ['of a few letters', 'Is the twn big?'],
    ['in another language', '¿Quién nombra el gobernment de la ciudad de los residentes?'],
    ['none at all', '?!'],
  ])('is left alone (words %s)', async (_, question) => {
    expect(await corrected(question)).toBeUndefined();
  });

  test('is searched for as corrected, and that is said, where it answers better', async () => {
    const ask = createAsk({ useLibrary: using(library), embedder });
    const answer = await ask('Who may voet for the councli?');
    expect(answer.searchedFor).toBe('Who may vote for the council?');
    expect(answer.question).toBe('Who may voet for the councli?');
    expect(answer.excerpts[0]?.text).toContain('Every resident may vote');
  });

  test('is searched for as it was written where that is wanted', async () => {
    const ask = createAsk({ useLibrary: using(library), embedder });
    const { searchedFor } = await ask('Who may voet for the councli?', { asWritten: true });
    expect(searchedFor).toBeUndefined();
  });

  test('costs one more embedding, and none where nothing is unknown', async () => {
    const asked: string[] = [];
    const counting = {
      ...embedder,
      embedQuestion: (question: string) => {
        asked.push(question);
        return embedder.embedQuestion(question);
      },
    };
    const ask = createAsk({ useLibrary: using(library), embedder: counting });
    await ask('Who may vote for the council?');
    expect(asked).toHaveLength(1);
    await ask('Who may voet for the councli?');
    expect(asked).toHaveLength(3);
  });

  test('is asked as it was written while the library’s words are still collected, and later ones hardly wait', async () => {
    let isCollected = false;
    const collecting: Library = {
      ...library,
      wordsLike: (...search) =>
        isCollected ? library.wordsLike(...search) : new Promise(() => undefined),
    };
    const correctedIn = async () => {
      const since = performance.now();
      const right = await correctedQuestion(collecting, 'May every residnet vote?', embedder);
      return { right, ms: performance.now() - since };
    };
    const [first, second] = [await correctedIn(), await correctedIn()];
    expect([first.right, second.right]).toEqual([undefined, undefined]);
    expect(second.ms).toBeLessThan(first.ms / 2);
    isCollected = true;
    expect((await correctedIn()).right).toBe('May every resident vote?');
  });
});
