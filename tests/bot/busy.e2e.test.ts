import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 100_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  await startToyBot(sim);
});
afterAll(() => sim.close());

const BUSY = 'Many people are asking at the moment.';

test('of a crowd everybody is answered, some are told that it takes a while, and the limits are kept', async () => {
  sim.flood.isEnforced = true;
  const people = Array.from({ length: 300 }, (_, number) =>
    sim.person(`Person ${number}`, { languageCode: 'en' }),
  );
  const asked = people.map((person, number) => ({
    person,
    question: person.says(`Question ${number}?`),
  }));
  const startedAt = performance.now();
  const heard = await Promise.all(
    asked.map(async ({ person, question }, number) => {
      const first = await person.expectReply({ to: question, withinMs: 60_000 });
      const firstMs = performance.now() - startedAt;
      const isBusy = first.text.startsWith(BUSY);
      const answer = isBusy ? await person.expectReply({ to: question, withinMs: 60_000 }) : first;
      expect(answer.text).toContain(quotationFor(`Question ${number}?`));
      return { isBusy, firstMs, answeredMs: performance.now() - startedAt };
    }),
  );
  const told = heard.filter(({ isBusy }) => isBusy);
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThan(60);
  // The word is of use only where it comes well before the answer.
  for (const { firstMs, answeredMs } of told) expect(answeredMs).toBeGreaterThan(firstMs + 1000);
  // A request that was long on its way may still be counted late: it is refused, and sent again.
  expect(sim.flood.refusals).toBeLessThanOrEqual(15);
});

test('nobody hears of a crowd where there is none', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const answer = await alice.expectReply({ to: alice.says('Who?') });
  expect(answer.text).toContain(quotationFor('Who?'));
});
