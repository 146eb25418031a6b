import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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
  bot = await startToyBot(sim, { env: { RETENTION_DAYS: '90', CONTEXT_HOURS: '1' } });
});
afterAll(() => sim.close());

function someone(languageCode = 'en'): Person {
  return sim.person(`Person-${++people}-of-privacy`, { languageCode });
}

async function answerTo(person: Person, text: string, where: Parameters<Person['says']>[1] = {}) {
  const asked = person.says(text, where);
  return person.expectReply({ to: asked, ...(where.in && { in: where.in }) });
}

async function presses(person: Person, reply: Reply, label: string): Promise<void> {
  await person.presses(reply, label).answered();
}

/** Everything that the bot has on disk about anybody. */
async function stateFiles(): Promise<Buffer> {
  const { state } = bot.folders;
  const names = await readdir(state);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(state, name)))));
}

/** Asks, votes and saves in a chat. @returns when all of it is on disk */
async function leavesTraces(person: Person, words: string): Promise<void> {
  const group = sim.supergroup(`Town of ${words}`, { members: [person] });
  for (const [text, where] of [[words, {}] as const, [`/ask ${words}`, { in: group }] as const]) {
    const reply = await answerTo(person, text, where);
    await presses(person, reply, '👎');
    await presses(person, reply, en.saved.button);
  }
}

describe('/privacy', () => {
  test('says in plain words what is kept, how long by the settings, and how much', async () => {
    const alice = someone();
    const reply = await answerTo(alice, 'Who may vote?');
    await presses(alice, reply, '👍');
    await presses(alice, reply, en.saved.button);
    expect((await answerTo(alice, '/privacy')).text.split('\n')).toEqual([
      en.privacy.heading,
      en.privacy.questions(1, 1),
      en.privacy.texts(14),
      en.privacy.votes(90, 1),
      en.privacy.saved(90, 1),
      en.privacy.settings,
      en.privacy.nothingElse,
      en.privacy.howToForget,
    ]);
    expect((await answerTo(someone('ru'), '/start privacy')).text).toContain(ru.privacy.heading);
  });

  test('in a group leads to the private chat, and so does /forget', async () => {
    const alice = someone();
    const group = sim.supergroup('Town', { members: [alice] });
    for (const command of ['/privacy', '/forget']) {
      const reply = await answerTo(alice, command, { in: group });
      expect(reply.text).toBe(en.saved.inPrivate);
      expect(reply.buttons).toEqual([[en.saved.openPrivate]]);
    }
  });
});

describe('/forget', () => {
  test('asks first, and deletes nothing if it is not meant', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    const question = await answerTo(alice, '/forget');
    expect(question.text).toBe(en.privacy.ask);
    await presses(alice, question, en.privacy.keepButton);
    expect((await alice.expectEdit(question)).text).toBe(en.privacy.kept);
    expect((await answerTo(alice, '/privacy')).text).toContain(en.privacy.questions(1, 1));
  });

  test('leaves nothing of the person on disk, and everything of others', async () => {
    const [alice, bob] = [someone(), someone()];
    await leavesTraces(alice, 'ALICE-WROTE-THIS');
    await leavesTraces(bob, 'BOB-WROTE-THIS');
    const question = await answerTo(alice, '/forget');
    await presses(alice, question, en.privacy.deleteButton);
    const done = await alice.expectEdit(question);
    expect(done.text).toBe([en.privacy.deleted, en.privacy.remainingTexts(14)].join('\n'));
    expect(done.buttons).toEqual([]);
    await vi.waitFor(
      async () => {
        const left = await stateFiles();
        expect(left.includes('ALICE-WROTE-THIS')).toBe(false);
        expect(left.includes(alice.user.first_name)).toBe(false);
        expect(left.includes(written(alice.user.id))).toBe(false);
      },
      { timeout: 8000, interval: 500 },
    );
    const left = await stateFiles();
    expect(left.includes('BOB-WROTE-THIS')).toBe(true);
    expect(left.includes(written(bob.user.id))).toBe(true);
    expect((await answerTo(alice, '/saved')).text).toBe(en.saved.none);
  });

  test('pressed in a group by a forger, it is an old button', async () => {
    const [alice, mallory] = [someone(), someone()];
    const group = sim.supergroup('Elsewhere', { members: [alice, mallory] });
    const reply = await answerTo(alice, '/ask Who?', { in: group });
    const pressed = mallory.presses(reply, { data: 'forget:yes' });
    expect((await pressed.answered()).text).toBe(en.oldButton);
  });
});

test('who may not ask, or no longer, may still be forgotten', async () => {
  const other = await startSimulator();
  try {
    await startToyBot(other, { env: { ACCESS: 'listed', ADMIN_IDS: '7' } });
    const stranger = other.person('Stranger', { languageCode: 'en' });
    const asking = async (text: string) => stranger.expectReply({ to: stranger.says(text) });
    expect((await asking('Who may vote?')).text).toBe(en.access.unknownPerson);
    expect((await asking('/privacy')).text).toContain(en.privacy.heading);
    const question = await asking('/forget');
    await presses(stranger, question, en.privacy.deleteButton);
    expect((await stranger.expectEdit(question)).text).toContain(en.privacy.deleted);
  } finally {
    await other.close();
  }
});

/** As SQLite writes a number of this size: four bytes, big-endian. https://sqlite.org/fileformat.html#record_format */
function written(id: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeInt32BE(id);
  return four;
}
