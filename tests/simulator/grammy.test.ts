import { Bot, InlineKeyboard } from 'grammy';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
let bot: Bot;

beforeEach(async () => {
  sim = await startSimulator();
  bot = new Bot(sim.token, { client: { apiRoot: sim.apiRoot } });
});
afterEach(async () => {
  await bot.stop();
  await sim.close();
});

function start(): void {
  void bot.start({ drop_pending_updates: false });
}

describe("grammY's own client", () => {
  test('answers a person in a private chat', async () => {
    bot.on('message:text', (ctx) =>
      ctx.reply(`You said: ${ctx.message.text}`, {
        reply_parameters: { message_id: ctx.message.message_id },
      }),
    );
    start();
    const alice = sim.person('Alice', { languageCode: 'en' });
    const question = alice.says('Where is the lighthouse?');
    const reply = await alice.expectReply({ to: question });
    expect(reply.text).toBe('You said: Where is the lighthouse?');
  });

  test('gets a command with its entity and the language of the person', async () => {
    bot.command('start', (ctx) => ctx.reply(`${ctx.from?.language_code} ${ctx.match}`));
    start();
    const alice = sim.person('Алиса', { languageCode: 'ru' });
    alice.says('/start deep-link');
    expect((await alice.expectReply()).text).toBe('ru deep-link');
  });

  test('answers inline queries, and the chosen result is sent via the bot', async () => {
    bot.on('inline_query', (ctx) =>
      ctx.answerInlineQuery([
        {
          type: 'article',
          id: 'one',
          title: 'One',
          input_message_content: { message_text: `Found ${ctx.inlineQuery.query}` },
        },
      ]),
    );
    start();
    const alice = sim.person('Alice');
    const question = alice.asksInline('pharos');
    const { results } = await question.answered();
    const sent = question.choose(results[0]);
    expect(sent.text).toBe('Found pharos');
    expect(sent.via_bot?.username).toBe('LibraryBot');
  });

  test('answers callback queries', async () => {
    bot.on('message', (ctx) =>
      ctx.reply('More?', { reply_markup: new InlineKeyboard().text('Yes', 'more:1') }),
    );
    bot.on('callback_query:data', (ctx) =>
      ctx.answerCallbackQuery(`got ${ctx.callbackQuery.data}`),
    );
    start();
    const alice = sim.person('Alice');
    alice.says('hello');
    const reply = await alice.expectReply();
    expect(reply.buttons).toEqual([['Yes']]);
    expect(await alice.presses(reply, 'Yes').answered()).toMatchObject({ text: 'got more:1' });
  });

  test('publishes commands', async () => {
    await bot.api.setMyCommands([{ command: 'ask', description: 'Ask' }], { language_code: 'en' });
    expect(await bot.api.getMyCommands({ language_code: 'en' })).toHaveLength(1);
    expect(await bot.api.getMyCommands()).toEqual([]);
  });

  test('shows typing', async () => {
    bot.on('message', (ctx) => ctx.replyWithChatAction('typing'));
    start();
    const typed = sim.expectCall('sendChatAction');
    sim.person('Alice').says('hello');
    expect((await typed).params).toMatchObject({ action: 'typing' });
  });
});
