import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Library } from '../../src/index/library/library.ts';
import type { Ask, Excerpt } from '../../src/retrieval/answer.ts';
import { keptFolder, temporaryFolder } from '../index/library/temporary-folder.ts';
import { toyAsk } from './toy-retrieval.ts';

const TEXTS = {
  'steam.md':
    '# Steam engines\n\nSteam engines use boilers. Boilers hold water under pressure. Stokers shovel coal.\n\n## History\n\nNewcomen built a pump engine in 1712. Watt made it better.\n',
  'penguins.txt':
    'Penguins live on the coast of Antarctica. They eat fish and krill.\n\nAn emperor penguin weighs 40 kilograms. 🐧 Its chicks are grey.\n',
  'interview.txt':
    '— Do you like the harbour?\n\n— The harbour opened last spring. Many ships came. Nobody counted them.\n\n— Who pays for it?\n\n— The town pays for the quay.\n',
  'reprint.txt':
    'PENGUINS live on the coast of Antarctica . They eat “fish” and krill.\n\nPrinted again.\n',
  'copy.txt':
    'Penguins live on the coast of Antarctica. They eat fish and krill.\n\nA footnote about nothing.\n',
};

describe('an answer', async () => {
  const folder = await keptFolder();
  let library: Library;
  let ask: Ask;
  const slice = (excerpt: Excerpt, { start, end }: { start: number; end: number }) => {
    const document = library.documents.findIndex(({ id }) => id === excerpt.document);
    return library.text(document, { start, end });
  };
  beforeAll(async () => {
    ({ library, ask } = await toyAsk(folder, TEXTS));
  });

  test('quotes the document exactly, whatever is asked', async () => {
    const words = Object.values(TEXTS).join(' ').split(/\s+/u);
    const questions = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((some) => some.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(questions, fc.integer({ min: 1, max: 20 }), async (question, limit) => {
        const { excerpts } = await ask(question, { limit });
        expect(excerpts.length).toBeLessThanOrEqual(limit);
        for (const excerpt of excerpts) {
          expect(slice(excerpt, excerpt)).toBe(excerpt.text);
          expect(excerpt.best.start).toBeGreaterThanOrEqual(excerpt.start);
          expect(excerpt.best.end).toBeLessThanOrEqual(excerpt.end);
        }
      }),
      { numRuns: 100 },
    );
  }, 20_000);

  test('shows what two documents say in nearly the same words once', async () => {
    const { excerpts } = await ask('What do penguins eat: fish or krill?', { limit: 20 });
    expect(excerpts.filter(({ text }) => text.includes('krill'))).toHaveLength(1);
  });

  test('quotes the nearest where the phrase stands only in documents that may not be quoted', async () => {
    const mayQuote = (id: string) => id !== 'steam.md';
    const { kind, excerpts } = await ask('Which engines "hold water"?', { limit: 20, mayQuote });
    expect(kind).not.toBe('found');
    expect(excerpts.length).toBeGreaterThan(0);
    expect(excerpts.every(({ document }) => mayQuote(document))).toBe(true);
  });

  test('quotes only places that hold the phrase that is asked for', async () => {
    const { excerpts } = await ask('Where do penguins and boilers "hold water"?', { limit: 20 });
    expect(excerpts.map(({ text }) => text.includes('hold water'))).toEqual([true]);
  });

  test('quotes every place that holds the phrase, however many there are', async () => {
    const folder = await temporaryFolder();
    const numbered = Array.from({ length: 130 }, (_, at) => `Ship ${at} took on fresh water.`);
    const { ask: askShips } = await toyAsk(folder, { 'log.txt': numbered.join('\n\n') });
    const { excerpts } = await askShips('"fresh water"', { limit: 301 });
    expect(excerpts.map(({ text }) => text).sort()).toEqual([...numbered].sort());
  });

  test('says at most that it is uncertain where no place holds the phrase', async () => {
    const { kind, excerpts } = await ask('Do penguins eat "fish and chips"?');
    expect(kind).not.toBe('found');
    expect(excerpts.length).toBeGreaterThan(0);
  });

  test('shows no sentence twice', async () => {
    const { excerpts } = await ask('penguins engines harbour fish boilers', { limit: 20 });
    const spans = excerpts.map(({ document, start, end }) => ({ document, start, end }));
    for (const [position, one] of spans.entries()) {
      for (const other of spans.slice(position + 1)) {
        const apart =
          one.document !== other.document || one.end <= other.start || other.end <= one.start;
        expect(apart).toBe(true);
      }
    }
    expect(excerpts.length).toBeGreaterThan(3);
  });

  test('begins with the place that says it, its sentence known', async () => {
    const [first] = (await ask('Who built a pump engine in 1712?')).excerpts;
    expect(first).toMatchObject({
      document: 'steam.md',
      section: ['History'],
      title: 'Steam engines',
    });
    expect(first && slice(first, first.best)).toBe('Newcomen built a pump engine in 1712.');
  });

  test('has three excerpts unless another number is asked for', async () => {
    expect((await ask('penguins')).excerpts).toHaveLength(3);
    expect((await ask('penguins', { limit: 1 })).excerpts).toHaveLength(1);
  });

  test('goes on from a question asked in the document into its answer', async () => {
    const [first] = (await ask('Do you like the harbour?')).excerpts;
    expect(first?.text).toBe(
      '— Do you like the harbour?\n\n— The harbour opened last spring. Many ships came. Nobody counted them.',
    );
  });

  test('quotes only documents that may be quoted, the copy of a text where the first one may not', async () => {
    const mayQuote = (id: string) =>
      id !== 'reprint.txt' && id !== 'penguins.txt' && id !== 'steam.md';
    const { excerpts } = await ask('Where do penguins live on the coast?', { limit: 20, mayQuote });
    expect(excerpts[0]).toMatchObject({ document: 'copy.txt' });
    expect(excerpts.every(({ document }) => mayQuote(document))).toBe(true);
  });

  test('names what the nearest documents are about', async () => {
    const { topics } = await ask('Which engines use boilers?');
    expect(topics[0]).toBe('Steam engines');
    expect(topics.length).toBeLessThanOrEqual(5);
  });

  test('is nothing, not an error, for a question without a word', async () => {
    for (const question of ['', ' ', '?!', '🐧']) {
      expect((await ask(question)).question).toBe(question);
    }
  });

  test('tells how long its parts took', async () => {
    const { ms } = await ask('penguins');
    expect(ms.embed + ms.search + ms.rank + ms.excerpt).toBeCloseTo(ms.total, 6);
    expect(ms.neighbours).toBeLessThanOrEqual(ms.search);
    expect(Math.min(ms.neighbours, ms.words, ms.excerpt)).toBeGreaterThan(0);
  });
});

test('a question sees one library, whatever is swapped in meanwhile', async () => {
  const { library: before, ask } = await toyAsk(await temporaryFolder(), {
    'only.txt': 'Penguins eat fish.\n',
  });
  const { excerpts } = await ask('What do penguins eat?');
  expect(before.documents.map(({ id }) => id)).toEqual([excerpts[0]?.document]);
});
