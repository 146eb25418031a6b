import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TelegramMessage } from '@gramio/types';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Group } from '../../simulator/driver/group.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from '../support/toy-bot.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

const { access } = en;

let sim: Simulator;
let bot: Bot;
/** An admin of the bot. */
let maria: Person;
let strangers = 0;
beforeAll(async () => {
  sim = await startSimulator({ supportsGuestQueries: true });
  maria = sim.person('Maria', { languageCode: 'en' });
  bot = await startToyBot(sim, { env: { ACCESS: 'listed', ADMIN_IDS: String(maria.user.id) } });
});
afterAll(() => sim.close());

function stranger(): Person {
  return sim.person(`Stranger ${++strangers}`, { languageCode: 'en' });
}

async function newCode(): Promise<string> {
  const reply = await maria.expectReply({ to: maria.says('/pair') });
  const [, code] = reply.text.split('\n');
  expect(code).toMatch(/^\w{4}-\w{4}$/);
  return code ?? '';
}

async function letIn(person: Person): Promise<void> {
  const sent = person.says(`/pair ${await newCode()}`);
  expect((await person.expectReply({ to: sent })).text).toBe(access.personIn);
}

function messagesOfBot(group: Group): readonly TelegramMessage[] {
  return group.messages.filter(({ from }) => from?.id === sim.world.bot.user.id);
}

interface Cast {
  readonly owner: Person;
  readonly member: Person;
  readonly group: Group;
}

async function newGroup(make: 'supergroup' | 'group' = 'supergroup'): Promise<Cast> {
  const [owner, member] = [stranger(), stranger()];
  const group = sim[make](`Town ${strangers}`, { members: [owner, member] });
  const greeting = await sim.until(() => messagesOfBot(group)[0], { what: 'the first message' });
  expect(greeting.text).toBe(access.unknownGroup);
  return { owner, member, group };
}

async function letGroupIn({ owner, group }: Cast): Promise<void> {
  const sent = owner.says(`/pair ${await newCode()}`, { in: group });
  expect((await owner.expectReply({ in: group, to: sent })).text).toBe(access.groupIn);
}

async function asks(person: Person, question: string, group?: Group): Promise<string> {
  const where = group ? { in: group } : {};
  const asked = person.says(group ? `/ask ${question}` : question, where);
  return (await person.expectReply({ ...where, to: asked })).text;
}

describe('somebody who was not let in', () => {
  test('gets one polite line a day, whatever they write', async () => {
    const eve = stranger();
    expect(await asks(eve, 'Who?')).toBe(access.unknownPerson);
    const before = sim.callsOf('sendMessage').length;
    eve.says('Who then?');
    eve.says('/start');
    eve.says('/start c_AAAAAAAA-0-AAAAAAAA');
    eve.says('/settings');
    eve.says('/doc');
    eve.uploads({ name: 'a.txt', bytes: Buffer.from('a') });
    eve.edits(eve.says('Please?'), 'Pretty please?');
    await asks(maria, 'Who?');
    expect(sim.callsOf('sendMessage')).toHaveLength(before + 1);
  });

  test('gets no inline results, and Telegram keeps none for others', async () => {
    const eve = stranger();
    const { results, button } = await eve.asksInline('Who may vote?').answered();
    expect([results, button?.text]).toEqual([[], access.unknownBriefly]);
    expect(sim.callsOf('answerInlineQuery').at(-1)?.params).toMatchObject({
      is_personal: true,
      cache_time: 0,
    });
  });

  test('gets nothing out of a button, an old citation’s too', async () => {
    const { owner, member, group } = await newGroup();
    await letIn(owner);
    const asked = owner.says('/ask Who?', { in: group });
    const reply = await owner.expectReply({ in: group, to: asked });
    const before = messagesOfBot(group).length;
    for (const data of [
      'as-written',
      'set:length=short',
      `access:remove:${owner.user.id}:0`,
      '🙈',
    ]) {
      expect((await member.presses(reply, { data }).answered()).text).toBe(access.unknownBriefly);
    }
    expect(messagesOfBot(group)).toHaveLength(before);
  });

  test('gets the line for a guest query', async () => {
    const eve = stranger();
    const elsewhere = sim.supergroup('Elsewhere', { members: [eve], bot: 'left' });
    const name = sim.world.bot.user.username ?? '';
    const reply = await eve.summons(`@${name} Who may vote?`, { in: elsewhere }).answered();
    expect(reply.text).toBe(access.unknownPerson);
  });
});

describe('a code', () => {
  test('lets in the person who sends it, once', async () => {
    const [ann, eve] = [stranger(), stranger()];
    const code = await newCode();
    const sent = ann.says(`/pair ${code.toLowerCase().replace('-', '')}`);
    expect((await ann.expectReply({ to: sent })).text).toBe(access.personIn);
    expect(await asks(ann, 'Who?')).toContain(quotationFor('Who?'));
    const late = eve.says(`/pair ${code}`);
    expect((await eve.expectReply({ to: late })).text).toBe(access.wrongCode);
    const again = ann.says(`/pair ${code}`);
    expect((await ann.expectReply({ to: again })).text).toBe(access.alreadyIn);
  });

  test('lets in by its link, too', async () => {
    const reply = await maria.expectReply({ to: maria.says('/pair') });
    const [, payload = ''] = /\?start=(pair_\w+)/.exec(reply.text) ?? [];
    const ann = stranger();
    const opened = ann.says(`/start ${payload}`);
    expect((await ann.expectReply({ to: opened })).text).toBe(access.personIn);
  });

  test('works after a restart', async () => {
    const code = await newCode();
    await bot.terminate();
    await bot.restart();
    const ann = stranger();
    const sent = ann.says(`/pair ${code}`);
    expect((await ann.expectReply({ to: sent })).text).toBe(access.personIn);
  });

  test('is made for admins in their private chat alone', async () => {
    const cast = await newGroup();
    const ann = stranger();
    await letIn(ann);
    expect(await asks(ann, '/pair')).toBe(en.unknownCommand);
    cast.group.setStanding(maria, 'administrator');
    const before = messagesOfBot(cast.group).length;
    maria.says('/pair', { in: cast.group });
    await asks(maria, 'Who?', cast.group);
    expect(messagesOfBot(cast.group)).toHaveLength(before + 1);
  });

  test('can be guessed a few times only', async () => {
    const eve = stranger();
    const guess = (): TelegramMessage => eve.says('/pair AAAA-AAAA');
    for (let n = 0; n < 4; n++) {
      expect((await eve.expectReply({ to: guess() })).text).toBe(access.wrongCode);
    }
    expect((await eve.expectReply({ to: guess() })).text).toBe(access.tooManyCodes(15));
    const before = eve.chat.record.messages.size;
    eve.says(`/pair ${await newCode()}`);
    await sim.untilConfirmed();
    await asks(maria, 'Who?');
    expect(eve.chat.record.messages.size).toBe(before + 1);
  });
});

describe('a group', () => {
  test('is let in by one of its admins, for all its members, there alone', async () => {
    const cast = await newGroup();
    const { member, group } = cast;
    await letGroupIn(cast);
    expect(await asks(member, 'Who?', group)).toContain(quotationFor('Who?'));
    expect(await asks(member, 'Who?')).toBe(access.unknownPerson);
    expect((await member.asksInline('Who?').answered()).results).toEqual([]);
  });

  test('is not let in by a member, whose code is used up: all have read it', async () => {
    const cast = await newGroup();
    const { owner, member, group } = cast;
    const code = await newCode();
    const sent = member.says(`/pair ${code}`, { in: group });
    expect((await member.expectReply({ in: group, to: sent })).text).toBe(access.groupNeedsAdmin);
    const again = owner.says(`/pair ${code}`, { in: group });
    expect((await owner.expectReply({ in: group, to: again })).text).toBe(access.wrongCode);
  });

  test('[21] is let in by an anonymous admin', async () => {
    const { owner, member, group } = await newGroup();
    group.hidesBehindGroup(owner);
    owner.says(`/pair ${await newCode()}`, { in: group });
    await sim.until(() => messagesOfBot(group).find(({ text }) => text === access.groupIn), {
      what: 'the welcome',
    });
    expect(await asks(member, 'Who?', group)).toContain(quotationFor('Who?'));
  });

  test('[25] stays let in as a supergroup', async () => {
    const cast = await newGroup('group');
    await letGroupIn(cast);
    const bigger = cast.group.becomesSupergroup();
    expect(await asks(cast.member, 'Who?', bigger)).toContain(quotationFor('Who?'));
  });

  test('that was not let in hears a listed person’s answers, and is told once a day itself', async () => {
    const { owner, member, group } = await newGroup();
    await letIn(owner);
    expect(await asks(owner, 'Who?', group)).toContain(quotationFor('Who?'));
    expect(await asks(member, 'Who?', group)).toBe(access.unknownGroup);
    const before = messagesOfBot(group).length;
    member.says('/ask Who?', { in: group });
    await asks(owner, 'Who else?', group);
    expect(messagesOfBot(group)).toHaveLength(before + 1);
  });
});

describe('/access', () => {
  test('lists people and groups by name, and removes them at once', async () => {
    const ann = stranger();
    await letIn(ann);
    expect(await asks(ann, 'Who?')).toContain(quotationFor('Who?'));
    const list = await maria.expectReply({ to: maria.says('/access') });
    const button = access.remove(`\u2068${ann.user.first_name}\u2069`);
    expect(list.buttons.flat()).toContain(button);
    expect((await maria.presses(list, button).answered()).text).toBe(access.removed);
    expect((await maria.expectEdit(list)).buttons.flat()).not.toContain(button);
    expect((await ann.asksInline('Who?').answered()).results).toEqual([]);
    expect(await asks(ann, 'Who now?')).toBe(access.unknownPerson);
    const audit = await readFile(path.join(bot.folders.state, 'audit.jsonl'), 'utf8');
    expect(audit).toContain(`"action":"let in","what":"${ann.user.id}"`);
    expect(audit).toContain(`"action":"remove","what":"${ann.user.id}"`);
  });

  test('is for admins alone', async () => {
    const ann = stranger();
    await letIn(ann);
    expect(await asks(ann, '/access')).toBe(en.unknownCommand);
    const reply = await ann.expectReply({ to: ann.says('Who?') });
    const forged = ann.presses(reply, { data: `access:remove:${maria.user.id}:0` });
    expect((await forged.answered()).text).toBe(en.oldButton);
  });

  test('goes on over many pages', async () => {
    for (let n = 0; n < 9; n++) await letIn(stranger());
    const list = await maria.expectReply({ to: maria.says('/access') });
    await maria.presses(list, en.settings.later).answered();
    const next = await maria.expectEdit(list);
    expect(next.buttons.flat()).toContain(en.settings.earlier);
    expect(next.buttons.flat()).not.toEqual(list.buttons.flat());
  });
});

test('results for those who were let in are theirs alone, and not kept', async () => {
  const ann = stranger();
  await letIn(ann);
  expect((await ann.asksInline('Who may vote?').answered()).results).toHaveLength(1);
  expect(sim.callsOf('answerInlineQuery').at(-1)?.params).toMatchObject({
    is_personal: true,
    cache_time: 0,
  });
});

test('where everyone may ask a code is not needed, and the admin hears so', async () => {
  const open = await startSimulator();
  try {
    const admin = open.person('Admin', { languageCode: 'en' });
    await startToyBot(open, { env: { ADMIN_IDS: String(admin.user.id) } });
    expect((await admin.expectReply({ to: admin.says('/pair') })).text).toBe(access.isOpen);
  } finally {
    await open.close();
  }
});
