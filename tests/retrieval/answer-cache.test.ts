import { describe, expect, test } from 'vitest';
import { cachedAsk, type CachedAskParts } from '../../src/retrieval/answer-cache.ts';
import type { Answer, AskOptions } from '../../src/retrieval/answer.ts';
import { temporaryFolder } from '../index/library/temporary-folder.ts';
import { answerOf, excerptOf } from './answers.ts';
import { toyAsk } from './toy-retrieval.ts';

/** What a library is to the cache: its build, and the documents that a filter may be asked about. */
const libraryOf = (id: string) => ({
  id,
  documents: [{ id: 'steam.txt' }, { id: 'penguins.txt' }],
});

/** Counts what was searched for, and answers with the documents that may be quoted. */
function counted(parts: Partial<CachedAskParts> = {}) {
  const searches: string[] = [];
  let library = libraryOf('first');
  const ask = cachedAsk({
    library: () => library,
    ask: async (question, options) => {
      searches.push(question);
      await Promise.resolve();
      return answerOf({ question, topics: quotable(library, options) });
    },
    ...parts,
  });
  return {
    ask,
    searches,
    use: (next: typeof library) => {
      library = next;
    },
  };
}

const quotable = (library: ReturnType<typeof libraryOf>, options: AskOptions = {}) =>
  library.documents.map(({ id }) => id).filter((id) => options.mayQuote?.(id) ?? true);

describe('a question that was asked before', () => {
  test('is answered alike without a search, and says how long that took', async () => {
    const { ask, searches } = counted();
    const first = await ask('What do engines use?');
    const second = await ask('What do engines use?');
    expect(searches).toHaveLength(1);
    expect({ ...second, ms: first.ms }).toEqual(first);
    expect(second.ms).toMatchObject({ embed: 0, search: 0, rank: second.ms.total });
    expect(second.ms.total).toBeLessThan(first.ms.total);
  });

  test('is answered by the real search as if there were no cache', async () => {
    const texts = { 'steam.md': '# Steam\n\nSteam engines use boilers. Boilers hold water.\n' };
    const { ask: alone, library } = await toyAsk(await temporaryFolder(), texts);
    const ask = cachedAsk({ ask: alone, library: () => library });
    await ask('What do engines use?');
    const { ms: _, ...again } = await ask('What do engines use?');
    const { ms: __, ...fresh } = await alone('What do engines use?');
    expect(again).toEqual(fresh);
  });

  test('is searched for again in a new library', async () => {
    const { ask, searches, use } = counted();
    await ask('Who?');
    use(libraryOf('second'));
    await ask('Who?');
    use(libraryOf('first'));
    await ask('Who?');
    expect(searches).toHaveLength(3);
  });

  test('is searched for again where the library changed during the search', async () => {
    const { ask, searches, use } = counted();
    const answer = ask('Who?');
    use(libraryOf('second'));
    await answer;
    use(libraryOf('first'));
    await ask('Who?');
    expect(searches).toHaveLength(2);
  });

  test('is searched for again when it failed', async () => {
    let attempts = 0;
    const { ask } = counted({
      ask: async (question) => {
        attempts += 1;
        if (attempts === 1) throw new Error('no');
        return answerOf({ question });
      },
    });
    await expect(ask('Who?')).rejects.toThrow('no');
    await expect(ask('Who?')).resolves.toMatchObject({ question: 'Who?' });
  });
});

describe('the same words', () => {
  test.each<[string, AskOptions, AskOptions]>([
    ['with another number of excerpts', { limit: 3 }, { limit: 10 }],
    ['as written', {}, { asWritten: true }],
    ['after something', {}, { after: { question: 'Where?', isReply: false } }],
    [
      'as a reply to it',
      { after: { question: 'Where?', isReply: false } },
      { after: { question: 'Where?', isReply: true } },
    ],
    ['of fewer documents', {}, { mayQuote: (id) => id === 'steam.txt' }],
  ])('%s are another question', async (_, one, other) => {
    const { ask, searches } = counted();
    await ask('Who?', one);
    await ask('Who?', other);
    expect(searches).toHaveLength(2);
  });

  test('are explained anew each time', async () => {
    const { ask, searches } = counted();
    await ask('Who?', { explain: true });
    await ask('Who?', { explain: true });
    await ask('Who?');
    expect(searches).toHaveLength(3);
  });

  test('asked at one time are searched for once', async () => {
    const { ask, searches } = counted();
    const answers = await Promise.all([ask('Who?'), ask('Who?'), ask('Who?')]);
    expect(searches).toHaveLength(1);
    expect(answers.map(({ topics }) => topics)).toEqual([
      answers[0]?.topics,
      answers[0]?.topics,
      answers[0]?.topics,
    ]);
  });
});

describe('what may be quoted', () => {
  test('is the same where filters agree on the documents, whichever they are', async () => {
    const { ask, searches } = counted();
    await ask('Who?', { mayQuote: (id) => id.startsWith('steam') });
    await ask('Who?', { mayQuote: (id) => !id.startsWith('penguins') });
    await ask('Where?');
    await ask('Where?', { mayQuote: () => true });
    expect(searches).toEqual(['Who?', 'Where?']);
  });

  test('does not change while a question is searched for', async () => {
    const { ask } = counted();
    let isOpen = false;
    const mayQuote = (id: string) => isOpen || id === 'steam.txt';
    const answer = ask('Who?', { mayQuote });
    isOpen = true;
    expect((await answer).topics).toEqual(['steam.txt']);
    expect((await ask('Who?', { mayQuote })).topics).toEqual(['steam.txt', 'penguins.txt']);
    isOpen = false;
    expect((await ask('Who?', { mayQuote })).topics).toEqual(['steam.txt']);
  });
});

describe('the cache is bounded', () => {
  const filled = async (parts: Partial<CachedAskParts>, questions: string) => {
    const { ask, searches } = counted(parts);
    for (const question of questions) await ask(question);
    return searches.join('');
  };

  test('by count: what was not asked for the longest gives way', async () => {
    expect(await filled({ maxAnswers: 2 }, 'abacaba')).toBe('abcb');
  });

  test('by size', async () => {
    const ask = async (question: string): Promise<Answer> =>
      answerOf({ question, excerpts: [excerptOf(question.repeat(1000))] });
    const searches: string[] = [];
    const parts = {
      maxBytes: 4000,
      ask: (question: string) => {
        searches.push(question);
        return ask(question);
      },
    };
    const bounded = counted(parts).ask;
    for (const question of 'aabbaa') await bounded(question);
    expect(searches.join('')).toBe('aba');
    const tight = counted({ ...parts, maxBytes: 1000 }).ask;
    for (const question of 'cc') await tight(question);
    expect(searches.join('')).toBe('abacc');
  });
});
