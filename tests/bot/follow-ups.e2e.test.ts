import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { ru } from '../../src/bot/languages/ru.ts';
import type { Bot } from '../simulator/driver/bot.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
let bot: Bot;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startToyBot(sim);
});
afterAll(() => sim.close());

function someone(languageCode = 'en'): Person {
  return sim.person(`Person ${++people}`, { languageCode });
}

async function answerTo(person: Person, text: string, where: Parameters<Person['says']>[1] = {}) {
  const asked = person.says(text, where);
  const reply = await person.expectReply({ to: asked, ...(where.in && { in: where.in }) });
  return { asked, reply };
}

describe('a follow-up', () => {
  test('soon after a question is searched for with it, and that is said', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    const { reply } = await answerTo(alice, 'Also when?');
    expect(reply.text).toContain(en.searchedFor('\u2068Who may vote? Also when?\u2069'));
    expect(reply.text).toContain(quotationFor('Who may vote? Also when?'));
    expect(reply.buttons).toContainEqual([en.askAfresh]);
  });

  test('of a follow-up goes back to the question that stands alone', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    await answerTo(alice, 'Also when?');
    const { reply } = await answerTo(alice, 'Also where?');
    expect(reply.text).toContain(quotationFor('Who may vote? Also where?'));
  });

  test('is nobody else’s, nor another chat’s', async () => {
    const [alice, bob] = [someone(), someone()];
    const group = sim.supergroup('Town', { members: [alice, bob] });
    await answerTo(alice, '/ask Who may vote?', { in: group });
    const { reply } = await answerTo(bob, '/ask Also when?', { in: group });
    expect(reply.text).toContain(quotationFor('Also when?'));
    expect((await answerTo(alice, 'Also when?')).reply.text).toContain(quotationFor('Also when?'));
  });

  test('replies to anybody’s answer in a group, however old the answer is', async () => {
    const [alice, bob] = [someone(), someone()];
    const group = sim.supergroup('Town', { members: [alice, bob] });
    const first = await answerTo(alice, '/ask Who may vote?', { in: group });
    await answerTo(alice, '/ask Who may fish?', { in: group });
    const { reply } = await answerTo(bob, 'Also when?', { in: group, replyTo: first.reply });
    expect(reply.text).toContain(quotationFor('Who may vote? Also when?'));
  });

  test('stays in its topic', async () => {
    const alice = someone();
    const forum = sim.forum('Forum', { members: [alice] });
    const [votes, fish] = [forum.opensTopic('Votes'), forum.opensTopic('Fish')];
    await answerTo(alice, '/ask Who may vote?', { in: forum, topic: votes });
    const elsewhere = await answerTo(alice, '/ask Also when?', { in: forum, topic: fish });
    expect(elsewhere.reply.text).toContain(quotationFor('Also when?'));
    const { reply } = await answerTo(alice, '/ask Also when?', { in: forum, topic: votes });
    expect(reply.text).toContain(quotationFor('Who may vote? Also when?'));
  });

  test('is none after a long while', async () => {
    const alice = someone();
    const asked = alice.says('Who may vote?', { agoMs: 12 * 60_000 });
    await alice.expectReply({ to: asked });
    const { reply } = await answerTo(alice, 'Also when?');
    expect(reply.text).toContain(quotationFor('Also when?'));
    expect(reply.buttons).not.toContainEqual([en.askAfresh]);
  });

  test('is still one after a restart, and when it is edited', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    await bot.terminate();
    await bot.restart();
    const { asked, reply } = await answerTo(alice, 'Also when?');
    expect(reply.text).toContain(quotationFor('Who may vote? Also when?'));
    alice.edits(asked, 'Also where?');
    expect((await alice.expectEdit(reply)).text).toContain(
      quotationFor('Who may vote? Also where?'),
    );
  });
});

describe('the button under it', () => {
  test('asks the question alone, and goes', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    const { reply } = await answerTo(alice, 'Also when?');
    const pressed = alice.presses(reply, en.askAfresh);
    const edited = await alice.expectEdit(reply);
    expect(edited.marked('expandable_blockquote')).toEqual([quotationFor('Also when?')]);
    expect(edited.buttons).not.toContainEqual([en.askAfresh]);
    expect(await pressed.answered()).toMatchObject({});
  });

  test('works after a restart, and begins a new line of questions', async () => {
    const alice = someone('ru');
    await answerTo(alice, 'Who may vote?');
    const { reply } = await answerTo(alice, 'Also when?');
    await bot.terminate();
    await bot.restart();
    alice.presses(reply, ru.askAfresh);
    await alice.expectEdit(reply);
    const next = await answerTo(alice, 'Also where?');
    expect(next.reply.text).toContain(quotationFor('Also when? Also where?'));
  });

  test('asks a misspelt question as it was written', async () => {
    const alice = someone();
    const { reply } = await answerTo(alice, 'Who heads teh town?');
    expect(reply.text).toContain(en.searchedFor('\u2068Who heads the town?\u2069'));
    alice.presses(reply, en.askAsWritten);
    const edited = await alice.expectEdit(reply);
    expect(edited.text).toContain(quotationFor('Who heads teh town?'));
    expect(edited.text).not.toContain(en.searchedFor(''));
  });

  test('pressed by two at once answers both', async () => {
    const [alice, bob] = [someone(), someone()];
    const group = sim.supergroup('Town', { members: [alice, bob] });
    const { reply } = await answerTo(alice, '/ask Who heads teh town?', { in: group });
    const pressed = [alice, bob].map((one) => one.presses(reply, en.askAsWritten));
    await Promise.all(pressed.map((one) => one.answered()));
    expect((await alice.expectEdit(reply)).text).toContain(quotationFor('Who heads teh town?'));
  });
});

test('[35] the button under an answer that is forgotten says so', async () => {
  const forgetful = await startSimulator();
  await startToyBot(forgetful, { env: { CONTEXT_HOURS: '0' } });
  const alice = forgetful.person('Alice', { languageCode: 'en' });
  const reply = await alice.expectReply({ to: alice.says('Who heads teh town?') });
  const { text } = await alice.presses(reply, en.askAsWritten).answered();
  expect(text).toBe(en.oldButton);
  await forgetful.close();
});
