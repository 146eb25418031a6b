import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './client.ts';
import type { Person } from './driver/person.ts';
import { readReply } from './driver/reply.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
let alice: Person;
let bot: Bot;
beforeEach(async () => {
  sim = await startSimulator({ supportsGuestQueries: true });
  alice = sim.person('Alice');
  alice.says('/start');
  bot = new Bot(sim.token, { client: { apiRoot: sim.apiRoot } });
});
afterEach(() => sim.close());

const MEBIBYTE = 1024 * 1024;

/** The last update that waits for the bot. */
function last(): ReturnType<typeof sim.world.queue.read>[number] | undefined {
  return sim.world.queue.read(0, 100).at(-1);
}

describe('files', () => {
  test('come with a message and are downloaded as they are', async () => {
    const bytes = Buffer.from('all of it');
    alice.uploads({ name: '../ü x.txt', bytes, mimeType: 'text/plain', caption: '/add this' });
    const message = last()?.message;
    expect(message).toMatchObject({
      caption: '/add this',
      caption_entities: [{ type: 'bot_command', offset: 0, length: 4 }],
      document: { file_name: '../ü x.txt', file_size: bytes.length, mime_type: 'text/plain' },
    });
    const file = await bot.api.getFile(message?.document?.file_id ?? '');
    const response = await fetch(`${sim.apiRoot}/file/bot${sim.token}/${file.file_path}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${sim.apiRoot}/file/bot${sim.token}/documents/none`)).status).toBe(404);
  });

  test('of more than 20 MiB are not handed out, whatever their message says', async () => {
    alice.uploads({ name: 'big', bytes: Buffer.alloc(20 * MEBIBYTE + 1), statedSize: 5 });
    const document = last()?.message?.document;
    expect(document?.file_size).toBe(5);
    await expect(bot.api.getFile(document?.file_id ?? '')).rejects.toThrow('file is too big');
  });

  test('can break off while they are downloaded', async () => {
    alice.uploads({ name: 'a.txt', bytes: Buffer.alloc(1000, 'a') });
    const { file_path: path } = await bot.api.getFile(last()?.message?.document?.file_id ?? '');
    sim.faults.add({ method: 'download', action: { kind: 'truncate' } });
    const response = await fetch(`${sim.apiRoot}/file/bot${sim.token}/${path}`);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
  });

  test.each(['a.txt', 'ü/../a b;c.txt', 'name "quoted".txt'])(
    'are sent by grammY under the name %s',
    async (name) => {
      const bytes = Buffer.from('\r\n--boundary?\r\n\u0000ü');
      const sent = await bot.api.sendDocument(alice.user.id, new InputFile(bytes, name), {
        caption: 'Here',
      });
      expect(sent.document.file_name).toBe(name);
      const file = await bot.api.getFile(sent.document.file_id);
      const response = await fetch(`${sim.apiRoot}/file/bot${sim.token}/${file.file_path}`);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
      const again = await bot.api.sendDocument(alice.user.id, sent.document.file_id);
      expect(again.document.file_id).toBe(sent.document.file_id);
    },
  );
});

describe('edits', () => {
  test('of people come as edited_message', () => {
    const message = alice.says('Who bilt it?');
    alice.edits(message, 'Who built it?');
    expect(last()?.edited_message).toMatchObject({
      message_id: message.message_id,
      text: 'Who built it?',
    });
  });

  test('of the bot change its own messages only, and must change something', async () => {
    const sent = await bot.api.sendMessage(alice.user.id, 'one', {
      reply_markup: new InlineKeyboard().text('more', 'm'),
    });
    await alice.expectReply();
    const waiting = alice.expectEdit(
      readReply(
        sim.world.chats.get(alice.user.id)?.messages.get(sent.message_id) ?? alice.says('x'),
      ),
    );
    await bot.api.editMessageText(alice.user.id, sent.message_id, 'two');
    expect(await waiting).toMatchObject({ text: 'two', buttons: [] });
    await expect(bot.api.editMessageText(alice.user.id, sent.message_id, 'two')).rejects.toThrow(
      'message is not modified',
    );
    await bot.api.deleteMessage(alice.user.id, sent.message_id);
    await expect(bot.api.editMessageText(alice.user.id, sent.message_id, 'x')).rejects.toThrow(
      'message to edit not found',
    );
    const foreign = alice.says('mine');
    await expect(bot.api.editMessageText(alice.user.id, foreign.message_id, 'x')).rejects.toThrow(
      "can't be edited",
    );
    expect(sim.violations.list()).toHaveLength(1);
    sim.violations.forgive(/can't be edited/);
  });
});

describe('buttons', () => {
  test('of a deleted message come with an inaccessible message', async () => {
    const sent = await bot.api.sendMessage(alice.user.id, 'one', {
      reply_markup: new InlineKeyboard().text('a', 'b'),
    });
    const reply = await alice.expectReply();
    alice.deletes(reply);
    alice.presses(reply, 'a');
    expect(last()?.callback_query?.message).toEqual({
      chat: sent.chat,
      message_id: sent.message_id,
      date: 0,
    });
  });

  test('can be answered for a minute', async () => {
    await bot.api.sendMessage(alice.user.id, 'one', {
      reply_markup: new InlineKeyboard().text('a', 'b'),
    });
    alice.presses(await alice.expectReply(), 'a');
    const id = last()?.callback_query?.id ?? '';
    sim.clock.advance(61_000);
    await expect(bot.api.answerCallbackQuery(id)).rejects.toThrow('query is too old');
    expect(sim.violations.list()).toEqual([]);
  });
});

describe('inline queries', () => {
  const article = {
    type: 'article' as const,
    id: 'one',
    title: 'One',
    input_message_content: { message_text: 'Found' },
  };

  test('can be answered for ten seconds', async () => {
    const { record } = alice.asksInline('late');
    sim.clock.advance(11_000);
    await expect(bot.api.answerInlineQuery(record.query.id, [article])).rejects.toThrow(
      'query is too old',
    );
    expect(sim.violations.list()).toEqual([]);
  });

  test('are answered from the cache while it lasts, and personal answers are for one person', async () => {
    const bob = sim.person('Bob');
    const first = alice.asksInline('same');
    await bot.api.answerInlineQuery(first.record.query.id, [article], { cache_time: 60 });
    expect((await bob.asksInline('same').answered()).results).toHaveLength(1);
    expect(last()?.inline_query?.from.id).toBe(alice.user.id);
    sim.clock.advance(61_000);
    bob.asksInline('same');
    expect(last()?.inline_query?.from.id).toBe(bob.user.id);
    const own = alice.asksInline('own');
    await bot.api.answerInlineQuery(own.record.query.id, [article], { is_personal: true });
    bob.asksInline('own');
    expect(last()?.inline_query).toMatchObject({ from: { id: bob.user.id }, query: 'own' });
  });

  test('bring pages, and the chosen result with a keyboard can be edited by its id', async () => {
    const first = alice.asksInline('pages');
    const withButton = {
      ...article,
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] },
    };
    await bot.api.answerInlineQuery(first.record.query.id, [withButton], { next_offset: '1' });
    const second = await first.next();
    expect(second.record.query.offset).toBe('1');
    const sent = first.choose((await first.answered()).results[0]);
    const chosen = last()?.chosen_inline_result;
    expect(chosen?.result_id).toBe('one');
    alice.presses(sent, 'a');
    const pressed = last()?.callback_query;
    expect(pressed?.message).toBeUndefined();
    expect(pressed?.inline_message_id).toBe(chosen?.inline_message_id);
    await bot.api.editMessageTextInline(chosen?.inline_message_id ?? '', 'Changed');
    expect(sim.world.chats.get(alice.user.id)?.messages.get(sent.message_id)?.text).toBe('Changed');
  });
});

describe('guest queries', () => {
  test('reach a bot that is no member, and are answered once', async () => {
    const group = sim.group('Strangers', { members: [alice], bot: 'left' });
    const summons = alice.summons('@LibraryBot where?', { in: group });
    const id = last()?.guest_message?.guest_query_id ?? '';
    const result = {
      type: 'article',
      id: '1',
      title: 'T',
      input_message_content: { message_text: 'There' },
    };
    expect(await request(sim, 'answerGuestQuery', { guest_query_id: id, result })).toMatchObject({
      ok: true,
    });
    expect((await summons.answered()).text).toBe('There');
    await request(sim, 'answerGuestQuery', { guest_query_id: id, result });
    expect(() => sim.verdict()).toThrow('query is too old');
    sim.violations.forgive(/too old/);
  });
});

describe('questions about a chat', () => {
  test('are answered as the Bot API does', async () => {
    const bob = sim.person('Bob');
    const group = sim.supergroup('Readers', { members: [alice, bob], username: 'readers' });
    expect(await bot.api.getChat('@readers')).toMatchObject({ id: group.id, title: 'Readers' });
    expect(await bot.api.getChatMember(group.id, alice.user.id)).toMatchObject({
      status: 'creator',
    });
    expect(
      (await bot.api.getChatAdministrators(group.id)).map(({ user }) => user.first_name),
    ).toEqual(['Alice']);
    expect(await bot.api.getChatMemberCount(group.id)).toBe(3);
    await bot.api.leaveChat(group.id);
    await expect(bot.api.getChat(group.id)).rejects.toThrow(
      'bot is not a member of the supergroup chat',
    );
  });

  test('reactions are seen', async () => {
    const message = alice.says('thanks');
    const seen: string[] = [];
    sim.events.subscribe(
      (event) => event.kind === 'reaction' && seen.push(JSON.stringify(event.reactions)),
    );
    await bot.api.setMessageReaction(alice.user.id, message.message_id, [
      { type: 'emoji', emoji: '👀' },
    ]);
    expect(seen).toEqual(['[{"type":"emoji","emoji":"👀"}]']);
  });
});

describe('the limits on sending', () => {
  test('refuse with retry_after when they are enforced, and only then', async () => {
    const group = sim.group('Readers', { members: [alice] });
    const send = (): ReturnType<typeof request> =>
      request(sim, 'sendMessage', { chat_id: group.id, text: 'x' });
    for (let i = 0; i < 6; i++) expect(await send()).toMatchObject({ ok: true });
    sim.flood.isEnforced = true;
    const codes = [];
    for (let i = 0; i < 25; i++) {
      codes.push((await send()).error_code ?? 200);
      sim.clock.advance(1100);
    }
    expect(codes.indexOf(429)).toBe(20);
    expect(await send()).toMatchObject({
      error_code: 429,
      parameters: { retry_after: expect.any(Number) as number },
    });
    sim.clock.advance(60_000);
    expect(await send()).toMatchObject({ ok: true });
    expect(sim.flood.refusals).toBeGreaterThan(1);
  });
});
