import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { Bot } from 'grammy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StartDemoBot } from './bot-process.ts';
import { type Demo, startDemo } from './demo.ts';
import type { Change } from './feed.ts';

/** Stands in for the real bot: these tests are about the demo's server. */
const echoBot: StartDemoBot = async (sim, onStatus) => {
  const bot = new Bot(sim.token, { client: { apiRoot: sim.apiRoot } });
  bot.on('message:text', (ctx) => ctx.reply(`You said: ${ctx.message.text}`));
  bot.on('callback_query', (ctx) =>
    ctx.answerCallbackQuery({ text: `Pressed ${ctx.callbackQuery.data}`, show_alert: true }),
  );
  bot.on('inline_query', (ctx) =>
    ctx.answerInlineQuery([
      {
        type: 'article',
        id: 'one',
        title: `About ${ctx.inlineQuery.query}`,
        input_message_content: { message_text: 'Quoted' },
      },
    ]),
  );
  const polling = bot.start({ drop_pending_updates: false, onStart: () => onStatus('ready') });
  return {
    async stop() {
      await bot.stop();
      await polling;
    },
  };
};

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ bot: echoBot, port: 0 });
});
afterAll(() => demo.close());

interface Told {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A request with exactly these headers; `fetch` would not let Host and Origin be chosen. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: object; body?: string },
): Promise<Told> {
  const url = new URL(demo.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: url.hostname, port: url.port, path, method, headers: { Host: url.host, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function ownHeaders(): Record<string, string> {
  return { Origin: new URL(demo.url).origin, 'Content-Type': 'application/json' };
}

function act(action: object, headers: object = ownHeaders()): Promise<Told> {
  return ask('/act', { method: 'POST', headers, body: JSON.stringify(action) });
}

/** What the feed tells until something fits; `act` is called once it has told of the world. */
async function feedUntil(
  fits: (change: Change) => boolean,
  act: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Change[]> {
  const abort = new AbortController();
  const response = await fetch(new URL('/feed', demo.url), { signal: abort.signal });
  const changes: Change[] = [];
  let rest = '';
  for await (const piece of response.body ?? []) {
    const parts = (rest + Buffer.from(piece as Uint8Array).toString('utf8')).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts.filter((each) => each.startsWith('data: '))) {
      changes.push(JSON.parse(part.slice('data: '.length)) as Change);
      if (changes.length === 1) await act();
    }
    if (changes.some(fits)) break;
  }
  abort.abort();
  return changes;
}

const anna = (): number => demo.cast.people[0]?.user.id ?? 0;
const davit = (): number => demo.cast.people[1]?.user.id ?? 0;
const layla = (): number => demo.cast.people[2]?.user.id ?? 0;
const group = (): number => demo.cast.withBot.id;
const aloneTogether = (): number => demo.cast.withoutBot.id;

describe('only the page itself can read and drive the demo', () => {
  const hello = (): object => ({ do: 'say', person: anna(), chat: anna(), text: 'hello' });

  test('a page elsewhere that sends an action is refused', async () => {
    const headers = { ...ownHeaders(), Origin: 'https://example.org' };
    expect((await act(hello(), headers)).status).toBe(403);
  });

  test('an action without an origin is refused', async () => {
    expect((await act(hello(), { 'Content-Type': 'application/json' })).status).toBe(403);
  });

  test('an action that a form could send is refused', async () => {
    const headers = { ...ownHeaders(), 'Content-Type': 'text/plain' };
    expect((await act(hello(), headers)).status).toBe(415);
  });

  test('a name that was pointed at this machine is refused', async () => {
    const { port } = new URL(demo.url);
    for (const host of [`evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil.example`]) {
      const page = await ask('/', { headers: { Host: host } });
      const feed = await ask('/feed', { headers: { Host: host } });
      expect({ host, page: page.status, feed: feed.status }).toEqual({
        host,
        page: 403,
        feed: 403,
      });
    }
  });

  test('another page can neither embed nor read it, but a link may open it', async () => {
    const foreign = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' };
    expect((await ask('/feed', { headers: foreign })).status).toBe(403);
    const followed = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    expect((await ask('/', { headers: followed })).status).toBe(200);
  });

  test('the refused actions did nothing', () => {
    expect(demo.sim.world.chats.get(anna())?.messages.size).toBe(0);
  });
});

describe('what is served', () => {
  test('every file of the page and nothing else', async () => {
    const folder = new URL('page/', import.meta.url);
    for (const file of await readdir(folder)) {
      const { status, body } = await ask(file === 'index.html' ? '/' : `/${file}`, {});
      expect({ file, status }).toEqual({ file, status: 200 });
      expect(body).toBe(await readFile(new URL(file, folder), 'utf8'));
    }
    for (const path of ['/../main.ts', '/%2e%2e/main.ts', '/constructor', '/page/page.js', '//x']) {
      expect({ path, status: (await ask(path, {})).status }).toEqual({ path, status: 404 });
    }
  });

  test('with a policy that lets in no script, style, picture or connection from elsewhere', async () => {
    const { headers } = await ask('/', {});
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('the page names no address elsewhere', async () => {
    const folder = new URL('page/', import.meta.url);
    for (const file of await readdir(folder)) {
      const text = await readFile(new URL(file, folder), 'utf8');
      const loaded = text.match(
        /(?:src|href|url|import|fetch|from)\s*[=(:]?\s*["'(]?(?:https?:)?\/\//g,
      );
      expect({ file, loaded }).toEqual({ file, loaded: null });
    }
  });

  test('other methods are refused', async () => {
    expect((await ask('/', { method: 'PUT' })).status).toBe(405);
  });
});

describe('actions', () => {
  test('what a person says reaches the bot, and the feed tells of the reply', async () => {
    const changes = await feedUntil(
      (change) => change.kind === 'message' && change.message.text === 'You said: <b>hi</b>',
      async () => {
        const said = await act({ do: 'say', person: anna(), chat: anna(), text: '<b>hi</b>' });
        expect(said).toMatchObject({ status: 200, body: '{"done":true}' });
      },
    );
    expect(changes[0]?.kind).toBe('snapshot');
  });

  test('the snapshot holds people, chats and what was written so far', async () => {
    const [snapshot] = await feedUntil(() => true);
    expect(snapshot).toMatchObject({
      kind: 'snapshot',
      bot: { username: 'LibraryBot' },
      people: [{ name: 'Anna', language: 'en' }, { name: 'Davit' }, { name: 'Layla' }],
      chats: [
        { kind: 'private', members: [anna()] },
        { kind: 'private', members: [davit()] },
        { kind: 'private', members: [layla()] },
        { id: group(), hasBot: true, members: [anna(), davit(), layla()] },
        { id: aloneTogether(), hasBot: false, members: [anna(), davit()] },
      ],
    });
  });

  test('an inline query lists results, and the chosen one is sent via the bot', async () => {
    const asked = await act({
      do: 'inline',
      person: davit(),
      chat: aloneTogether(),
      text: 'pharos',
      offset: '',
    });
    const { query, results } = JSON.parse(asked.body) as {
      query: string;
      results: { title: string }[];
    };
    expect(results).toEqual([{ id: 'one', title: 'About pharos', description: '' }]);
    const choice = { do: 'choose', person: davit(), chat: aloneTogether(), query, result: 'one' };
    expect((await act(choice)).status).toBe(200);
    expect(demo.cast.withoutBot.messages.at(-1)).toMatchObject({
      text: 'Quoted',
      from: { first_name: 'Davit' },
      via_bot: { username: 'LibraryBot' },
    });
  });

  test('a press on a button tells what the bot answers', async () => {
    const message = demo.cast.people[1]?.says('a message to press a button on');
    const pressed = await act({
      do: 'press',
      person: davit(),
      chat: davit(),
      message: message?.message_id,
      data: 'more:1',
    });
    expect(JSON.parse(pressed.body)).toMatchObject({ text: 'Pressed more:1', alert: true });
  });

  test('a changed language goes with what is said from then on', async () => {
    await act({ do: 'speak', person: davit(), language: 'ru' });
    await act({ do: 'say', person: davit(), chat: davit(), text: 'привет' });
    const message = [...(demo.sim.world.chats.get(davit())?.messages.values() ?? [])].findLast(
      ({ text }) => text === 'привет',
    );
    expect(message?.from?.language_code).toBe('ru');
  });

  test.each([
    ['nothing known', {}, 'malformed'],
    ['an unknown person', { do: 'say', person: 1, chat: 1, text: 'x' }, 'no such chat'],
    ['an empty message', { do: 'say', person: 1, chat: 1, text: ' \n' }, 'empty'],
    [
      'a result nobody listed',
      { do: 'choose', person: 1, chat: 1, query: 'x', result: 'y' },
      'ask again',
    ],
  ])('%s is refused with words', async (_name, action, words) => {
    const { status, body } = await act(action);
    expect(status).toBe(400);
    expect((JSON.parse(body) as { error: string }).error).toContain(words);
  });

  test("somebody else's message can't be edited, nor somebody else's chat written to", async () => {
    const message = demo.cast.people[1]?.says("Davit's own")?.message_id;
    const edit = { do: 'edit', person: anna(), chat: davit(), message, text: 'changed' };
    expect((await act(edit)).status).toBe(400);
    const intrusion = { do: 'say', person: anna(), chat: davit(), text: 'hello' };
    expect((await act(intrusion)).status).toBe(400);
  });

  test('a body beyond all measure is refused', async () => {
    const { status } = await act({ do: 'say', text: 'x'.repeat(200_000) });
    expect(status).toBe(413);
  });
});

test('a port that is taken is named, with what to do', async () => {
  const port = Number(new URL(demo.url).port);
  await expect(startDemo({ bot: echoBot, port })).rejects.toThrow(/DEMO_PORT/);
});
