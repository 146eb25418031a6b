import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { LANGUAGES } from '../../src/bot/languages/languages.ts';
import { ru } from '../../src/bot/languages/ru.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator();
  await startToyBot(sim);
});
afterAll(() => sim.close());

/** Somebody new, so that no test waits for the rate limit of another one's chat. */
function someone(languageCode = 'en'): Person {
  return sim.person(`Person ${++people}`, { languageCode });
}

async function replyTo(person: Person, text: string) {
  return person.expectReply({ to: person.says(text) });
}

describe('[1] a question with excerpts', () => {
  test('gets one reply to it, with numbered quotation and place', async () => {
    const reply = await replyTo(someone(), 'Who may vote?');
    expect(reply.marked('expandable_blockquote')).toEqual([quotationFor('Who may vote?')]);
    expect(reply.text).toContain('[1] \u2068Toys\u2069 › paragraph 1');
  });

  test('is warned of where they may not answer', async () => {
    expect((await replyTo(someone(), 'a weak question')).text).toContain(en.closest);
  });
});

test('[2] a question without answer is told so, without quotation', async () => {
  const reply = await replyTo(someone(), 'nothing of the sort');
  expect(reply.text).toBe(`${en.nothing} ${en.about('\u2068Toys\u2069')}`);
  expect(reply.entities).toEqual([]);
});

test.each(['?!', '👩‍👩‍👧', '/ask'])('[3] %j gets a hint and no search', async (text) => {
  expect((await replyTo(someone(), text)).text).toBe(en.emptyQuestion);
});

test('[4] of a long message the beginning is searched, and no part is an error', async () => {
  const person = someone();
  person.pastes(`Why ${'so very long '.repeat(400)}?`);
  const replies = [await person.expectReply(), await person.expectReply()];
  expect(replies[0]?.text).toMatch(/^Your message is long/);
  for (const { text } of replies) expect(text).not.toBe(en.failed);
});

test.each([
  ['5', 'Is 👩‍👩‍👧‍👦 a family, 🇦🇲 a flag, and e\u0301 a letter?'],
  ['6', 'מי רשאי להצביע, and why (שאלה)?'],
  ['7', 'Is <b>x</b> &amp; *y* _z_ `q` [t](tg://user?id=1) shown?'],
])('[%s] %j comes back as it was written', async (_, question) => {
  const reply = await replyTo(someone(), question);
  expect(reply.marked('expandable_blockquote')).toEqual([quotationFor(question)]);
  expect(reply.marked('bold')).toEqual([quotationFor(question)]);
});

test('[8] addresses in a quotation get no preview', async () => {
  const asked = someone().says('What is at https://example.org?');
  const call = await sim.expectCall('sendMessage', {
    match: ({ params }) => JSON.stringify(params).includes('example.org'),
  });
  expect(asked.text).toContain('example.org');
  expect(call.params).toMatchObject({ link_preview_options: { is_disabled: true } });
});

test('[9] a quotation that is too long is shown in part, and that is said', async () => {
  const reply = await replyTo(someone(), 'long 9000');
  expect(reply.text.length).toBeLessThanOrEqual(4096);
  expect(reply.text).toContain(`(${en.shortened})`);
});

describe('[10] commands', () => {
  test('/start says what the bot does and names documents', async () => {
    const reply = await replyTo(someone(), '/start payload_1');
    expect(reply.text).toBe(en.welcome('\u2068Toys\u2069'));
  });

  test('/help says how to ask elsewhere', async () => {
    expect((await replyTo(someone(), '/HELP')).text).toBe(
      en.help(sim.world.bot.user.username ?? ''),
    );
  });

  test('are answered in the language of the person', async () => {
    expect((await replyTo(someone('ru-RU'), '/start')).text).toBe(ru.welcome('\u2068Toys\u2069'));
  });

  test('that are unknown get a hint', async () => {
    expect((await replyTo(someone(), '/fly me')).text).toBe(en.unknownCommand);
  });

  test('are published in every language, for private chats and groups', async () => {
    const published = (scope: string, code: string) =>
      sim.world.bot.commands.get(`${scope} ${code}`);
    const [last = en] = LANGUAGES.slice(-1);
    await sim.until(() => published('all_group_chats', last.code), {
      what: 'the last list of commands',
    });
    for (const { code, commands } of LANGUAGES) {
      const language = code === 'en' ? '' : code;
      const help = { command: 'help', description: commands.help };
      expect(published('all_private_chats', language)).toContainEqual(help);
      expect(published('all_group_chats', language)).toContainEqual(help);
    }
  });

  test.each(LANGUAGES)('/help is answered in $name', async (sentences) => {
    const reply = await replyTo(someone(sentences.code), '/help');
    expect(reply.text).toBe(sentences.help(sim.world.bot.user.username ?? ''));
  });
});

describe('[11] an edited question', () => {
  test('edits its answer', async () => {
    const person = someone();
    const asked = person.says('Who may vote?');
    const reply = await person.expectReply({ to: asked });
    person.edits(asked, 'Who may fish?');
    const edit = await sim.expectCall('editMessageText');
    expect(edit.params).toMatchObject({ message_id: reply.message.message_id });
    expect(JSON.stringify(edit.params)).toContain('Who may fish?');
  });

  test('whose answer is the same costs no call', async () => {
    const person = someone();
    const asked = person.says('Who may vote?');
    await person.expectReply({ to: asked });
    const before = sim.callsOf('editMessageText').length;
    person.edits(asked, 'Who may vote? ');
    await replyTo(person, 'And now?');
    expect(sim.callsOf('editMessageText')).toHaveLength(before);
  });
});

test('[12] the caption of a picture is a question', async () => {
  const person = someone();
  const asked = person.sends({ photo: PHOTO, caption: 'Who may vote?' });
  const reply = await person.expectReply({ to: asked });
  expect(reply.text).toContain(quotationFor('Who may vote?'));
});

test('[13] a forwarded message is a question', async () => {
  const person = someone();
  const original = someone().says('Who may vote?');
  const reply = await person.expectReply({ to: person.forwards(original) });
  expect(reply.text).toContain(quotationFor('Who may vote?'));
});

describe('[14] what is no text', () => {
  test.each([
    ['place', { location: { latitude: 1, longitude: 1 } }],
    ['picture', { photo: [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }] }],
    ['contact', { contact: { phone_number: '1', first_name: 'X' } }],
  ])('(a %s) gets a hint', async (_, content) => {
    const person = someone();
    expect((await person.expectReply({ to: person.sends(content) })).text).toBe(en.onlyText);
  });

  test('gets one hint, however many come at once', async () => {
    const person = someone();
    const place = { location: { latitude: 1, longitude: 1 } };
    for (let count = 0; count < 4; count++) person.sends(place);
    await person.expectReply();
    expect((await replyTo(person, 'Who?')).text).toContain(quotationFor('Who?'));
  });
});

test('[15] an album with one caption gets one answer', async () => {
  const person = someone();
  const album = { photo: PHOTO, media_group_id: 'album-1' };
  const captioned = person.sends({ ...album, caption: 'Who may vote?' });
  person.sends(album);
  person.sends(album);
  await person.expectReply({ to: captioned });
  const next = await person.expectReply({ to: person.says('Who may fish?') });
  expect(next.text).toContain(quotationFor('Who may fish?'));
  expect(messagesOfBotTo(person)).toHaveLength(2);
});

test('typing is shown while an answer takes long', async () => {
  const person = someone();
  person.says('slow 1500');
  const typing = await sim.expectCall('sendChatAction', {
    match: ({ params }) => params['chat_id'] === person.user.id,
  });
  expect(typing.params).toMatchObject({ action: 'typing' });
  await person.expectReply();
});

test('an unforeseen failure costs one apology, and the bot lives', async () => {
  const person = someone();
  expect((await replyTo(person, 'please fail')).text).toBe(en.failed);
  expect((await replyTo(person, 'Who?')).text).toContain(quotationFor('Who?'));
});

const PHOTO = [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }];

function messagesOfBotTo(person: Person) {
  const chat = sim.world.chats.get(person.user.id);
  return [...(chat?.messages.values() ?? [])].filter(({ from }) => from?.is_bot);
}
