import type { TelegramMessage, TelegramUpdate } from '@gramio/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './client.ts';
import type { Group } from './driver/group.ts';
import type { Person } from './driver/person.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
const started: Simulator[] = [];
let alice: Person;
let bob: Person;

async function begin(options: SimulatorOptions = {}): Promise<void> {
  sim = await startSimulator(options);
  started.push(sim);
  alice = sim.person('Alice', { username: 'alice' });
  bob = sim.person('Bob');
}
beforeEach(() => begin());
afterEach(async () => {
  for (const each of started.splice(0)) await each.close();
});

/** Everything that waits for the bot. */
function waiting(): readonly TelegramUpdate[] {
  return sim.world.queue.read(0, 100);
}

/** The texts that reached the bot. */
function delivered(): readonly (string | undefined)[] {
  return waiting().flatMap(({ message }) => (message?.text === undefined ? [] : [message.text]));
}

describe('a private chat', () => {
  test('is closed to the bot until the person writes first', async () => {
    expect(
      await request(sim, 'sendMessage', { chat_id: alice.user.id, text: 'hello' }),
    ).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
    sim.violations.forgive(/can't initiate/);
    alice.says('/start');
    expect(
      await request(sim, 'sendMessage', { chat_id: alice.user.id, text: 'hello' }),
    ).toMatchObject({ ok: true });
  });

  test('tells the bot when it is blocked, and refuses it then', async () => {
    alice.says('/start');
    alice.blocksBot();
    expect(waiting().at(-1)?.my_chat_member?.new_chat_member.status).toBe('kicked');
    expect(
      await request(sim, 'sendMessage', { chat_id: alice.user.id, text: 'hello' }),
    ).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
  });
});

describe('a group in privacy mode', () => {
  test('brings commands, replies to the bot and service messages, but no plain mentions', async () => {
    const group = sim.group('Readers', { members: [alice, bob] });
    const { result } = await request(sim, 'sendMessage', { chat_id: group.id, text: 'I am here' });
    const greeting = group.record.messages.get((result as { message_id: number }).message_id);
    alice.says('@LibraryBot where is it?', { in: group });
    alice.says('nothing of interest', { in: group });
    alice.says('/ask@OtherBot no', { in: group });
    alice.says('/ask@librarybot yes', { in: group });
    alice.says('/ask yes too', { in: group });
    bob.says('reply to Alice', { in: group, replyTo: alice.says('again nothing', { in: group }) });
    bob.says('reply to the bot', { in: group, ...(greeting && { replyTo: greeting }) });
    expect(delivered()).toEqual(['/ask@librarybot yes', '/ask yes too', 'reply to the bot']);
    expect(waiting().filter(({ message }) => message?.new_chat_members)).toHaveLength(1);
  });

  test('brings everything when the mode is off, or when the bot is an administrator', async () => {
    const group = sim.group('Readers', { members: [alice], bot: 'administrator' });
    alice.says('anything', { in: group });
    expect(delivered()).toEqual(['anything']);
    await begin({ privacyMode: false });
    const open = sim.group('Readers', { members: [alice] });
    alice.says('anything else', { in: open });
    expect(delivered()).toEqual(['anything else']);
    expect(sim.world.bot.user.can_read_all_group_messages).toBe(true);
  });

  test('never brings messages of other bots', async () => {
    await begin({ privacyMode: false });
    const robot = sim.person('Robot', { isBot: true, username: 'OtherBot' });
    const group = sim.group('Readers', { members: [alice, robot] });
    robot.says('/ask me', { in: group });
    expect(delivered()).toEqual([]);
  });
});

describe('membership', () => {
  test('of the bot comes as my_chat_member, and the kicked bot is told so', async () => {
    const group = sim.supergroup('Readers', { members: [alice] });
    expect(waiting().map((update) => update.my_chat_member?.new_chat_member.status)).toContain(
      'member',
    );
    group.setBotStanding('kicked');
    expect(await request(sim, 'sendMessage', { chat_id: group.id, text: 'hello' })).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was kicked from the supergroup chat',
    });
  });

  test('of an anonymous administrator hides behind the group', () => {
    const group = sim.supergroup('Readers', { members: [alice, bob] });
    group.hidesBehindGroup(bob);
    bob.says('/ask who am I', { in: group });
    const message = waiting().at(-1)?.message;
    expect(message?.from?.username).toBe('GroupAnonymousBot');
    expect(message?.sender_chat?.id).toBe(group.id);
  });

  test('lets people write in the name of a channel', () => {
    const group = sim.supergroup('Readers', { members: [alice] });
    const channel = sim.channel('News', { members: [alice], bot: 'left' });
    alice.says('/ask as a channel', { in: group, as: channel });
    expect(waiting().at(-1)?.message).toMatchObject({
      from: { id: 136_817_688 },
      sender_chat: { title: 'News' },
    });
  });
});

describe('a forum', () => {
  test('keeps a reply in its topic without being told the thread', async () => {
    const forum = sim.forum('Forum', { members: [alice] });
    const topic = forum.opensTopic('Lighthouses');
    const question = alice.says('/ask here', { in: forum, topic });
    expect(question).toMatchObject({ message_thread_id: topic, is_topic_message: true });
    // Known habit of the Bot API: in a topic a message that replies to none replies to the topic's first message.
    expect(question.reply_to_message?.forum_topic_created?.name).toBe('Lighthouses');
    const answer = await request(sim, 'sendMessage', {
      chat_id: forum.id,
      text: 'there',
      reply_parameters: { message_id: question.message_id },
    });
    expect(answer.result).toMatchObject({ message_thread_id: topic, is_topic_message: true });
  });

  test('has no thread id in General, and refuses one', async () => {
    const forum = sim.forum('Forum', { members: [alice] });
    const question = alice.says('/ask in General', { in: forum });
    expect(question.message_thread_id).toBeUndefined();
    expect(
      await request(sim, 'sendMessage', { chat_id: forum.id, text: 'x', message_thread_id: 1 }),
    ).toMatchObject({
      description: 'Bad Request: message thread not found',
    });
    sim.violations.forgive(/message thread not found/);
  });

  test('closes and deletes topics', async () => {
    const forum = sim.forum('Forum', { members: [alice] });
    const topic = forum.opensTopic('Lighthouses');
    forum.closesTopic(topic);
    const send = (): ReturnType<typeof request> =>
      request(sim, 'sendMessage', { chat_id: forum.id, text: 'x', message_thread_id: topic });
    expect(await send()).toMatchObject({ description: 'Bad Request: TOPIC_CLOSED' });
    forum.deletesTopic(topic);
    expect(await send()).toMatchObject({ description: 'Bad Request: message thread not found' });
  });

  test('is not what a chain of replies in a plain supergroup is', async () => {
    const group = sim.supergroup('Readers', { members: [alice, bob] });
    const first = alice.says('/ask one', { in: group });
    const second = bob.says('/ask two', { in: group, replyTo: first });
    expect(second.message_thread_id).toBe(first.message_id);
    expect(second.is_topic_message).toBeUndefined();
    const refused = await request(sim, 'sendMessage', {
      chat_id: group.id,
      text: 'x',
      message_thread_id: first.message_id,
    });
    expect(refused.description).toBe('Bad Request: message thread not found');
    sim.violations.forgive(/message thread not found/);
  });
});

describe('a message for one member alone', () => {
  const aside = (group: Group, to: Person): ReturnType<typeof request> =>
    request(sim, 'sendMessage', {
      chat_id: group.id,
      text: 'psst',
      ephemeral_message_parameters: { receiver_user_id: to.user.id },
    });

  test('is seen by nobody else', async () => {
    const group = sim.supergroup('Readers', { members: [alice, bob], bot: 'administrator' });
    const before = group.messages.length;
    expect(await aside(group, bob)).toMatchObject({ ok: true, result: { message_id: 0 } });
    expect(group.asidesTo(bob).map(({ text }) => text)).toEqual(['psst']);
    expect(group.asidesTo(alice)).toEqual([]);
    expect(group.messages).toHaveLength(before);
  });

  test('is an administrator’s to send, or an answer to a press', async () => {
    const group = sim.supergroup('Readers', { members: [alice, bob] });
    expect(await aside(group, bob)).toMatchObject({ ok: false, error_code: 400 });
    const sent = await request(sim, 'sendMessage', { chat_id: group.id, text: 'Press' });
    bob.presses(sent.result as TelegramMessage, { data: 'x' });
    const [press] = [...sim.world.callbackQueries.keys()];
    expect(
      await request(sim, 'sendMessage', {
        chat_id: group.id,
        text: 'psst',
        ephemeral_message_parameters: { receiver_user_id: bob.user.id, callback_query_id: press },
      }),
    ).toMatchObject({ ok: true });
  });

  test('reaches members only', async () => {
    const group = sim.supergroup('Readers', { members: [alice], bot: 'administrator' });
    expect(await aside(group, bob)).toMatchObject({ ok: false, error_code: 400 });
  });
});

describe('a channel', () => {
  test('brings posts without a sender', () => {
    const channel = sim.channel('News', { members: [alice] });
    alice.says('A post', { in: channel });
    const post = waiting().at(-1)?.channel_post;
    expect(post?.text).toBe('A post');
    expect(post?.from).toBeUndefined();
  });
});

describe('migration', () => {
  test('tells both chats and refuses the old id with the new one', async () => {
    const group = sim.group('Readers', { members: [alice] });
    const supergroup = group.becomesSupergroup();
    expect(
      waiting()
        .slice(-2)
        .map(({ message }) => [message?.migrate_to_chat_id, message?.migrate_from_chat_id]),
    ).toEqual([
      [supergroup.id, undefined],
      [undefined, group.id],
    ]);
    expect(await request(sim, 'sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: supergroup.id },
    });
  });
});
