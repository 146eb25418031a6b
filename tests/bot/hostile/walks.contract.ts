import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellFormed } from '../../../src/bot/label.ts';
import { LANGUAGES } from '../../../src/bot/languages/languages.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { keptFolder } from '../../index/library/temporary-folder.ts';
import { type BotInProcess, botInProcess } from '../support/bot-in-process.ts';
import { hostileMessage } from '../support/hostile.ts';
import { hostileLibrary, retrievalOver } from '../support/hostile-library.ts';
import { pressAll } from '../support/pressing.ts';

/** What somebody does, one after the other; `…` stands for words. */
const DEEDS = [
  '…',
  '/ask …',
  '/search …',
  '/search "…"',
  '/doc',
  '/doc …',
  '/toc …',
  '/settings',
  '/why',
  '/save',
  '/saved',
  '/export',
  '/privacy',
  '/forget',
  '/help',
  '/start …',
  'inline …',
  'inline "…"',
  'guest …',
] as const;

const walk = fc.record({
  deeds: fc.array(fc.constantFrom(...DEEDS), { minLength: 1, maxLength: 4 }),
  place: fc.constantFrom('private', 'group'),
  words: fc.record({ from: fc.nat(), count: fc.integer({ min: 1, max: 8 }) }),
  own: fc.option(hostileMessage(300), { freq: 3 }),
  name: hostileMessage(64),
  title: hostileMessage(128),
  languageCode: fc.constantFrom(...LANGUAGES.map(({ code }) => code)),
});
type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

/**
 * Whatever the documents hold, asking, listing, searching and every button that comes of it make nothing that the
 * simulator's validator refuses, and no error.
 *
 * @param seed says which library and which walks are tried
 */
export function hostileWalks({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  let sim: Simulator;
  let bot: BotInProcess;
  let words: readonly string[];
  const [libraryDir, stateDir] = [keptFolder(), keptFolder()];
  beforeAll(async () => {
    const library = await hostileLibrary(await libraryDir, seed);
    words = library.documents.flatMap(({ length }, document) =>
      library.text(document, { start: 0, end: length }).split(/\s+/u).filter(Boolean).slice(0, 200),
    );
    sim = await startSimulator({ supportsGuestQueries: true, strict: false });
    bot = botInProcess(sim, { stateDir: await stateDir, retrieval: retrievalOver(library) });
  });
  afterAll(async () => {
    bot.close();
    await sim.close();
  });

  test(`any documents make valid requests, whatever is pressed (${runs} walks, seed ${seed})`, async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(walk, async (now) => {
        const before = { violations: sim.violations.list().length, failures: bot.failures.length };
        const calls = sim.calls.length;
        await walkThrough(now);
        const violations = sim.violations.list().slice(before.violations);
        const failures = bot.failures.slice(before.failures);
        // What people tell each other in a group is left alone.
        const isHeard = now.place === 'group' || sim.calls.length > calls;
        expect({ violations, failures, isHeard }).toEqual({
          violations: [],
          failures: [],
          isHeard: true,
        });
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  async function walkThrough(now: Walk): Promise<void> {
    const { name, languageCode, title, deeds } = now;
    const person = sim.person(name, { languageCode });
    const group = sim.supergroup(title, { members: [person] });
    const elsewhere = sim.supergroup(title, { members: [person], bot: 'left' });
    const wanted = sought(now);
    for (const deed of deeds) {
      const calls = sim.calls.length;
      const said = deed
        .replace('…', () => wanted)
        .slice(0, 4096)
        .trim();
      if (deed.startsWith('inline')) await askInline(person, said.slice('inline '.length));
      else if (deed.startsWith('guest')) {
        person.summons(said.replace('guest', '@LibraryBot'), { in: elsewhere });
      } else person.says(said, now.place === 'private' ? {} : { in: group });
      await bot.handleAll();
      await pressAll(sim, bot, person, { since: calls, most: 6 });
    }
  }

  /** Words of the documents, as they follow one another there, or others. */
  function sought({ words: { from, count }, own }: Walk): string {
    const start = from % Math.max(1, words.length);
    return own ?? wellFormed(words.slice(start, start + count).join(' '));
  }

  async function askInline(person: Person, query: string): Promise<void> {
    let asking = person.asksInline(query);
    for (;;) {
      await bot.handleAll();
      const page = asking.record.answer;
      for (const result of page?.results ?? []) asking.choose(result);
      if (!page?.nextOffset) return;
      asking = await asking.next();
    }
  }
}
