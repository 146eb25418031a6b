import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { ru } from '../../src/bot/languages/ru.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ supportsGuestQueries: true });
  await startToyBot(sim);
});
afterAll(() => sim.close());

/** Two people in a group that the bot is no member of. */
function elsewhere() {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const bob = sim.person('Bob', { languageCode: 'ru' });
  return { alice, bob, group: sim.supergroup('Elsewhere', { members: [alice, bob], bot: 'left' }) };
}

test('called by its name where it is no member, the bot quotes one passage with its place', async () => {
  const { alice, group } = elsewhere();
  const reply = await alice.summons('@LibraryBot many 3 votes?', { in: group }).answered();
  expect(reply.marked('expandable_blockquote')).toEqual([quotationFor('many 3 votes?')]);
  expect(reply.text).toContain('paragraph 1');
});

test('two people who call at once get each their own answer, in their own language', async () => {
  const { alice, bob, group } = elsewhere();
  const [toAlice, toBob] = await Promise.all([
    alice.summons('@LibraryBot slow 200 weak tea', { in: group }).answered(),
    bob.summons('@LibraryBot weak coffee', { in: group }).answered(),
  ]);
  expect(toAlice.text.startsWith(en.closest)).toBe(true);
  expect(toAlice.text).toContain('weak tea');
  expect(toBob.text.startsWith(ru.closest)).toBe(true);
  expect(toBob.text).toContain('weak coffee');
});

test('what is replied to is the question of a call without words', async () => {
  const { alice, bob, group } = elsewhere();
  const asked = bob.says('Who may vote?', { in: group });
  const reply = await alice.summons('@LibraryBot', { in: group, replyTo: asked }).answered();
  expect(reply.text).toContain(quotationFor('Who may vote?'));
});

test.each([
  ['nothing', en.nothing],
  ['?!', en.emptyQuestion],
  ['fail', en.failed],
])('a call with %j gets one line', async (words, line) => {
  const { alice, group } = elsewhere();
  const reply = await alice.summons(`@LibraryBot ${words}`, { in: group }).answered();
  expect(reply.text).toBe(line);
});

test('an answer that comes too late does no harm', async () => {
  const hasty = await startSimulator({ supportsGuestQueries: true, inlineAnswerMs: 300 });
  const bot = await startToyBot(hasty);
  const alice = hasty.person('Alice');
  const group = hasty.supergroup('Elsewhere', { members: [alice], bot: 'left' });
  const refused = hasty.expectCall('answerGuestQuery');
  alice.summons('@LibraryBot slow 600 tea', { in: group });
  expect((await refused).outcome?.kind).toBe('refused');
  await alice.expectReply({ to: alice.says('Still there?') });
  expect(bot.output).not.toContain('"level":50');
  await hasty.close();
});
