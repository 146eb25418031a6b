import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 100_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  await startToyBot(sim, { env: { PERSON_PER_MINUTE: '0' } });
});
afterAll(() => sim.close());

test('[28] what a group and many people ask at once is answered within the limits of Telegram', async () => {
  sim.flood.isEnforced = true;
  const alice = sim.person('Alice');
  const group = sim.supergroup('Town', { members: [alice] });
  const asked = Array.from({ length: 21 }, (_, number) =>
    alice.says(`/ask Q${number}?`, { in: group }),
  );
  const others = Array.from({ length: 40 }, (_, number) => sim.person(`Person ${number}`));
  await Promise.all(others.map((person) => person.expectReply({ to: person.says('Who?') })));
  for (const message of asked) {
    await alice.expectReply({ in: group, to: message, withinMs: 80_000 });
  }
  // A request that was long on its way may still be counted late: it is refused, and sent again.
  expect(sim.flood.refusals).toBeLessThanOrEqual(3);
});
