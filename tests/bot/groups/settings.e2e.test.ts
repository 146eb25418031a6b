import type { TelegramMessage } from '@gramio/types';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { ru } from '../../../src/bot/languages/ru.ts';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Group } from '../../simulator/driver/group.ts';
import type { Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from '../support/toy-bot.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

/** Privacy mode off: the bot hears everything. */
let sim: Simulator;
let bot: Bot;
let groups = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startToyBot(sim);
});
afterAll(() => sim.close());

const { names, lengths, speaks, nothing, hours, chosen, named } = en.settings;

interface Cast {
  /** The group's owner. */
  readonly alice: Person;
  /** A member. */
  readonly bob: Person;
  readonly group: Group;
}

async function newGroup(make: 'supergroup' | 'group' | 'forum' = 'supergroup'): Promise<Cast> {
  const number = ++groups;
  const alice = sim.person(`Alice ${number}`, { languageCode: 'en' });
  const bob = sim.person(`Bob ${number}`, { languageCode: 'en' });
  const group = sim[make](`Town ${number}`, { members: [alice, bob] });
  await sim.until(() => messagesOfBot(group)[0], { what: 'the greeting of the group' });
  return { alice, bob, group };
}

function messagesOfBot(group: Group): readonly TelegramMessage[] {
  return group.messages.filter(({ from }) => from?.id === sim.world.bot.user.id);
}

function answerTo(group: Group, message: TelegramMessage): Promise<TelegramMessage> {
  const isAnswer = ({ reply_to_message: replied }: TelegramMessage) =>
    replied?.message_id === message.message_id;
  return sim.until(() => messagesOfBot(group).find(isAnswer), { what: 'an answer' });
}

async function menuOf({ alice, group }: Cast): Promise<Reply> {
  return alice.expectReply({ in: group, to: alice.says('/settings', { in: group }) });
}

/** Opens a setting and chooses a value of it, as a person does. */
async function choose(who: Person, menu: Reply, name: string, value: string): Promise<Reply> {
  await who.presses(menu, name).answered();
  const choices = await who.expectEdit(menu);
  expect((await who.presses(choices, value).answered()).text).toBe(en.settings.saved);
  return who.expectEdit(choices);
}

const quotationsIn = (reply: Reply) => reply.marked('expandable_blockquote').length;

async function asks({ bob, group }: Cast, question: string): Promise<Reply> {
  return bob.expectReply({ in: group, to: bob.says(`/ask ${question}`, { in: group }) });
}

describe('settings of a group', () => {
  test('are listed and changed with buttons, which go when all is done', async () => {
    const cast = await newGroup();
    const { alice } = cast;
    const menu = await menuOf(cast);
    expect(menu.text.split('\n')).toEqual([
      en.settings.ofGroup,
      named(names.length, lengths.usual(3)),
      named(names.speaks, speaks.addressed),
      named(names.nothing, nothing.line),
      named(names.language, en.settings.everyonesOwn),
      named(names.folder, en.settings.allDocuments),
      named(names.silence, en.settings.noSilence),
    ]);
    const changed = await choose(alice, menu, names.length, lengths.short(1));
    expect(changed.text).toContain(named(names.length, lengths.short(1)));
    await alice.presses(changed, names.length).answered();
    const choices = await alice.expectEdit(changed);
    expect(choices.buttons.flat()).toContain(chosen(lengths.short(1)));
    await alice.presses(choices, en.settings.back).answered();
    const list = await alice.expectEdit(choices);
    await alice.presses(list, en.settings.done).answered();
    expect((await alice.expectEdit(list)).buttons).toEqual([]);
  });

  test('decide how much an answer shows', async () => {
    const cast = await newGroup();
    expect(quotationsIn(await asks(cast, 'many 9'))).toBe(3);
    const menu = await choose(cast.alice, await menuOf(cast), names.length, lengths.long(6));
    expect(quotationsIn(await asks(cast, 'many 9 more'))).toBe(6);
    await choose(cast.alice, menu, names.length, lengths.short(1));
    expect(quotationsIn(await asks(cast, 'many 9 again'))).toBe(1);
  });

  test('decide in which language the bot speaks', async () => {
    const cast = await newGroup();
    await choose(cast.alice, await menuOf(cast), names.language, ru.name);
    expect((await asks(cast, 'nothing')).text).toBe(ru.nothing);
  });

  test('decide which documents are seen, those that come later too', async () => {
    const cast = await newGroup();
    expect(quotationsIn(await asks(cast, 'folders many 3'))).toBe(3);
    const menu = await choose(cast.alice, await menuOf(cast), names.folder, '\u2068laws\u2069');
    expect(menu.text).toContain(named(names.folder, '\u2068laws\u2069'));
    const only = await asks(cast, 'folders many 3 again');
    expect(only.text).toContain('Toyslaws');
    expect(quotationsIn(only)).toBe(1);
    expect((await asks(cast, 'Who?')).text).toBe(en.nothing);
    const start = cast.bob.says('/start', { in: cast.group });
    expect((await cast.bob.expectReply({ in: cast.group, to: start })).text).not.toContain('Toys');
  });

  test('survive a restart, and the buttons of before work on', async () => {
    const cast = await newGroup();
    const menu = await choose(cast.alice, await menuOf(cast), names.length, lengths.short(1));
    await bot.terminate();
    await bot.restart();
    expect(quotationsIn(await asks(cast, 'many 9'))).toBe(1);
    await choose(cast.alice, menu, names.length, lengths.long(6));
    expect(quotationsIn(await asks(cast, 'many 9 again'))).toBe(6);
  });

  test('[25] go with a group that becomes a supergroup', async () => {
    const cast = await newGroup('group');
    await choose(cast.alice, await menuOf(cast), names.length, lengths.short(1));
    const bigger = cast.group.becomesSupergroup();
    expect(quotationsIn(await asks({ ...cast, group: bigger }, 'many 9'))).toBe(1);
  });

  test('[22] are answered in the topic where they were asked for', async () => {
    const cast = await newGroup('forum');
    const topic = cast.group.opensTopic('Settings');
    const asked = cast.alice.says('/settings', { in: cast.group, topic });
    const menu = await cast.alice.expectReply({ in: cast.group, to: asked });
    expect(menu.message.message_thread_id).toBe(topic);
  });
});

describe('who may change them', () => {
  test('no member, neither by command nor by pressing an admin’s button', async () => {
    const cast = await newGroup();
    const { bob, group } = cast;
    const refused = await bob.expectReply({ in: group, to: bob.says('/settings', { in: group }) });
    expect(refused.text).toBe(en.settings.onlyAdmins);
    const menu = await menuOf(cast);
    for (const data of ['set:length@0', 'set:length=short', 'set:done']) {
      expect((await bob.presses(menu, { data }).answered()).text).toBe(en.settings.onlyAdmins);
    }
    expect(quotationsIn(await asks(cast, 'many 9'))).toBe(3);
  });

  test('[21] an anonymous admin, by command and by button', async () => {
    const { alice, group } = await newGroup();
    group.hidesBehindGroup(alice);
    const menu = await answerTo(group, alice.says('/settings', { in: group }));
    expect(menu.text).toContain(en.settings.ofGroup);
    expect((await alice.presses(menu, { data: 'set:length=short' }).answered()).text).toBe(
      en.settings.saved,
    );
  });

  test('nobody who writes as a channel', async () => {
    const { bob, group } = await newGroup();
    const channel = sim.channel('News', { members: [bob] });
    const said = bob.says('/settings', { in: group, as: channel });
    expect((await answerTo(group, said)).text).toBe(en.settings.onlyAdmins);
  });

  test('two admins at once undo nothing of each other', async () => {
    const cast = await newGroup();
    const { alice, bob, group } = cast;
    group.setStanding(bob, 'administrator');
    const menu = await menuOf(cast);
    const presses = [
      alice.presses(menu, { data: 'set:length=short' }),
      bob.presses(menu, { data: 'set:language=ru' }),
      alice.presses(menu, { data: 'set:nothing=reaction' }),
    ];
    for (const press of presses) expect((await press.answered()).text).toBeDefined();
    expect(quotationsIn(await asks(cast, 'many 9'))).toBe(1);
    const again = await menuOf(cast);
    expect(again.text.split('\n').slice(0, 5)).toEqual([
      ru.settings.ofGroup,
      ru.settings.named(ru.settings.names.length, ru.settings.lengths.short(1)),
      ru.settings.named(ru.settings.names.speaks, ru.settings.speaks.addressed),
      ru.settings.named(ru.settings.names.nothing, ru.settings.nothing.reaction),
      ru.settings.named(ru.settings.names.language, ru.name),
    ]);
  });

  test.each([
    'set:folder=gone',
    'set:colour@0',
    'set:length=endless',
    'set:silence=5',
    'set:',
    'set:x',
  ])('[35] a forged or outdated press (%s) is answered and changes nothing', async (data) => {
    const cast = await newGroup();
    const menu = await menuOf(cast);
    expect((await cast.alice.presses(menu, { data }).answered()).text).toBe(en.oldButton);
    expect((await menuOf(cast)).text).toBe(menu.text);
  });

  test('[37] a press under a menu that is gone is answered, and holds', async () => {
    const cast = await newGroup();
    const menu = await menuOf(cast);
    cast.alice.deletes(menu);
    const press = cast.alice.presses(menu, { data: 'set:length=short' });
    expect((await press.answered()).text).toBe(en.settings.saved);
    expect(quotationsIn(await asks(cast, 'many 9'))).toBe(1);
  });
});

test('a person’s own settings hold in their private chat and inline, and offer nothing of groups', async () => {
  const alice = sim.person('Alice P', { languageCode: 'en' });
  const menu = await alice.expectReply({ to: alice.says('/settings') });
  expect(menu.text).toContain(en.settings.mine);
  expect(menu.buttons.flat()).toEqual([
    names.length,
    names.language,
    names.folder,
    en.settings.done,
  ]);
  const press = alice.presses(menu, { data: 'set:silence=8' });
  expect((await press.answered()).text).toBe(en.oldButton);
  await choose(alice, menu, names.folder, '\u2068minutes\u2069');
  const { results } = await alice.asksInline('folders many 3 inline').answered();
  expect(results).toHaveLength(1);
  const reply = await alice.expectReply({ to: alice.says('folders many 3') });
  expect(quotationsIn(reply)).toBe(1);
});

describe('where nothing is found', () => {
  test('a group may have a reaction in place of the line, and none once the question is mended', async () => {
    const cast = await newGroup();
    await choose(cast.alice, await menuOf(cast), names.nothing, nothing.reaction);
    const before = messagesOfBot(cast.group).length;
    const reacted = sim.expectCall('setMessageReaction');
    const asked = cast.bob.says('/ask nothing', { in: cast.group });
    expect((await reacted).params).toMatchObject({
      message_id: asked.message_id,
      reaction: [{ type: 'emoji', emoji: '🤷' }],
    });
    const takenBack = sim.expectCall('setMessageReaction');
    const edited = cast.bob.edits(asked, '/ask Who?');
    expect((await takenBack).params).toMatchObject({ message_id: asked.message_id, reaction: [] });
    const reply = await cast.bob.expectReply({ in: cast.group, to: edited });
    expect(reply.text).toContain(quotationFor('Who?'));
    expect(messagesOfBot(cast.group)).toHaveLength(before + 1);
  });

  test('a group that allows no reactions gets the line', async () => {
    const cast = await newGroup();
    await choose(cast.alice, await menuOf(cast), names.nothing, nothing.reaction);
    sim.faults.add({
      method: 'setMessageReaction',
      times: 1,
      action: { kind: 'error', code: 400, description: 'Bad Request: REACTION_INVALID' },
    });
    expect((await asks(cast, 'nothing')).text).toBe(en.nothing);
  });
});

describe('silence', () => {
  test('holds for all but the admins’ /settings, until they end it', async () => {
    const cast = await newGroup();
    const { alice, bob, group } = cast;
    const answer = await asks(cast, 'Who?');
    const menu = await choose(alice, await menuOf(cast), names.silence, hours(8));
    expect(menu.text).toContain(named(names.silence, hours(8)));
    const before = messagesOfBot(group).length;
    bob.says('/ask Who?', { in: group });
    bob.says('/settings', { in: group });
    bob.says('And where?', { in: group, replyTo: answer });
    expect((await bob.presses(answer, { data: 'as-written' }).answered()).text).toBe(
      en.settings.silent,
    );
    const again = await menuOf(cast);
    expect(messagesOfBot(group)).toHaveLength(before + 1);
    await choose(alice, again, names.silence, en.settings.noSilence);
    expect((await asks(cast, 'Who now?')).text).toContain(quotationFor('Who now?'));
  });

  test('of one group is none of another’s', async () => {
    const [quiet, loud] = [await newGroup(), await newGroup()];
    await choose(quiet.alice, await menuOf(quiet), names.silence, hours(1));
    expect((await asks(loud, 'Who?')).text).toContain(quotationFor('Who?'));
  });
});

describe('a question that nobody put to the bot', () => {
  async function eager(): Promise<Cast> {
    const cast = await newGroup();
    await choose(cast.alice, await menuOf(cast), names.speaks, speaks.questions);
    return cast;
  }

  test.each(['Who may vote?', 'Кто может голосовать?', '谁可以投票？', 'من يصوت؟', 'Ո՞վ է։'])(
    'is answered where the group wants it and the documents do (%s)',
    async (question) => {
      const { bob, group } = await eager();
      const reply = await bob.expectReply({ in: group, to: bob.says(question, { in: group }) });
      expect(reply.marked('expandable_blockquote')).toEqual([quotationFor(question)]);
    },
  );

  test('is left alone where they do so weakly, not at all, or where it was put to somebody', async () => {
    const cast = await eager();
    const { alice, bob, group } = cast;
    const before = messagesOfBot(group).length;
    bob.says('Is that weak?', { in: group });
    bob.says('Is that nothing?', { in: group });
    bob.says('Does it fail?', { in: group });
    bob.says('Who may vote', { in: group });
    bob.says('@somebody who may vote?', { in: group });
    bob.says('/vote who?', { in: group });
    bob.says('Who?', { in: group, replyTo: alice.says('I know', { in: group }) });
    bob.forwards(alice.says('Who may vote?'), { in: group });
    bob.says(`${'Well, '.repeat(60)}who?`, { in: group });
    const asked = bob.says('/ask Who?', { in: group });
    await bob.expectReply({ in: group, to: asked });
    expect(messagesOfBot(group)).toHaveLength(before + 1);
  });

  test('is answered in its topic', async () => {
    const cast = await newGroup('forum');
    await choose(cast.alice, await menuOf(cast), names.speaks, speaks.questions);
    const topic = cast.group.opensTopic('Votes');
    const asked = cast.bob.says('Who may vote?', { in: cast.group, topic });
    const reply = await cast.bob.expectReply({ in: cast.group, to: asked });
    expect(reply.message.message_thread_id).toBe(topic);
  });

  test('that is edited has its answer edited', async () => {
    const { bob, group } = await eager();
    const asked = bob.says('Who may vote?', { in: group });
    const reply = await bob.expectReply({ in: group, to: asked });
    bob.edits(asked, 'Who may swim?');
    expect((await bob.expectEdit(reply)).text).toContain(quotationFor('Who may swim?'));
  });
});

test('an error is told on the button above (no) inline results', async () => {
  const alice = sim.person('Alice E', { languageCode: 'en' });
  const { results, button } = await alice.asksInline('fail inline').answered();
  expect([results, button?.text]).toEqual([[], en.failed]);
});

test('an error is told in a group to the asker alone where the bot is an admin, else as a reply', async () => {
  const cast = await newGroup();
  expect((await asks(cast, 'fail')).text).toBe(en.failed);
  cast.group.setBotStanding('administrator');
  const before = messagesOfBot(cast.group).length;
  cast.bob.says('/ask fail again', { in: cast.group });
  const aside = await sim.until(() => cast.group.asidesTo(cast.bob)[0], { what: 'the apology' });
  expect(aside.text).toBe(en.failed);
  expect(messagesOfBot(cast.group)).toHaveLength(before);
});
