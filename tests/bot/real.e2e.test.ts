import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 90_000 });

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  await startBot(sim);
});
afterAll(() => sim.close());

describe('the whole bot, from documents to a chat', () => {
  test('[1] quotes the sentence that answers, with its place', async () => {
    const alice = sim.person('Alice');
    const asked = alice.says('How tall was the lighthouse?');
    const reply = await alice.expectReply({ to: asked });
    expect(reply.marked('expandable_blockquote')[0]).toContain('one hundred metres');
    expect(reply.text).toMatch(/\[1\] \u2068The lighthouse of Alexandria\u2069 › paragraph \d+/);
  });

  test('[2] says so where the documents know nothing, and cites nothing', async () => {
    const alice = sim.person('Alice');
    const asked = alice.says('What is the best recipe for chocolate cake with cherries?');
    const reply = await alice.expectReply({ to: asked });
    expect(reply.text).toMatch(/^I found (nothing|no clear answer)/);
  });

  test('goes on from a question, corrects a slip, and says why', async () => {
    const alice = sim.person('Alice', { languageCode: 'en' });
    const first = await alice.expectReply({ to: alice.says('How tall was the lightouse?') });
    expect(first.text).toContain('How tall was the lighthouse?');
    const then = await alice.expectReply({ to: alice.says('And who reigned then?') });
    expect(then.text).toContain('How tall was the lightouse? And who reigned then?');
    const why = await alice.expectReply({ to: alice.says('/why', { replyTo: then }) });
    expect(why.text).toContain('together with the question before');
  });

  test('[33] inserts a quotation with its place into another chat', async () => {
    const alice = sim.person('Alice');
    const asking = alice.asksInline('Who built the lighthouse?');
    const { results } = await asking.answered();
    const inserted = asking.choose(results[0]);
    expect(inserted.text).toContain('Ptolemy II');
  });
});
