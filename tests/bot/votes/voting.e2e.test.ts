import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readState } from '../../../src/bot/inbox/state.ts';
import { en } from '../../../src/bot/languages/en.ts';
import { ru } from '../../../src/bot/languages/ru.ts';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { startToyBot } from '../support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
let bot: Bot;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startToyBot(sim);
});
afterAll(() => sim.close());

const BUTTONS = ['👍', '👎', en.votes.missedButton];

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

/** Whether it is written down which question a message answers. */
function isNoted(reply: Reply): boolean {
  return rowsOf(reply, 'SELECT * FROM asked').length > 0;
}

/** What is written down of an answer's votes: who voted what. */
function votesOn(reply: Reply): unknown[] {
  return rowsOf(reply, 'SELECT person_id, vote FROM votes');
}

function rowsOf({ message }: Reply, select: string): unknown[] {
  const db = readState(bot.folders.state);
  try {
    const rows = db.prepare(`${select} WHERE chat_id = ? AND answer_id = ?`);
    return rows.all(message.chat.id, message.message_id);
  } finally {
    db.close();
  }
}

describe('under an answer', () => {
  test('in a private chat a vote is noted in the person’s language, changed, and taken back', async () => {
    const vera = someone('ru');
    const reply = await answerTo(vera, 'Who may vote?');
    expect(await told(vera, reply, '👎')).toBe(ru.votes.noted.bad);
    expect(await told(vera, reply, ru.votes.missedButton)).toBe(ru.votes.noted.missed);
    expect(await told(vera, reply, '👍')).toBe(ru.votes.noted.good);
    expect(votesOn(reply)).toMatchObject([{ person_id: vera.user.id, vote: 'good' }]);
  });

  test('one that is no answer has no buttons to vote, and a weak one has', async () => {
    const alice = someone();
    expect((await answerTo(alice, 'nothing')).buttons).toEqual([]);
    expect((await answerTo(alice, 'weak')).buttons.flat()).toEqual(expect.arrayContaining(BUTTONS));
  });

  test('in a group everybody votes on one message, which stays as it is, and nothing is sent', async () => {
    const [alice, bob, carol] = [someone(), someone(), someone('ru')];
    const group = sim.supergroup('Town', { members: [alice, bob, carol] });
    const reply = await answerTo(alice, '/ask Who may vote?', { in: group });
    const [sent, edited] = [
      sim.callsOf('sendMessage').length,
      sim.callsOf('editMessageText').length,
    ];
    const presses = [
      alice.presses(reply, '👍'),
      bob.presses(reply, '👎'),
      carol.presses(reply, en.votes.missedButton),
    ];
    const notes = await Promise.all(presses.map((pressed) => pressed.answered()));
    expect(notes.map(({ text }) => text)).toEqual([
      en.votes.noted.good,
      en.votes.noted.bad,
      ru.votes.noted.missed,
    ]);
    expect(votesOn(reply)).toHaveLength(3);
    expect(sim.callsOf('sendMessage')).toHaveLength(sent);
    expect(sim.callsOf('editMessageText')).toHaveLength(edited);
    expect(sim.callsOf('editMessageReplyMarkup')).toEqual([]);
  });

  test('in a topic of a forum', async () => {
    const alice = someone();
    const forum = sim.forum('Forum', { members: [alice] });
    const topic = forum.opensTopic('Votes');
    const reply = await answerTo(alice, '/ask Who?', { in: forum, topic });
    expect(await told(alice, reply, '👍')).toBe(en.votes.noted.good);
  });

  test('pressed twice by a finger that slips, the vote counts once', async () => {
    const alice = someone();
    const reply = await answerTo(alice, 'Who may vote?');
    const presses = [alice.presses(reply, '👍'), alice.presses(reply, '👍')];
    for (const pressed of presses) {
      expect((await pressed.answered()).text).toBe(en.votes.noted.good);
    }
    expect(votesOn(reply)).toMatchObject([{ person_id: alice.user.id, vote: 'good' }]);
  });
});

describe('what is no vote', () => {
  test.each(['vote:', 'vote:best', 'vote:good:7', 'vote:none'])('%j', async (data) => {
    const alice = someone();
    const reply = await answerTo(alice, 'Who may vote?');
    expect(await told(alice, reply, { data })).toBe(en.oldButton);
    expect(votesOn(reply)).toEqual([]);
  });

  test('a forged press under a message without such a button', async () => {
    const alice = someone();
    const reply = await answerTo(alice, '/help');
    expect(await told(alice, reply, { data: 'vote:bad' })).toBe(en.oldButton);
    expect(votesOn(reply)).toEqual([]);
    const none = await answerTo(alice, 'nothing');
    expect(await told(alice, none, { data: 'vote:bad' })).toBe(en.oldButton);
    expect(votesOn(none)).toEqual([]);
  });
});

test('a bot that was killed between answer and press takes the vote, and knows the question', async () => {
  const alice = someone();
  const reply = await answerTo(alice, 'weak: who may vote?');
  await vi.waitFor(() => expect(isNoted(reply)).toBe(true), { timeout: 5000 });
  await bot.kill9();
  const pressed = alice.presses(reply, '👎');
  await bot.restart();
  expect((await pressed.answered()).text).toBe(en.votes.noted.bad);
  expect(rowsOf(reply, 'SELECT * FROM judged')).toMatchObject([
    { question: 'weak: who may vote?', document: 'toy.txt' },
  ]);
});
