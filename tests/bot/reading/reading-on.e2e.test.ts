import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { citationId, documentKey } from '../../../src/retrieval/citation.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Group } from '../../simulator/driver/group.ts';
import type { Chat, Person } from '../../simulator/driver/person.ts';
import { type Reply, readReply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { buttonsOf } from '../../simulator/world/buttons.ts';
import { CHARTER, CLUBS, HARBOUR, LONG_SENTENCE, TOWN, VOTING } from './town.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const { reading } = en;

let sim: Simulator;
let bot: Bot;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startBot(sim, { documents: TOWN });
});
afterAll(() => sim.close());

const newPerson = () => sim.person(`Person ${++people}`, { languageCode: 'en' });

async function answerTo(
  person: Person,
  question: string,
  where: { in?: Chat } = {},
): Promise<Reply> {
  const asked = person.says(question, where);
  return person.expectReply({ to: asked, ...where });
}

/** Presses, waits until the message shows something else, and expects no toast. */
async function turn(person: Person, reply: Reply, label: string): Promise<Reply> {
  const press = person.presses(reply, label);
  const edited = await person.expectEdit(reply);
  expect(await press.answered()).toEqual({ alert: false });
  return edited;
}

const quotationOf = (reply: Reply) =>
  [...reply.marked('blockquote'), ...reply.marked('expandable_blockquote')][0] ?? '';
const placeOf = (reply: Reply) =>
  (reply.text.split('\n').at(-1) ?? '').replaceAll(/[\u2068\u2069]/gu, '');
/** The message as it is now. */
const now = (group: Group, { message }: Reply): Reply =>
  readReply(group.messages.find((each) => each.message_id === message.message_id) ?? message);
const expectAlike = (one: Reply, other: Reply) =>
  expect([one.text, one.entities, one.buttons]).toEqual([
    other.text,
    other.entities,
    other.buttons,
  ]);

/** Chooses the folder that a group sees, as its admin does. */
async function showOnly(folder: string, admin: Person, group: Group): Promise<void> {
  const menu = await answerTo(admin, '/settings', { in: group });
  admin.presses(menu, en.settings.names.folder);
  const choices = await admin.expectEdit(menu);
  admin.presses(choices, `\u2068${folder}\u2069`);
  await admin.expectEdit(choices);
}

describe('under an answer in a private chat', () => {
  test('buttons read on around its first excerpt, and back', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    expect(answer.buttons.slice(0, 2)).toEqual([
      [reading.before, reading.after, reading.copy],
      [reading.section, reading.next],
    ]);
    const after = await turn(alice, answer, reading.after);
    expect(quotationOf(after)).toBe(
      CHARTER.slice(CHARTER.indexOf('Ballots are'), CHARTER.indexOf('\n\n## Lighthouse')),
    );
    expect(placeOf(after)).toBe('Town charter › Rights › Voting › paragraph 2');
    const further = await turn(alice, after, reading.after);
    expect(quotationOf(further)).toContain(LONG_SENTENCE);
    expect(placeOf(further)).toContain('Lighthouse');
    const before = await turn(alice, further, reading.before);
    const beforeLighthouse = CHARTER.slice(0, CHARTER.indexOf('\n\n## Lighthouse'));
    expect(beforeLighthouse.endsWith(quotationOf(before))).toBe(true);
    expectAlike(await turn(alice, before, reading.back), answer);
  });

  test('the beginning and the end of a document are said', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, 'What must ships announce by radio?');
    const [first = '', last = ''] = [
      'Harbour rules',
      'Fines for loose dogs are twenty crowns.',
    ].map((sentence) => citationId('port/harbour.txt', HARBOUR.indexOf(sentence), sentence));
    const toast = async (data: string) => (await alice.presses(answer, { data }).answered()).text;
    expect(await toast(`b:${first}:${first}`)).toBe(reading.atBeginning);
    expect(await toast(`a:${last}:${last}`)).toBe(reading.atEnd);
  });

  test('the whole section is read in parts, named and without a gap', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, 'Where does club number 7 meet?');
    let part = await turn(alice, answer, reading.section);
    while (part.buttons[0]?.some((label) => label.startsWith('◀'))) {
      part = await turn(alice, part, part.buttons[0][0] ?? '');
    }
    const parts = [part];
    while (part.buttons[0]?.at(-1)?.endsWith('▶')) {
      part = await turn(alice, part, part.buttons[0].at(-1) ?? '');
      parts.push(part);
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(quotationOf).join(' ')).toBe(`## Clubs\n\n${CLUBS.join(' ')}`);
    expect(parts.map(({ text }) => text.split('\n')[0])).toEqual(
      parts.map((_, at) => reading.part(at + 1, parts.length)),
    );
    expectAlike(await turn(alice, part, reading.back), answer);
  });

  test('the next excerpt is the first that the answer doesn’t show', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    const shown = answer.marked('expandable_blockquote');
    const fourth = await turn(alice, answer, reading.next);
    expect(fourth.text).toMatch(new RegExp(`^${reading.excerpt(shown.length + 1)}\n`));
    const fifth = await turn(alice, fourth, reading.next);
    const seen = [...shown, quotationOf(fourth), quotationOf(fifth)];
    expect(new Set(seen).size).toBe(seen.length);
    expectAlike(await turn(alice, fifth, reading.back), answer);
  });

  test('a short sentence is copied by the button alone', async () => {
    const answer = await answerTo(newPerson(), VOTING);
    const copy = buttonsOf(answer.message)
      .flat()
      .find(({ text }) => text === reading.copy);
    expect(copy?.copy_text?.text).toBe(
      'Every resident who is eighteen years old may vote in elections.\n(Town charter › Rights › Voting › paragraph 2)',
    );
  });

  test('a long one is sent to be copied', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, 'When does the lighthouse keeper light the lamp?');
    const press = alice.presses(answer, reading.copy);
    const sent = await alice.expectReply();
    expect(sent.marked('pre')).toEqual([
      `${LONG_SENTENCE}\n(Town charter › Lighthouse › paragraph 4)`,
    ]);
    expect(await press.answered()).toEqual({ alert: false });
  });
});

describe('in a group', () => {
  async function newGroup(kind: 'supergroup' | 'forum' = 'supergroup') {
    const alice = newPerson();
    const bob = newPerson();
    const group = sim[kind](`Town ${people}`, { members: [alice, bob] });
    await sim.until(() => group.messages.find(({ text }) => text), { what: 'the greeting' });
    return { alice, bob, group };
  }

  test('[36] two people read on in one message, each from what they see', async () => {
    const { alice, bob, group } = await newGroup();
    const answer = await answerTo(alice, `/ask ${VOTING}`, { in: group });
    const after = await turn(bob, answer, reading.after);
    // Alice's screen still shows the answer.
    const press = alice.presses(answer, reading.section);
    const section = await alice.expectEdit(after);
    expect(await press.answered()).toEqual({ alert: false });
    expect(quotationOf(section)).toMatch(/^### Voting\n\nEvery resident/);
    expectAlike(await turn(bob, section, reading.back), answer);
  });

  test('[36][38] many presses at once are all answered, and the message shows one of the views', async () => {
    const { alice, bob, group } = await newGroup();
    const answer = await answerTo(alice, `/ask ${VOTING}`, { in: group });
    const labels = [reading.after, reading.before, reading.section, reading.after];
    const edits = () => sim.callsOf('editMessageText').length;
    const before = edits();
    const presses = labels.flatMap((label) =>
      [alice, bob].map((person) => person.presses(answer, label)),
    );
    for (const press of presses) expect(await press.answered()).toEqual({ alert: false });
    await sim.until(() => (edits() === before + presses.length ? true : undefined), {
      what: 'as many edits as presses',
    });
    expectAlike(await turn(alice, now(group, answer), reading.back), answer);
  });

  test('a long sentence is copied in the private chat of whoever wants it', async () => {
    const { alice, group } = await newGroup();
    const answer = await answerTo(alice, '/ask When does the lighthouse keeper light the lamp?', {
      in: group,
    });
    const before = group.messages.length;
    const { url } = await alice.presses(answer, reading.copy).answered();
    expect(url).toMatch(/^https:\/\/t\.me\/\w+\?start=k_[\w-]{1,62}$/);
    const opened = await answerTo(alice, `/start ${url?.split('=')[1]}`);
    expect(opened.marked('pre')[0]).toContain(LONG_SENTENCE);
    expect(group.messages).toHaveLength(before);
  });

  test('what the group does not see can’t be read there, and back leads to what it sees', async () => {
    const { alice, bob, group } = await newGroup();
    const answer = await answerTo(bob, `/ask ${VOTING}`, { in: group });
    const list = await answerTo(bob, '/search ballot', { in: group });
    await showOnly('port', alice, group);
    for (const label of [reading.before, reading.after, reading.section]) {
      expect((await bob.presses(answer, label).answered()).text).toBe(reading.notShown);
    }
    bob.presses(answer, reading.next);
    expect((await bob.expectEdit(answer)).text).not.toContain('Town charter');
    const toast = await bob
      .presses(list, {
        data: `toc:${documentKey('charter.md')}:1`,
      })
      .answered();
    expect(toast.text).toBe(reading.notShown);
    expect((await answerTo(bob, '/doc', { in: group })).text).toContain(
      reading.documents(1, undefined),
    );
    expect((await answerTo(bob, '/search ballot', { in: group })).text).toMatch(/ballot\u2069$/);
  });

  test('[22] it stays in the topic of the question', async () => {
    const { alice, bob, group } = await newGroup('forum');
    const topic = group.opensTopic('Votes');
    const asked = alice.says(`/ask ${VOTING}`, { in: group, topic });
    const answer = await alice.expectReply({ in: group, to: asked });
    const after = await turn(bob, answer, reading.after);
    expect(after.message.message_thread_id).toBe(topic);
    expect(after.message.message_id).toBe(answer.message.message_id);
  });
});

describe('whatever is pressed is answered', () => {
  test.each([
    ['a place that never was', 'a:AAAAAAAA-0-BBBBBBBB:AAAAAAAA-0-BBBBBBBB', reading.gone],
    ['no citation at all', 'b:x:y', reading.badLink],
    ['a section of nowhere', 's:9999:-:-', reading.badLink],
    ['something of no meaning', 's:9999:', en.oldButton],
    ['too many colons', 'o:a:b', en.oldButton],
    ['an absurd excerpt of a known question', 'n:9999:x', undefined],
    ['a copy of nothing', 'c:x:y', reading.badLink],
    ['a page of no list', 'list:999999', undefined],
    ['a search without words', 'find:1', undefined],
    ['the headings of nothing', 'toc:AAAAAAAA:1', reading.gone],
    ['the beginning of nothing', 'from:x', reading.badLink],
  ])('[35] %s', async (_, data, text) => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    expect((await alice.presses(answer, { data }).answered()).text).toBe(text);
    await sim.untilConfirmed();
    expect((await answerTo(alice, VOTING)).text).toContain('eighteen years old');
  });

  test('[37] under a message that is gone', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    alice.deletes(answer);
    expect((await alice.presses(answer, reading.after).answered()).text).toBe(en.oldButton);
  });

  test('[37] under a message that is deleted while it is being changed', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    const press = alice.presses(answer, reading.after);
    alice.deletes(answer);
    expect(await press.answered()).toEqual({ alert: false });
    expect((await answerTo(alice, VOTING)).text).toContain('eighteen years old');
    expect(bot.output).not.toContain('"level":50');
  });
});

describe('after a restart', () => {
  test('buttons of before read on, back and further', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    await bot.terminate();
    await bot.restart();
    const fourth = await turn(alice, answer, reading.next);
    const after = await turn(alice, fourth, reading.after);
    expect(after.text).not.toBe(answer.text);
    expectAlike(await turn(alice, after, reading.back), answer);
  });

  test('a press that waited for it is answered', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    await bot.kill9();
    const press = alice.presses(answer, reading.after);
    await bot.restart();
    expect(quotationOf(await alice.expectEdit(answer))).toContain('Ballots are counted');
    expect(await press.answered()).toEqual({ alert: false });
  });

  test('a question that is forgotten costs the next excerpt, and back leads to the excerpt', async () => {
    const alice = newPerson();
    const answer = await answerTo(alice, VOTING);
    await bot.terminate();
    await bot.restart({ env: { CONTEXT_HOURS: '0' } });
    expect((await alice.presses(answer, reading.next).answered()).text).toBe(reading.forgotten);
    const after = await turn(alice, answer, reading.after);
    const back = await turn(alice, after, reading.back);
    expect(quotationOf(back)).toContain('Every resident who is eighteen years old');
    expect(back.marked('bold')).toEqual(answer.marked('bold').slice(0, 1));
    await bot.restart();
  });
});
