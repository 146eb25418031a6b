import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from '../support/toy-bot.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const { limits } = en;

let sim: Simulator;
let admin: Person;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator();
  admin = sim.person('Admin', { languageCode: 'en' });
  const env = {
    PERSON_PER_MINUTE: '3',
    GROUP_PER_MINUTE: '4',
    ADMIN_IDS: String(admin.user.id),
  };
  await startToyBot(sim, { env });
});
afterAll(() => sim.close());
beforeEach(() => {
  awayFromEdges();
});

/** Questions of one test must be written in one minute, as the limit counts it. */
function awayFromEdges(): void {
  const intoMinuteMs = sim.clock.now() % 60_000;
  sim.clock.advance(60_000 - intoMinuteMs);
}

const somebody = () => sim.person(`Person ${++people}`, { languageCode: 'en' });

/** What the bot has said to somebody in their private chat. */
function wordsTo({ chat }: Person): (string | undefined)[] {
  const messages = [...chat.record.messages.values()];
  return messages.filter(({ from }) => from?.is_bot).map(({ text }) => text);
}

test('whoever asks too fast hears one kind word, and is answered again in the next minute', async () => {
  const alice = somebody();
  const within = [1, 2, 3].map((number) => alice.says(`Who ${number}?`));
  const beyond = alice.says('Who 4?');
  for (const number of [5, 6]) alice.says(`Who ${number}?`);
  for (const message of within) await alice.expectReply({ to: message });
  expect((await alice.expectReply({ to: beyond })).text).toBe(limits.person);
  expect((await admin.expectReply({ to: admin.says('Who?') })).text).toContain('Who?');
  expect(wordsTo(alice).filter((text) => text === limits.person)).toHaveLength(1);
  sim.clock.advance(60_000);
  const later = alice.says('Who now?');
  expect((await alice.expectReply({ to: later })).text).toContain(quotationFor('Who now?'));
});

test('whatever an outage has piled up is no burst: it counts for the minutes in which it was written', async () => {
  const alice = somebody();
  const asked = [5, 4, 3, 2, 1].map((minutes) =>
    alice.says(`Who ${minutes} minutes ago?`, { agoMs: minutes * 60_000 }),
  );
  for (const message of asked) {
    expect((await alice.expectReply({ to: message })).text).toContain('minutes ago?');
  }
});

test('a group has a limit of its own, for all of its people together', async () => {
  const cast = [somebody(), somebody(), somebody()] as const;
  const group = sim.supergroup('Town', { members: cast });
  const ask = (person: Person, number: number) => person.says(`/ask Who ${number}?`, { in: group });
  const [alice, bob, carol] = cast;
  const answered = [ask(alice, 1), ask(bob, 2), ask(alice, 3), ask(bob, 4)];
  for (const [position, message] of answered.entries()) {
    const person = position % 2 === 0 ? alice : bob;
    const reply = await person.expectReply({ in: group, to: message });
    expect(reply.text).toContain(quotationFor(`Who ${position + 1}?`));
  }
  const beyond = ask(carol, 5);
  expect((await carol.expectReply({ in: group, to: beyond })).text).toBe(limits.group);
  const before = group.messages.length;
  ask(bob, 6);
  carol.says('/settings', { in: group });
  await admin.expectReply({ to: admin.says('Who?') });
  expect(group.messages).toHaveLength(before + 2);
});

test('every press is answered, and beyond the limit with the kind word', async () => {
  const alice = somebody();
  const reply = await alice.expectReply({ to: alice.says('Who?') });
  // Presses have no date: these may fall into two minutes, of twelve each.
  const presses = Array.from({ length: 30 }, () => alice.presses(reply, { data: 'old' }));
  const said = await Promise.all(presses.map((press) => press.answered()));
  expect(new Set(said.map(({ text }) => text))).toEqual(new Set([en.oldButton, limits.person]));
});

test('inline queries beyond the limit get a button with the kind word, for that person and moment', async () => {
  const alice = somebody();
  for (let n = 0; n < 24; n++) await alice.asksInline(`Who ${n}?`).answered();
  const { results, button } = await alice.asksInline('Who at last?').answered();
  expect([results, button?.text]).toEqual([[], limits.briefly]);
  expect(sim.callsOf('answerInlineQuery').at(-1)?.params).toMatchObject({
    is_personal: true,
    cache_time: 0,
  });
});

test('an admin of the bot may ask as they like', async () => {
  const asked = Array.from({ length: 8 }, (_, number) => admin.says(`Who ${number}?`));
  for (const message of asked) {
    expect((await admin.expectReply({ to: message })).text).toContain('Somebody asked: Who ');
  }
});
