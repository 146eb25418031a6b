import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';

const program = fileURLToPath(new URL('programs/toy-bot.mjs', import.meta.url));

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  await startBot(sim, { program });
});
afterAll(() => sim.close());

describe('a private chat', () => {
  test('[1] a question gets one reply with a numbered excerpt', async () => {
    const alice = sim.person('Alice');
    const asked = alice.says('Who may vote?');
    const reply = await alice.expectReply({ to: asked });
    expect(reply.marked('expandable_blockquote')).toEqual(['Somebody asked: Who may vote?']);
    expect(reply.text).toContain('[1] ');
  });
});
