import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { type Bot, makeFolders } from '../simulator/driver/bot.ts';
import type { Reply } from '../simulator/driver/reply.ts';
import type { Telegram } from './telegram.ts';

const QUESTION = 'How tall was the lighthouse?';
const QUOTED = 'one hundred metres';
const TITLE = 'The lighthouse of Alexandria';

/**
 * What the bot must do on any Bot API server: the same stories on our simulator, and on one that others wrote.
 *
 * @param open an empty server each time
 */
export function coreSuite(open: () => Promise<Telegram>): void {
  let made: Awaited<ReturnType<typeof makeFolders>>;
  let telegram: Telegram;
  beforeAll(async () => {
    made = await makeFolders();
  });
  afterAll(() => made.remove());

  /** The documents and their library are the same for all; what a bot remembers is its own. */
  const startBot = (env: Record<string, string> = {}): Promise<Bot> => {
    const { documents, library } = made.folders;
    return telegram.startBot({ folders: { documents, library }, env });
  };

  describe('a conversation', () => {
    beforeAll(async () => {
      telegram = await open();
      await startBot();
    });
    afterAll(() => telegram.close());

    test('a question gets one reply, which quotes the document and says where', async () => {
      const alice = telegram.person('Alice');
      const asked = alice.says(QUESTION);
      const reply = await alice.expectReply({ to: asked });
      expect(reply.marked('expandable_blockquote')[0]).toContain(QUOTED);
      expect(reply.text).toMatch(new RegExp(`\\[1\\] \\W?${TITLE}\\W? › paragraph \\d`));
      expectEntitiesInside(reply);
      await alice.expectReply({ to: alice.says('Who built it?') });
      expect(telegram.repliesTo(asked)).toHaveLength(1);
    });

    test('a question that the documents do not answer is told so, without a quotation', async () => {
      const alice = telegram.person('Alice');
      const asked = alice.says('Which chords does a ukulele player learn first?');
      const reply = await alice.expectReply({ to: asked });
      expect(reply.text).toMatch(/^I found (nothing|no clear answer)/);
    });

    test('/start names the documents, and /help the ways to ask', async () => {
      const alice = telegram.person('Alice');
      expect((await alice.expectReply({ to: alice.says('/start') })).text).toContain(TITLE);
      const help = await alice.expectReply({ to: alice.says('/help') });
      expect(help.text).toContain('/ask');
    });

    test('words without a letter get a hint', async () => {
      const alice = telegram.person('Alice');
      const reply = await alice.expectReply({ to: alice.says('?!') });
      expect(reply.text).toBe(en.emptyQuestion);
    });

    test('in a group /ask is answered, and what people tell each other is not', async () => {
      const alice = telegram.person('Alice');
      const group = telegram.group('Readers', [alice]);
      const chatting = alice.says(QUESTION, { in: group });
      const asked = alice.says(`/ask ${QUESTION}`, { in: group });
      const reply = await alice.expectReply({ to: asked, in: group });
      expect(reply.marked('expandable_blockquote')[0]).toContain(QUOTED);
      const again = alice.says('Who built it?', { in: group, replyTo: reply });
      expect((await alice.expectReply({ to: again, in: group })).text).toContain('Ptolemy');
      expect(telegram.repliesTo(chatting)).toEqual([]);
    });

    test('questions of several people at once get each their own answer', async () => {
      const people = ['Alice', 'Bob', 'Carol', 'Dan'].map((name) => telegram.person(name));
      const asked = people.map((person) => ({ person, to: person.says(QUESTION) }));
      const replies = await Promise.all(asked.map(({ person, to }) => person.expectReply({ to })));
      for (const { text } of replies) expect(text).toContain(QUOTED);
    });

    test('a button that nobody knows is answered', async () => {
      const alice = telegram.person('Alice');
      const reply = await alice.expectReply({ to: alice.says(QUESTION) });
      const { text } = await alice.presses(reply, { data: 'of another time' }).answered();
      expect(text).toBe(en.oldButton);
    });

    test('an inline query offers quotations, and an inserted one is not taken for a question', async () => {
      const alice = telegram.person('Alice');
      const asking = alice.asksInline(QUESTION);
      const { results } = await asking.answered();
      const inserted = asking.choose(results[0]);
      expect(inserted.text).toContain(QUOTED);
      expect(inserted.text).toContain(TITLE);
      await alice.expectReply({ to: alice.says(QUESTION) });
      expect(telegram.repliesTo(inserted)).toEqual([]);
    });
  });

  describe('an inline query', () => {
    beforeAll(async () => {
      telegram = await open();
      await startBot();
    });
    afterAll(() => telegram.close());

    test('of exact words offers the passages that hold them, and no others', async () => {
      const alice = telegram.person('Alice');
      const { results } = await alice.asksInline('"reign of Ptolemy"').answered();
      expect(results).toHaveLength(1);
      expect(JSON.stringify(results)).toContain('It was built in the reign of Ptolemy II');
      expect((await alice.asksInline('"reign of Cleopatra"').answered()).results).toEqual([]);
    });

    test('with words around +a question+ puts them around the quotation', async () => {
      const alice = telegram.person('Alice');
      const asking = alice.asksInline(`See 👩‍👩‍👧: +${QUESTION}+ There!`);
      const { text } = asking.choose((await asking.answered()).results[0]);
      expect(text).toMatch(/^See 👩‍👩‍👧:\n\n[^]*one hundred metres[^]*\n\nThere!$/u);
    });

    test('without words offers what was asked lately, and what the documents ask themselves', async () => {
      const alice = telegram.person('Alice');
      const ask = 'Which earthquake damaged the lighthouse?';
      await alice.expectReply({ to: alice.says(ask) });
      const { results } = await alice.asksInline('').answered();
      expect(JSON.stringify(results[0])).toContain(ask);
      expect(JSON.stringify(results[1])).toContain(QUESTION);
      expect(JSON.stringify(results[1])).toContain('one hundred metres');
    });
  });

  describe('a process', () => {
    beforeEach(async () => {
      telegram = await open();
    });
    afterEach(() => telegram.close());

    test('that gets SIGTERM while it answers answers first, and not again later', async () => {
      const bot = await startBot();
      const alice = telegram.person('Alice');
      const held = telegram.line.holds('sendMessage');
      const asked = alice.says(QUESTION);
      await held.arrived;
      const ending = bot.terminate();
      held.release();
      expect(await ending).toMatchObject({ code: 0, signal: null });
      expect(telegram.repliesTo(asked)).toHaveLength(1);
      await bot.restart();
      await alice.expectReply({ to: alice.says('Who built it?') });
      expect(telegram.repliesTo(asked)).toHaveLength(1);
    });

    test('that is killed while it answers answers once after its restart', async () => {
      const bot = await startBot();
      const alice = telegram.person('Alice');
      const held = telegram.line.holds('sendMessage');
      const asked = alice.says(QUESTION);
      await held.arrived;
      await bot.kill9();
      await held.hungUp;
      held.release();
      expect(telegram.repliesTo(asked)).toEqual([]);
      await bot.restart();
      expect((await alice.expectReply({ to: asked })).text).toContain(QUOTED);
      await alice.expectReply({ to: alice.says('Who built it?') });
      expect(telegram.repliesTo(asked)).toHaveLength(1);
    });

    test('that is killed before it confirms gets the update twice, and answers once', async () => {
      const bot = await startBot();
      const alice = telegram.person('Alice');
      const held = telegram.line.holds('getUpdates', ({ offset }) => Number(offset) > 0);
      const asked = alice.says(QUESTION);
      await Promise.all([held.arrived, alice.expectReply({ to: asked })]);
      // Its line in the log says that the answer is noted: until then a kill may cost a second one (CHECKLIST.md).
      await expect.poll(() => bot.output).toContain('"question":');
      await bot.kill9();
      await held.hungUp;
      held.release();
      await bot.restart();
      await alice.expectReply({ to: alice.says('Who built it?') });
      expect(timesDelivered(telegram, asked.message_id)).toBe(2);
      expect(telegram.repliesTo(asked)).toHaveLength(1);
    });

    test('that has a webhook is told of questions there, and polls again without it', async () => {
      const port = await freePort();
      const bot = await startBot({
        WEBHOOK_URL: `http://127.0.0.1:${port}/updates`,
        WEBHOOK_SECRET: 'a-secret-of-the-webhook',
        WEBHOOK_PORT: String(port),
      });
      const alice = telegram.person('Alice');
      await alice.expectReply({ to: alice.says(QUESTION) });
      expect(methods(telegram)).not.toContain('getUpdates');
      expect((await bot.terminate()).code).toBe(0);
      await bot.restart({ env: { WEBHOOK_URL: '', WEBHOOK_SECRET: '' } });
      await alice.expectReply({ to: alice.says('Who built it?') });
      expect(methods(telegram)).toContain('deleteWebhook');
    });

    test('that polls beside another with the same token ends, or the other does', async () => {
      const bots = [await startBot(), await startBot()];
      const ended = await Promise.race(bots.map((bot) => bot.exited.then(() => bot)));
      expect((await ended.exited).code).toBe(1);
      expect(ended.output).toContain('Another bot polls with the same token, so this one stops.');
      const alice = telegram.person('Alice');
      await alice.expectReply({ to: alice.says(QUESTION) });
      expect(bots.filter(({ isRunning }) => isRunning)).toHaveLength(1);
    });
  });
}

function expectEntitiesInside({ text, entities }: Reply): void {
  expect(entities.length).toBeGreaterThan(0);
  for (const { offset, length } of entities) {
    expect(length).toBeGreaterThan(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
  }
}

function methods({ line }: Telegram): readonly string[] {
  return line.calls.map(({ method }) => method);
}

/** How often the server gave a message to the bot. */
function timesDelivered({ line }: Telegram, messageId: number): number {
  const updates = line.calls.flatMap(({ method, outcome }) =>
    method === 'getUpdates' && outcome?.kind === 'ok'
      ? (outcome.result as readonly { readonly message?: { readonly message_id: number } }[])
      : [],
  );
  return updates.filter(({ message }) => message?.message_id === messageId).length;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
