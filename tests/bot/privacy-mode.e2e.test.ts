import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** Privacy mode on, as BotFather sets it unless told. */
let sim: Simulator;
let me: string;
beforeAll(async () => {
  sim = await startSimulator();
  me = sim.world.bot.user.username ?? '';
  await startToyBot(sim);
});
afterAll(() => sim.close());

test('[20] on joining a group the bot says how to ask, and that mentions do not reach it', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const group = sim.supergroup('Town', { members: [alice] });
  const greeting = await sim.until(() => group.messages.find(({ text }) => text), {
    what: 'the greeting',
  });
  expect(greeting.text).toBe(en.joined(me, false));
  const reply = await alice.expectReply({ in: group, to: alice.says('/ask Who?', { in: group }) });
  const asked = alice.says('And where?', { in: group, replyTo: reply });
  expect((await alice.expectReply({ in: group, to: asked })).text).toContain(
    quotationFor('And where?'),
  );
});

test('[20] as an administrator it hears mentions, and says so', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const group = sim.supergroup('City', { members: [alice], bot: 'administrator' });
  const greeting = await sim.until(() => group.messages.find(({ text }) => text), {
    what: 'the greeting',
  });
  expect(greeting.text).toBe(en.joined(me, true));
  const asked = alice.says(`@${me} Who?`, { in: group });
  await alice.expectReply({ in: group, to: asked });
});

test.each([
  ['member', { text: en.settings.cannotHear, alert: true }],
  ['administrator', { text: en.settings.saved, alert: false }],
] as const)(
  'whoever wants it to answer questions that nobody put to it learns whether it hears them as a %s',
  async (standing, told) => {
    const alice = sim.person('Alice', { languageCode: 'en' });
    const group = sim.supergroup('Village', { members: [alice], bot: standing });
    const menu = await alice.expectReply({ in: group, to: alice.says('/settings', { in: group }) });
    const answer = await alice.presses(menu, { data: 'set:speaks=questions' }).answered();
    expect(answer).toMatchObject(told);
  },
);
