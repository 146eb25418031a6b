import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { ru } from '../../src/bot/languages/ru.ts';
import type { Bot } from '../simulator/driver/bot.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
let bot: Bot;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator();
  bot = await startToyBot(sim);
});
afterAll(() => sim.close());

function someone(languageCode = 'en'): Person {
  return sim.person(`Person ${++people}`, { languageCode });
}

async function answerTo(person: Person, text: string, where: Parameters<Person['says']>[1] = {}) {
  const asked = person.says(text, where);
  return person.expectReply({ to: asked, ...(where.in && { in: where.in }) });
}

describe('/why', () => {
  test('in reply to an answer says how it came about', async () => {
    const alice = someone();
    const first = await answerTo(alice, 'Who may vote?');
    await answerTo(alice, 'Is nothing said of fish?');
    const { text } = await answerTo(alice, '/why', { replyTo: first });
    expect(text.split('\n')[0]).toBe(en.why.found(90, 70));
    expect(text).toContain('Who, may, vote?');
  });

  test('alone is about the last answer', async () => {
    const alice = someone();
    await answerTo(alice, 'Who may vote?');
    await answerTo(alice, 'Is nothing said of fish?');
    expect((await answerTo(alice, '/why')).text).toContain(en.why.nothing(90, 8));
  });

  test('says what a follow-up was understood to follow, after a restart too', async () => {
    const alice = someone('ru');
    await answerTo(alice, 'Who may vote?');
    const answer = await answerTo(alice, 'Also when?');
    await bot.terminate();
    await bot.restart();
    const { text } = await answerTo(alice, '/why', { replyTo: answer });
    expect(text).toContain(ru.why.found(90, 70));
    expect(text).toContain(ru.why.understood['in-context']('\u2068Who may vote? Also when?\u2069'));
  });

  test('may be asked by anybody in a group, of the answer that is replied to', async () => {
    const [alice, bob] = [someone(), someone()];
    const group = sim.supergroup('Town', { members: [alice, bob] });
    const answer = await answerTo(alice, '/ask Who may vote?', { in: group });
    const { text } = await answerTo(bob, '/why', { in: group, replyTo: answer });
    expect(text).toContain(en.why.found(90, 70));
  });

  test('rings nobody whose name is in the question', async () => {
    const alice = someone();
    const answer = await answerTo(alice, 'Who is @somebody?');
    const reply = await answerTo(alice, '/why', { replyTo: answer });
    expect(reply.marked('code')).toEqual(['@somebody', '@nobody']);
  });

  test('without an answer that is known says what it needs', async () => {
    const alice = someone();
    expect((await answerTo(alice, '/why')).text).toBe(en.whyUnknown);
    const hint = await answerTo(alice, '/help');
    expect((await answerTo(alice, '/why', { replyTo: hint })).text).toBe(en.whyUnknown);
  });

  test('is offered in private chats and in groups', () => {
    const published = sim.callsOf('setMyCommands').map(({ params }) => params);
    for (const scope of ['all_private_chats', 'all_group_chats']) {
      expect(published).toContainEqual(
        expect.objectContaining({
          scope: { type: scope },
          commands: expect.arrayContaining([
            { command: 'why', description: en.commands.why },
          ]) as unknown,
        }),
      );
    }
  });
});
