import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import type { Group } from '../simulator/driver/group.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** Privacy mode off: the bot hears everything. */
let sim: Simulator;
let me: string;
let groups = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  me = sim.world.bot.user.username ?? '';
  await startToyBot(sim);
});
afterAll(() => sim.close());

interface Cast {
  readonly alice: Person;
  readonly bob: Person;
  readonly group: Group;
}

/** A new group: each has its own rate limit. */
async function newGroup(): Promise<Cast> {
  const number = ++groups;
  const alice = sim.person(`Alice ${number}`, { languageCode: 'en' });
  const bob = sim.person(`Bob ${number}`, { languageCode: 'en' });
  const group = sim.supergroup(`Town ${number}`, { members: [alice, bob] });
  await greetingIn(group);
  return { alice, bob, group };
}

function greetingIn(group: Group) {
  return sim.until(() => messagesOfBot(group)[0], { what: 'the greeting of the group' });
}

function messagesOfBot(group: Group) {
  return group.messages.filter(({ from }) => from?.id === sim.world.bot.user.id);
}

/** What the bot said to all that came before, known by what it says to a question after it. */
async function wordsOfBot({ alice, group }: Cast): Promise<unknown[]> {
  const asked = alice.says('/ask anything', { in: group });
  const reply = await alice.expectReply({ in: group, to: asked });
  const [, ...words] = messagesOfBot(group);
  return words.filter(({ message_id: id }) => id !== reply.message.message_id);
}

describe('[16] a command', () => {
  test.each([() => '/ask Who?', () => `/ask@${me} Who?`, () => `/ASK@${me.toUpperCase()}\nWho?`])(
    'asks (%s)',
    async (text) => {
      const { alice, group } = await newGroup();
      const asked = alice.says(text(), { in: group });
      const reply = await alice.expectReply({ in: group, to: asked });
      expect(reply.marked('expandable_blockquote')).toEqual([quotationFor('Who?')]);
    },
  );

  test('for another bot is left to it', async () => {
    const cast = await newGroup();
    cast.alice.says('/ask@OtherBot Who?', { in: cast.group });
    expect(await wordsOfBot(cast)).toEqual([]);
  });

  test('as a reply takes that message as the question, and the answer replies to it', async () => {
    const { alice, bob, group } = await newGroup();
    const question = bob.says('Who may vote?', { in: group });
    alice.says('/ask', { in: group, replyTo: question });
    const reply = await bob.expectReply({ in: group, to: question });
    expect(reply.text).toContain(quotationFor('Who may vote?'));
  });

  test('alone gets a hint', async () => {
    const { alice, group } = await newGroup();
    const asked = alice.says('/ask', { in: group });
    expect((await alice.expectReply({ in: group, to: asked })).text).toBe(en.emptyQuestionInGroup);
  });
});

describe('[17] a mention', () => {
  test.each([
    [(name: string) => `@${name} who may vote?`, 'who may vote?'],
    [(name: string) => `👩‍👩‍👧 tell us, @${name.toUpperCase()}`, '👩‍👩‍👧 tell us,'],
  ])('asks (%s)', async (write, question) => {
    const { alice, group } = await newGroup();
    const asked = alice.says(write(me), { in: group });
    const reply = await alice.expectReply({ in: group, to: asked });
    expect(reply.marked('expandable_blockquote')).toEqual([quotationFor(question)]);
  });

  test('of a longer name or in an address is none', async () => {
    const cast = await newGroup();
    cast.alice.says(`@${me}s who?`, { in: cast.group });
    cast.alice.says(`mail a@${me}.org who?`, { in: cast.group });
    expect(await wordsOfBot(cast)).toEqual([]);
  });
});

describe('what is none of the bot’s business', () => {
  test('[18][19] is met with silence', async () => {
    const cast = await newGroup();
    const { alice, bob, group } = cast;
    const said = alice.says('Who may vote?', { in: group });
    bob.says('No idea', { in: group, replyTo: said });
    bob.says('@somebody do you know?', { in: group });
    alice.sends({ location: { latitude: 1, longitude: 1 } }, { in: group });
    expect(await wordsOfBot(cast)).toEqual([]);
  });

  test('[13] forwarded messages are part of', async () => {
    const cast = await newGroup();
    cast.alice.forwards(cast.bob.says('/ask Who?'), { in: cast.group });
    expect(await wordsOfBot(cast)).toEqual([]);
  });

  test('[27] so are other bots', async () => {
    const cast = await newGroup();
    const other = sim.person('Other', { isBot: true, username: 'OtherBot' });
    cast.group.setStanding(other, 'member');
    other.says('/ask Who?', { in: cast.group });
    expect(await wordsOfBot(cast)).toEqual([]);
  });
});

test('[19] a reply to the bot asks on', async () => {
  const { alice, group } = await newGroup();
  const first = await alice.expectReply({ in: group, to: alice.says('/ask Who?', { in: group }) });
  const asked = alice.says('And children?', { in: group, replyTo: first });
  const reply = await alice.expectReply({ in: group, to: asked });
  expect(reply.text).toContain(quotationFor('And children?'));
});

test('[21] an anonymous admin and a channel are answered', async () => {
  const { alice, bob, group } = await newGroup();
  group.hidesBehindGroup(alice);
  const asked = alice.says('/ask Who am I?', { in: group });
  const answer = await sim.until(
    () =>
      messagesOfBot(group).find((each) => each.reply_to_message?.message_id === asked.message_id),
    { what: 'an answer to the anonymous admin' },
  );
  expect(answer.text).toContain(quotationFor('Who am I?'));
  const channel = sim.channel('News', { members: [bob] });
  const said = bob.says('/ask Who are we?', { in: group, as: channel });
  await sim.until(
    () =>
      messagesOfBot(group).find((each) => each.reply_to_message?.message_id === said.message_id),
    { what: 'an answer to the channel' },
  );
});

describe('[22] in a forum', () => {
  test('the answer comes in the topic of the question', async () => {
    const alice = sim.person('Alice F', { languageCode: 'en' });
    const forum = sim.forum('Forum', { members: [alice] });
    await greetingIn(forum);
    const topic = forum.opensTopic('Votes');
    const asked = alice.says('/ask Who?', { in: forum, topic });
    const reply = await alice.expectReply({ in: forum, to: asked });
    expect(reply.message.message_thread_id).toBe(topic);
    const general = alice.says('/ask Where?', { in: forum });
    expect(
      (await alice.expectReply({ in: forum, to: general })).message.message_thread_id,
    ).toBeUndefined();
  });

  test('[23] a topic that closes meanwhile costs nothing but the answer', async () => {
    const alice = sim.person('Alice C', { languageCode: 'en' });
    const forum = sim.forum('Closing', { members: [alice] });
    await greetingIn(forum);
    const topic = forum.opensTopic('Soon gone');
    alice.says('/ask slow 400', { in: forum, topic });
    await sim.untilConfirmed();
    forum.deletesTopic(topic);
    const failed = await sim.expectCall('sendMessage');
    expect(failed.outcome?.kind).toBe('refused');
    const asked = alice.says('/ask Still there?', { in: forum });
    await alice.expectReply({ in: forum, to: asked });
    expect(messagesOfBot(forum).some(({ text }) => text === en.failed)).toBe(false);
  });
});

test('[24] a slow question does not delay another person’s', async () => {
  const { alice, bob, group } = await newGroup();
  const slow = alice.says('/ask slow 1500', { in: group });
  const quick = bob.says('/ask Who?', { in: group });
  await bob.expectReply({ in: group, to: quick });
  expect(
    messagesOfBot(group).some((each) => each.reply_to_message?.message_id === slow.message_id),
  ).toBe(false);
  await alice.expectReply({ in: group, to: slow });
});

test('[25] a group that becomes a supergroup while it waits is answered there, once', async () => {
  const alice = sim.person('Alice M', { languageCode: 'en' });
  const group = sim.group('Small', { members: [alice] });
  await greetingIn(group);
  alice.says('/ask slow 400', { in: group });
  await sim.untilConfirmed();
  const bigger = group.becomesSupergroup();
  const answer = await sim.until(
    () => messagesOfBot(bigger).find(({ text }) => text?.includes(quotationFor('slow 400'))),
    { what: 'the answer in the supergroup' },
  );
  expect(answer.chat.id).toBe(bigger.id);
});

test('[26] a bot that was kicked tries once and lives on', async () => {
  const { alice, group } = await newGroup();
  alice.says('/ask slow 400', { in: group });
  await sim.untilConfirmed();
  const before = sim.callsOf('sendMessage').length;
  group.setBotStanding('kicked');
  await sim.expectCall('sendMessage');
  const asked = alice.says('Still there?');
  await alice.expectReply({ to: asked });
  expect(sim.callsOf('sendMessage')).toHaveLength(before + 2);
});

test('nothing found is one short line', async () => {
  const { alice, group } = await newGroup();
  const asked = alice.says('/ask nothing', { in: group });
  expect((await alice.expectReply({ in: group, to: asked })).text).toBe(en.nothing);
});

test('[8] names in a quotation ring nobody', async () => {
  const { alice, group } = await newGroup();
  const asked = alice.says('/ask is @bob_the_builder in?', { in: group });
  const reply = await alice.expectReply({ in: group, to: asked });
  expect(reply.marked('code')).toEqual(['@bob_the_builder']);
  expect(reply.marked('mention')).toEqual([]);
});
