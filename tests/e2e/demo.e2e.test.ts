import { deepEqual } from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import axe from 'axe-core';
import { Bot, InlineKeyboard } from 'grammy';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { realBot, type StartDemoBot } from '../simulator/demo/bot-process.ts';
import { openBrowser } from '../simulator/demo/browser.ts';
import { type Demo, startDemo } from '../simulator/demo/demo.ts';
import type { BotStatus } from '../simulator/demo/feed.ts';

/** Markup in every place that somebody else can fill: a document's title and text, a person's and a group's name. */
const NAMES = {
  first: 'Anna <b>B.</b>',
  second: 'Davit <img src=x onerror=alert(1)>',
  third: 'Layla',
  group: 'Readers &amp; <script>alert(1)</script>',
};
const MARKUP = `Recipes <i>of markup</i>

The cake is made of <img src=x onerror="alert(1)"> sugar &amp; <script>alert('flour')</script> butter. It is eaten on Sundays.
`;

const CSTO = new URL('../../data/documents/csto-secretary-general.txt', import.meta.url);
const QUESTION = 'What security threats to the CSTO countries exist today?';

// A browser is slow to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let demo: Demo;
let browser: Browser;
let page: Page;
/** What the browser complains of, and every address that it asks for. */
let complaints: string[];
let addresses: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-e2e-'));
  const documents = join(folder, 'documents');
  await mkdir(documents);
  await copyFile(CSTO, join(documents, 'csto-secretary-general.txt'));
  await writeFile(join(documents, 'recipes.txt'), MARKUP);
  const bot = realBot({
    PATH: process.env['PATH'],
    DOCUMENTS_DIR: documents,
    LIBRARY_DIR: library(),
  });
  demo = await startDemo({ bot, port: 0, names: NAMES });
  browser = await openBrowser(process.env['CHROMIUM']);
  await demo.ready;
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
  deepEqual(demo.sim.violations.list(), []);
}, 30_000);

afterEach(async () => {
  await page.context().close();
  deepEqual(complaints, []);
  const [first = ''] = addresses;
  const { origin } = new URL(first);
  deepEqual(
    addresses.filter((address) => new URL(address).origin !== origin),
    [],
  );
});

async function openPage(options: BrowserContextOptions = {}): Promise<void> {
  complaints = [];
  addresses = [];
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  page = await context.newPage();
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(demo.url);
  await chat(0).waitFor();
}

function chat(position: number): Locator {
  return page.locator('#chats button').nth(position);
}

const field = (): Locator => page.locator('#field');
const lines = (): Locator => page.locator('#messages .message');

async function send(text: string): Promise<void> {
  await field().fill(text);
  await field().press('Enter');
}

/** Sends something and returns the line of the reply that follows. */
async function ask(text: string): Promise<Locator> {
  const before = await lines().count();
  await send(text);
  const reply = lines().nth(before + 1);
  await reply.waitFor();
  return reply;
}

/** In the private chat, past its start button. */
async function openPrivateChat(options: BrowserContextOptions = {}): Promise<void> {
  await openPage(options);
  const start = page.locator('#start');
  if (!(await start.isVisible())) return;
  await start.click();
  await lines().nth(1).waitFor();
}

describe('the private chat', () => {
  test('a question gets quotes with the best sentence in bold, and where they stand', async () => {
    await openPrivateChat();
    const reply = await ask(QUESTION);
    expect(await reply.locator('.replied').innerText()).toContain(QUESTION);
    const document = (await readFile(CSTO, 'utf8')).replace(/\s+/gu, ' ');
    for (const quote of await reply.locator('.quoted').all()) {
      const words = ((await quote.textContent()) ?? '').replace(/\s+/gu, ' ').trim();
      const best = ((await quote.locator('strong').textContent()) ?? '').trim();
      expect(document).toContain(words);
      expect(words).toContain(best.replace(/\s+/gu, ' '));
      expect(best).not.toBe('');
    }
    expect(await reply.locator('.run').allInnerTexts()).toContainEqual(
      expect.stringMatching(/\[1\] .* › .*paragraph \d+/),
    );
  });

  test('a long quote is closed at first, opens, and closes again', async () => {
    await openPrivateChat();
    const reply = await ask(QUESTION);
    const quote = reply.locator('blockquote.long').first();
    const closed = await quote.boundingBox();
    await quote.getByRole('button', { name: 'Show all' }).click();
    expect((await quote.boundingBox())?.height).toBeGreaterThan(closed?.height ?? Infinity);
    await quote.getByRole('button', { name: 'Show less', expanded: true }).click();
    expect((await quote.boundingBox())?.height).toBe(closed?.height);
  });

  test('an edited question gets another answer in the same place', async () => {
    await openPrivateChat();
    const reply = await ask('What is the cake made of?');
    const before = await reply.locator('.text').innerText();
    const count = await lines().count();
    await field().press('ArrowUp');
    expect(await field().inputValue()).toBe('What is the cake made of?');
    await send(QUESTION);
    await reply.locator('.meta', { hasText: 'edited' }).waitFor();
    expect(await reply.locator('.text').innerText()).not.toBe(before);
    expect(await lines().count()).toBe(count);
  });

  test('text with markup is shown as it stands, in documents and in messages', async () => {
    await openPrivateChat();
    const reply = await ask('What is the <b>cake</b> made of?');
    expect(await lines().nth(-2).innerText()).toContain('the <b>cake</b> made');
    expect(await reply.innerText()).toContain('<img src=x onerror="alert(1)"> sugar &amp;');
    expect(await page.locator('#messages img, #messages script, #messages .text b').count()).toBe(
      0,
    );
  });

  test('the commands that the bot published are offered, and one can be picked', async () => {
    await openPrivateChat();
    await field().fill('/');
    await page.getByRole('option').filter({ hasText: '/help' }).waitFor();
    await field().fill('/he');
    await field().press('Enter');
    expect(await field().inputValue()).toBe('/help ');
    const before = await lines().count();
    await field().press('Enter');
    await lines()
      .nth(before + 1)
      .waitFor();
    expect(
      await lines()
        .nth(before + 1)
        .innerText(),
    ).toContain('/ask');
  });
});

describe('groups', () => {
  test('names with markup are shown as they stand', async () => {
    await openPage();
    expect(await page.locator('#account').innerText()).toContain(NAMES.first);
    await chat(1).click();
    expect(await page.locator('#chat-title').innerText()).toBe(NAMES.group);
    expect(await page.locator('#messages').innerText()).toContain(`${NAMES.first} added Library`);
  });

  test('/ask is answered with a reply to the asker, and the other person sees both', async () => {
    await openPage();
    await chat(1).click();
    const reply = await ask(`/ask ${QUESTION}`);
    expect(await reply.locator('.replied').innerText()).toContain('You');
    await page.locator('#turn').click();
    await page.locator('#account', { hasText: NAMES.second }).waitFor();
    const seen = lines().nth(-1).locator('.replied');
    expect(await seen.innerText()).toContain(NAMES.first);
    expect(await lines().nth(-2).getAttribute('class')).toContain('other');
  });

  test('a reply to a message of the bot is a question too', async () => {
    await openPage();
    await chat(1).click();
    const first = await ask(`/ask ${QUESTION}`);
    await first.hover();
    await first.getByRole('button', { name: 'Reply', exact: true }).click();
    expect(await page.locator('#about').innerText()).toContain('Reply to Library');
    const second = await ask('What is the cake made of?');
    expect(await second.innerText()).toContain('sugar');
    expect(await lines().nth(-2).locator('.replied').innerText()).toContain('Library');
  });

  test('what two people do is theirs: each has a private chat', async () => {
    await openPrivateChat();
    const mark = `Who is the Secretary General? ${Date.now()}`;
    await ask(mark);
    await become(NAMES.second);
    await chat(0).click();
    expect(await page.locator('#messages').innerText()).not.toContain(mark);
  });
});

describe('what the bot offers', () => {
  test('reading on changes the answer in its place, and back', async () => {
    await openPrivateChat();
    const reply = await ask(QUESTION);
    const quote = reply.locator('.quoted').first();
    const before = await quote.innerText();
    const count = await lines().count();
    await reply.getByRole('button', { name: 'After' }).click();
    await reply.getByRole('button', { name: 'Back' }).waitFor();
    expect(await quote.innerText()).not.toBe(before);
    await reply.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => quote.innerText(), { timeout: 10_000 }).toBe(before);
    expect(await lines().count()).toBe(count);
  });

  test('a vote is thanked for in passing', async () => {
    await openPrivateChat();
    const reply = await ask(QUESTION);
    await reply.getByRole('button', { name: '👍' }).click();
    await toasted('noted as a good answer');
    expect(await reply.getByRole('button', { name: '👎' }).count()).toBe(1);
  });

  test('a citation in a group opens its place in the private chat', async () => {
    await openPage();
    await chat(1).click();
    const reply = await ask(`/ask ${QUESTION}`);
    await reply.getByRole('link', { name: 'paragraph' }).first().click();
    await page.locator('#chat-title', { hasText: 'Library' }).waitFor();
    const place = lines().last().locator('.run').last();
    await expect
      .poll(async () => plain(await place.innerText()))
      .toMatch(/CSTO Secretary General › paragraph \d/);
  });

  test('settings of a group are for its admins, by buttons', async () => {
    await openPage();
    await chat(1).click();
    const menu = await ask('/settings ');
    await menu.getByRole('button', { name: 'Answer length' }).click();
    await menu.getByRole('button', { name: 'short, 1 quote' }).click();
    await toasted('Saved');
    await expect
      .poll(() => menu.locator('.text').innerText(), { timeout: 10_000 })
      .toContain('Answer length: short, 1 quote');
    await become(NAMES.second);
    await menu.locator('.key').first().click();
    await toasted('Only admins');
  });

  test('somebody whose app is in Arabic reads places from the right, and commands in Arabic', async () => {
    await openPage();
    await become(NAMES.third);
    await page.locator('#start').click();
    await lines().nth(1).waitFor();
    const reply = await ask('ما هي التهديدات الأمنية؟');
    const place = reply.locator('.run', { hasText: 'CSTO Secretary General' }).first();
    expect(await place.getAttribute('class')).toContain('from-right');
    await reply.getByRole('button', { name: 'نسخ' }).waitFor();
    await field().fill('/');
    await page.getByRole('option').filter({ hasText: 'عناوين مستند' }).waitFor();
    await field().fill('');
  });
});

/** Waits until the page says so in passing. */
async function toasted(words: string): Promise<void> {
  await page.locator('.toast', { hasText: words }).waitFor();
}

/** From now on the page is another person's app. */
async function become(name: string): Promise<void> {
  await page.locator('#account').click();
  await page.locator('.person', { hasText: name }).click();
  await page.keyboard.press('Escape');
  await page.locator('#account', { hasText: name }).waitFor();
}

describe('inline mode', () => {
  test('lists quotes where the bot is no member, and sends the chosen one via the bot', async () => {
    await openPage();
    await chat(2).click();
    await page.locator('#open-inline').click();
    await page.getByRole('button', { name: 'Ask in a private chat' }).waitFor();
    await field().pressSequentially('security threats');
    const options = page.getByRole('option');
    await options.nth(1).waitFor();
    const wanted = await options.nth(1).locator('.text').innerText();
    await field().press('ArrowDown');
    await field().press('Enter');
    const sent = page.locator('.message.own').last();
    await sent.getByText('via @LibraryBot').waitFor();
    expect(plain(await sent.locator('.quoted').innerText())).toContain(plain(wanted));
    expect(await field().inputValue()).toBe('');
    expect(await page.locator('#panel').isVisible()).toBe(false);
  });

  test('Escape closes the list', async () => {
    await openPage();
    await chat(2).click();
    await field().fill('@LibraryBot security');
    await page.getByRole('option').first().waitFor();
    await field().press('Escape');
    expect(await page.locator('#panel').isVisible()).toBe(false);
    await field().fill('');
  });
});

describe('the command', () => {
  test('npm run demo says where the page is, and Ctrl-C stops the bot with it', async () => {
    await openPage();
    const npm = spawn('npm', ['run', '--silent', 'demo'], {
      // A group of its own, as in a terminal: Ctrl-C is a signal to the whole group.
      detached: true,
      env: { ...process.env, DOCUMENTS_DIR: join(folder, 'documents'), LIBRARY_DIR: library() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    npm.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
    const exited = once(npm, 'exit');
    await expect.poll(() => said, { timeout: 40_000 }).toContain('The bot is ready.');
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';
    expect((await fetch(address)).status).toBe(200);
    const bots = await childrenOf(npm.pid);
    expect(bots.some(({ command }) => command.includes('dist/bot/main.js'))).toBe(true);
    process.kill(-(npm.pid ?? NaN), 'SIGINT');
    await exited;
    // npm's shell ends at once; what it started finishes first.
    const alive = (): readonly Process[] => bots.filter(({ pid }) => isAlive(pid));
    await expect.poll(alive, { timeout: 15_000 }).toEqual([]);
  });
});

describe('everybody', () => {
  test('by keyboard alone: choose a chat, ask, open a quote, choose a quote inline', async () => {
    await openPrivateChat();
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('#chat-title', { hasText: NAMES.group }).waitFor();
    const before = await lines().count();
    await page.keyboard.type(`/ask ${QUESTION}`);
    await page.keyboard.press('Enter');
    await lines()
      .nth(before + 1)
      .waitFor();
    const expand = lines().nth(-1).getByRole('button', { name: 'Show all' });
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Shift+Tab');
      if (await expand.last().evaluate((each) => each === each.ownerDocument.activeElement)) break;
    }
    const count = await expand.count();
    await page.keyboard.press('Enter');
    expect(await expand.count()).toBe(count - 1);
    await field().focus();
    await page.keyboard.type('@LibraryBot threats');
    await page.getByRole('option', { selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.message.own .via').last().waitFor();
  });

  test.each(['light', 'dark'] as const)('in the %s nothing hinders', async (colorScheme) => {
    await openPrivateChat({ colorScheme, bypassCSP: true });
    await ask(QUESTION);
    const room = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(room).toBe(colorScheme === 'dark' ? 'rgb(16, 19, 18)' : 'rgb(236, 234, 227)');
    await expectAccessible();
    await chat(1).click();
    await expectAccessible();
    await field().fill('@LibraryBot threats');
    await page.getByRole('option').first().waitFor();
    await expectAccessible();
    await field().fill('');
    await page.locator('#account').click();
    await expectAccessible();
  });

  test('on a phone: the list and the chat are two pages that fit', async () => {
    await openPage({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true });
    expect(await page.locator('#chat').isVisible()).toBe(false);
    await chat(1).tap();
    expect(await page.locator('#side').isVisible()).toBe(false);
    await ask(`/ask ${QUESTION}`);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width);
    }
    const line = lines().nth(-2);
    await line.locator('.bubble').tap();
    await line.getByRole('button', { name: 'Reply', exact: true }).tap();
    expect(await page.locator('#about').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Back to the chats' }).tap();
    await chat(1).waitFor();
    expect(await page.locator('#chat').isVisible()).toBe(false);
  });

  test('messages are a log that screen readers follow, each with its sender', async () => {
    await openPrivateChat();
    const log = page.getByRole('log');
    expect(await log.getAttribute('aria-live')).toBe('polite');
    expect(await lines().nth(-1).locator('.sender').textContent()).toBe('Library');
  });
});

describe('what bots can do besides', () => {
  let wholeDemo: Demo;
  let calls: string[];

  /** The real bot has no buttons of every kind; this one has. */
  const buttonBot: StartDemoBot = async (sim, onStatus) => {
    const bot = new Bot(sim.token, { client: { apiRoot: sim.apiRoot } });
    bot.command('start', (ctx) => ctx.reply(`Started with ${ctx.match || 'nothing'}`));
    bot.on('message:text', async (ctx) => {
      await ctx.react('👀');
      await ctx.reply('Choose <one>', {
        reply_markup: new InlineKeyboard()
          .text('More', 'more')
          .text('Tell', 'toast')
          .text('Warn', 'alert')
          .row()
          .copyText('Copy', 'copied words')
          .switchInlineCurrent('Insert', 'lighthouse')
          .url('Open', `https://t.me/${ctx.me.username}?start=place-7`)
          .row()
          .text('Silent', 'silent'),
      });
    });
    bot.callbackQuery('more', async (ctx) => {
      await ctx.answerCallbackQuery();
      await ctx.editMessageText('More of it', {
        reply_markup: new InlineKeyboard().text('Less', 'less'),
      });
    });
    bot.callbackQuery('toast', (ctx) => ctx.answerCallbackQuery('A short <word>'));
    bot.callbackQuery('alert', (ctx) =>
      ctx.answerCallbackQuery({ text: 'An <important> word', show_alert: true }),
    );
    bot.on('inline_query', (ctx) => {
      calls.push(ctx.inlineQuery.query);
      return ctx.answerInlineQuery([], { button: { text: 'Go', start_parameter: 'inline' } });
    });
    const polling = bot.start({ drop_pending_updates: false, onStart: () => onStatus('ready') });
    return {
      async stop() {
        await bot.stop();
        await polling;
      },
    };
  };

  beforeAll(async () => {
    calls = [];
    wholeDemo = demo;
    demo = await startDemo({ bot: buttonBot, port: 0 });
    await demo.ready;
  });
  afterAll(async () => {
    await demo.close();
    demo = wholeDemo;
  });

  test('a button edits its message, and the focus stays there', async () => {
    await openPrivateChat();
    const reply = await ask('buttons');
    await reply.getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    const less = reply.getByRole('button', { name: 'Less' });
    await less.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Less');
    expect(await reply.innerText()).toContain('More of it');
  });

  test('answers to a button are shown as a toast or as an alert', async () => {
    await openPrivateChat();
    const reply = await ask('buttons');
    await reply.getByRole('button', { name: 'Tell' }).click();
    await page.getByRole('status').filter({ hasText: 'A short <word>' }).waitFor();
    await reply.getByRole('button', { name: 'Warn' }).click();
    await page.getByRole('dialog', { name: 'An <important> word' }).waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('a button copies, another one asks inline, a link to the bot opens its chat', async () => {
    await openPrivateChat({ permissions: ['clipboard-read', 'clipboard-write'] });
    const reply = await ask('buttons');
    await reply.getByRole('button', { name: 'Copy' }).click();
    await page.locator('.toast', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('copied words');
    await reply.getByRole('button', { name: 'Insert' }).click();
    expect(await field().inputValue()).toBe('@LibraryBot lighthouse');
    await page.getByRole('button', { name: 'Go' }).click();
    await lines().filter({ hasText: 'Started with inline' }).waitFor();
    await reply.getByRole('button', { name: 'Open' }).click();
    await lines().filter({ hasText: 'Started with place-7' }).waitFor();
  });

  test('the bot reacts to a message', async () => {
    await openPrivateChat();
    const reply = await ask('buttons');
    await expect.poll(() => reply.page().locator('.reactions').last().innerText()).toBe('👀');
  });

  test('somebody who types asks once, not with every letter', async () => {
    await openPrivateChat();
    calls.length = 0;
    await field().pressSequentially('@LibraryBot lamp', { delay: 20 });
    await page.getByRole('button', { name: 'Go' }).waitFor();
    expect(calls).toEqual(['lamp']);
    await field().fill('');
  });

  test('typing is shown at once and goes with the message', async () => {
    await openPrivateChat();
    const { sim, cast } = demo;
    const record = sim.world.chats.get(cast.people[0]?.user.id ?? 0);
    if (record) {
      sim.events.emit({ kind: 'action', chat: record.chat, action: 'typing', topic: undefined });
    }
    await page.locator('#chat-line', { hasText: 'typing…' }).waitFor();
    await ask('buttons');
    expect(await page.locator('#chat-line').innerText()).toContain('bot');
  });

  test('unread messages are counted until their chat is opened', async () => {
    await openPrivateChat();
    const [, davit] = demo.cast.people;
    davit?.says('one', { in: demo.cast.withoutBot });
    davit?.says('two', { in: demo.cast.withoutBot });
    await chat(2).getByLabel('2 unread').waitFor();
    await chat(2).click();
    await lines().nth(1).waitFor();
    expect(await page.locator('.unread').count()).toBe(0);
  });

  test('the page says while the bot starts, and when it has stopped', async () => {
    const reached: { status?: (status: BotStatus) => void } = {};
    const before = demo;
    demo = await startDemo({
      port: 0,
      bot(_sim, onStatus) {
        reached.status = onStatus;
        return Promise.resolve({ stop: () => Promise.resolve() });
      },
    });
    await openPage();
    const banner = page.getByRole('status').filter({ hasText: 'The bot' });
    expect(await banner.innerText()).toContain('starting');
    reached.status?.('ready');
    await banner.waitFor({ state: 'hidden' });
    reached.status?.('stopped');
    await banner.filter({ hasText: 'has stopped' }).waitFor();
    // The page goes first: it would complain of the end.
    await page.context().close();
    await demo.close();
    demo = before;
  });

  test('a page whose demo has ended says so and sends nothing into the void', async () => {
    await openPrivateChat();
    await demo.close();
    await page.locator('#banner', { hasText: 'not running' }).waitFor();
    await send('anybody there?');
    await page.locator('.toast', { hasText: 'npm run demo' }).waitFor();
    expect(await field().inputValue()).toBe('anybody there?');
    demo = await startDemo({ bot: buttonBot, port: Number(new URL(demo.url).port) });
    await page.locator('#banner').waitFor({ state: 'hidden' });
    // The browser itself tells that it could not connect for a while.
    complaints = complaints.filter((each) => !each.includes('net::ERR_'));
  });
});

function library(): string {
  return join(folder, 'library');
}

interface Process {
  readonly pid: number;
  readonly command: string;
}

/** A process's children, theirs, and so on. */
async function childrenOf(parent: number | undefined): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=,ppid=,args=']);
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return [{ pid: Number(pid), ppid: Number(ppid), command }];
  });
  const below = (top: number | undefined): readonly Process[] =>
    all.filter(({ ppid }) => ppid === top).flatMap((each) => [each, ...below(each.pid)]);
  return below(parent);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Without what a list adds to a sentence: marks of direction, an ellipsis, blanks of one kind. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069…]/gu, '').replace(/\s+/gu, ' ');
}

/** The rules of axe-core that follow WCAG 2.2 A and AA. */
async function expectAccessible(): Promise<void> {
  await page.evaluate(axe.source);
  const hindrances = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.map(({ id, nodes: [first] }) => [id, first.html, first.failureSummary]))`,
  );
  expect(hindrances).toEqual([]);
}
