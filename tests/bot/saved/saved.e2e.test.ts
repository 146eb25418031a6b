import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { ru } from '../../../src/bot/languages/ru.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Group } from '../../simulator/driver/group.ts';
import type { Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const HEIGHT = 'Ancient writers say that the lighthouse was at least one hundred metres tall.';
const BRIDGE = 'The old bridge over the river was opened in 1931 by the mayor.';
const QUESTIONS = { height: 'How tall was the lighthouse?', bridge: 'When was the bridge opened?' };

let sim: Simulator;
let bot: Bot;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startBot(sim, {
    documents: {
      'lighthouse.txt': `The lighthouse of Alexandria\n\n${HEIGHT}\n`,
      'bridge.txt': `The *old* bridge\n\n${BRIDGE}\n`,
    },
  });
});
afterAll(() => sim.close());

function someone(languageCode = 'en'): Person {
  return sim.person(`Person ${++people}`, { languageCode });
}

async function answerTo(person: Person, text: string, where: Parameters<Person['says']>[1] = {}) {
  const asked = person.says(text, where);
  return person.expectReply({ to: asked, ...(where.in && { in: where.in }) });
}

async function told(person: Person, reply: Reply, label: string | { readonly data: string }) {
  return (await person.presses(reply, label).answered()).text;
}

function townOf(...members: readonly [Person, ...Person[]]): Group {
  return sim.supergroup(`Town ${++people}`, { members });
}

/** The file that a message brings, as text. */
function fileIn({ message }: Reply): string {
  return sim.world.files.get(message.document?.file_id ?? '')?.bytes.toString() ?? '';
}

describe('a quote is saved', () => {
  test('by the button under the answer, once, and listed with place and text', async () => {
    const vera = someone('ru');
    const reply = await answerTo(vera, QUESTIONS.height);
    expect(await told(vera, reply, ru.saved.button)).toBe(ru.saved.saved);
    expect(await told(vera, reply, ru.saved.button)).toBe(ru.saved.known);
    const list = await answerTo(vera, '/saved');
    expect(list.text).toContain(ru.saved.list(1, 1, 1));
    expect(list.marked('expandable_blockquote')).toEqual([expect.stringContaining(HEIGHT)]);
    expect(list.text).not.toContain(ru.saved.changed);
    expect(list.entities.find(({ type }) => type === 'text_link')?.url).toContain('?start=c_');
  });

  test('by /save in reply to an answer, in the order of its quotes', async () => {
    const alice = someone();
    const reply = await answerTo(alice, 'lighthouse bridge');
    const [first = '', second = ''] = reply.marked('expandable_blockquote');
    expect((await answerTo(alice, '/save 2', { replyTo: reply })).text).toBe(en.saved.saved);
    expect((await answerTo(alice, '/save', { replyTo: reply })).text).toBe(en.saved.saved);
    expect((await answerTo(alice, '/saved')).marked('expandable_blockquote')).toEqual([
      first,
      second,
    ]);
    expect((await answerTo(alice, '/save 9', { replyTo: reply })).text).toBe(en.saved.noSuchQuote);
    expect((await answerTo(alice, '/save it', { replyTo: reply })).text).toBe(en.saved.howTo);
  });

  test('by the button of a place that is read on', async () => {
    const alice = someone();
    const reply = await answerTo(alice, QUESTIONS.bridge);
    await alice.presses(reply, en.reading.before).answered();
    const edited = await alice.expectEdit(reply);
    expect(await told(alice, edited, en.saved.button)).toBe(en.saved.saved);
    expect((await answerTo(alice, '/saved')).marked('expandable_blockquote')).toHaveLength(1);
  });

  test('in a group with nothing but a sign, for each person their own', async () => {
    const [alice, bob] = [someone(), someone()];
    const group = townOf(alice, bob);
    const reply = await answerTo(alice, `/ask ${QUESTIONS.height}`, { in: group });
    const sent = sim.callsOf('sendMessage').length;
    const signed = sim.expectCall('setMessageReaction');
    alice.says('/save', { in: group, replyTo: reply });
    await signed;
    expect(await told(bob, reply, en.saved.button)).toBe(en.saved.saved);
    expect(sim.callsOf('sendMessage')).toHaveLength(sent);
    expect((await answerTo(bob, '/saved')).text).toContain(en.saved.list(1, 1, 1));
    expect((await answerTo(someone(), '/saved')).text).toBe(en.saved.none);
  });

  test.each(['save:', 'save:x', 'save:abcdefgh-0-abcdefgh', `save:${'a'.repeat(50)}`])(
    'not by a forged press (%s)',
    async (data) => {
      const alice = someone();
      const reply = await answerTo(alice, QUESTIONS.height);
      expect(await told(alice, reply, { data })).not.toBe(en.saved.saved);
      expect((await answerTo(alice, '/saved')).text).toBe(en.saved.none);
    },
  );
});

describe('the list of saved quotes', () => {
  test('in a group is declined, with the way to the private chat, which opens it', async () => {
    const alice = someone();
    const group = townOf(alice);
    for (const command of ['/saved', '/export']) {
      const reply = await answerTo(alice, command, { in: group });
      expect(reply.text).toBe(en.saved.inPrivate);
      expect(reply.buttons).toEqual([[en.saved.openPrivate]]);
    }
    expect((await answerTo(alice, '/start saved')).text).toBe(en.saved.none);
  });

  test('loses what is removed, whoever presses twice', async () => {
    const alice = someone();
    const reply = await answerTo(alice, 'lighthouse bridge');
    await answerTo(alice, '/save', { replyTo: reply });
    await answerTo(alice, '/save 2', { replyTo: reply });
    const list = await answerTo(alice, '/saved');
    const presses = [1, 1].map(() => alice.presses(list, en.saved.removeButton(1)));
    const edited = await alice.expectEdit(list);
    for (const pressed of presses) expect((await pressed.answered()).text).toBe(en.saved.removed);
    expect(edited.text).toContain(en.saved.list(1, 1, 1));
    expect(await told(alice, edited, en.saved.removeButton(1))).toBe(en.saved.removed);
    expect((await answerTo(alice, '/saved')).text).toBe(en.saved.none);
  });

  test('is nobody else’s to change', async () => {
    const [alice, mallory] = [someone(), someone()];
    await told(alice, await answerTo(alice, QUESTIONS.height), en.saved.button);
    const other = await answerTo(mallory, '/saved');
    for (let id = 1; id < 20; id++) await told(mallory, other, { data: `drop:${id}:1` });
    expect((await answerTo(alice, '/saved')).text).toContain(en.saved.list(1, 1, 1));
  });
});

describe('a file', () => {
  test('of quotes holds text, place and link, and no markup of the documents', async () => {
    const alice = someone();
    await told(alice, await answerTo(alice, QUESTIONS.bridge), en.saved.button);
    const reply = await answerTo(alice, '/export');
    expect(reply.message.document?.file_name).toBe('quotes.md');
    expect(fileIn(reply)).toContain(`> ${BRIDGE}`);
    expect(fileIn(reply)).toContain('[The \\*old\\* bridge');
    expect(fileIn(reply)).toMatch(/\]\(https:\/\/t\.me\/\w+\?start=c_[\w-]+\)/);
    expect((await answerTo(someone(), '/export')).text).toBe(en.saved.none);
  });

  test('of a private chat’s answers has their questions', async () => {
    const alice = someone();
    expect((await answerTo(alice, '/export chat')).text).toBe(en.saved.noAnswers);
    await answerTo(alice, QUESTIONS.height);
    const file = fileIn(await answerTo(alice, '/export chat'));
    expect(file).toContain(`: ${QUESTIONS.height}`);
    expect(file).toContain(HEIGHT);
  });

  test('of a group’s answers is for its admins', async () => {
    const [owner, bob] = [someone(), someone()];
    const group = townOf(owner, bob);
    await answerTo(bob, `/ask ${QUESTIONS.height}`, { in: group });
    expect((await answerTo(bob, '/export chat', { in: group })).text).toBe(en.saved.adminsOnly);
    const reply = await answerTo(owner, '/export chat', { in: group });
    expect(fileIn(reply)).toContain(`: ${QUESTIONS.height}`);
  });
});

test('a quote whose document has changed since is kept as it was, and that is said', async () => {
  const alice = someone();
  await told(alice, await answerTo(alice, QUESTIONS.bridge), en.saved.button);
  await bot.terminate();
  const changed = `The *old* bridge\n\n${BRIDGE.replace('1931', '1955')}\n`;
  await writeFile(path.join(bot.folders.documents, 'bridge.txt'), changed);
  await bot.restart({ withinMs: 60_000 });
  const list = await answerTo(alice, '/saved');
  expect(list.marked('expandable_blockquote')).toEqual([expect.stringContaining(BRIDGE)]);
  expect(list.text).toContain(`(${en.saved.changed})`);
  expect(fileIn(await answerTo(alice, '/export'))).toContain(`(${en.saved.changed})`);
});
