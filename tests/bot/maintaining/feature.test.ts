import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Bot, type Transformer } from 'grammy';
import type { ApiResponse, Message, Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BotContext } from '../../../src/bot/context.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { sentencesFor } from '../../../src/bot/languages/languages.ts';
import { en } from '../../../src/bot/maintaining/languages/en.ts';
import { type Maintaining, openMaintaining } from '../../../src/bot/maintaining/maintaining.ts';
import type {
  BuildOptions,
  BuildOutcome,
  BuildReport,
  DocumentState,
  Workshop,
} from '../../../src/bot/maintaining/workshop.ts';
import { inGroup, mediaToBot, ME } from '../support/messages.ts';
import { storeOf } from '../support/test-state.ts';

const ALICE = 7;
const TOKEN = `4242:${'a'.repeat(35)}`;

interface Called {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

let root: string;
let documentsDir: string;
let server: Server;
let db: StateDatabase;
let calls: Called[];
let builds: BuildOptions[];
let build: Workshop['build'];
let running: Maintaining;
let passedOn: number;
let nextUpdate: number;
/** What a file from Telegram holds. */
let content: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'maintaining-'));
  documentsDir = path.join(root, 'documents');
  await mkdir(documentsDir);
  server = createServer((_, response) => response.end(content)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  db = openState(root);
  calls = [];
  builds = [];
  build = async () => reportOf('published');
  passedOn = 0;
  nextUpdate = 1;
  content = 'The bridge was opened in 1931.';
});
afterEach(async () => {
  await running.stop();
  server.close();
  db.close();
  await rm(root, { recursive: true });
});

const telegram: Transformer = async (_, method, payload) => {
  calls.push({ method, payload: payload as Called['payload'] });
  const result =
    method === 'getFile' ? { file_path: 'documents/file_1' } : { message_id: 100 + calls.length };
  return { ok: true, result } as ApiResponse<never>;
};

function reportOf(kind: BuildReport['kind'], given: Partial<BuildReport> = {}): BuildReport {
  const counts = { new: 1, changed: 0, moved: 0, removed: 0, unchanged: 0, skipped: 0 };
  const sizes = { documents: 1, passages: 1, embedded: 1, reused: 0, seconds: 1 };
  return { kind, counts, skipped: [], complaints: [], ...sizes, ...given };
}

/** Documents are the files of the folder, all of them indexed but those whose names begin with `gone`. */
async function documents(): Promise<DocumentState[]> {
  const names = await readdir(documentsDir, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        id: path.relative(documentsDir, file),
        path: file,
        title: undefined,
        language: 'en',
        passages: 1,
        sha256: undefined,
        change: entry.name.startsWith('gone') ? 'removed' : 'unchanged',
        skipped: undefined,
      };
    });
}

function workshop(): Workshop {
  return {
    endings: ['.txt'],
    maxFileBytes: 1e9,
    documentsDir,
    model: 'toy',
    library: () => ({ id: 'one', builtAtMs: 0, documents: 1, passages: 1 }),
    documents,
    look: async () => ({
      title: 'The bridge',
      language: 'en',
      chars: content.length,
      passages: 1,
      isEstimate: false,
      pages: undefined,
      beginning: content,
      sha256: content,
    }),
    async build(options, watching): Promise<BuildOutcome> {
      builds.push(options);
      return build(options, watching);
    },
    builds: async () => [],
    rollBack: async () => ({ kind: 'done' }),
    vectorOf: async () => Float32Array.of(1),
  };
}

/** The maintainers' part of a bot, as after a start. */
async function start(): Promise<Bot<BotContext>> {
  const bot = new Bot<BotContext>(TOKEN, { botInfo: ME as never });
  bot.api.config.use(telegram);
  running = openMaintaining({
    api: bot.api,
    db,
    store: storeOf(db),
    stateDir: root,
    settings: {
      access: 'open',
      adminIds: new Set([ALICE]),
      keepQuestionsDays: 14,
      apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: TOKEN,
    },
    workshop: workshop(),
    votes: { counted: async () => ({ good: 0, bad: 0, missed: 0 }) },
    onError(error) {
      throw error;
    },
  });
  bot.use((ctx, next) => {
    ctx.sentences = sentencesFor('en');
    return next();
  });
  bot.use(running.feature);
  bot.use(() => void passedOn++);
  await running.start();
  return bot;
}

const file = { file_id: 'F1', file_unique_id: 'U1', file_name: 'bridge.txt' };

async function receive(bot: Bot<BotContext>, given: Partial<Message>): Promise<void> {
  const message = mediaToBot({ document: file, ...given });
  await bot.handleUpdate({ update_id: nextUpdate++, message } as Update);
}

async function press(bot: Bot<BotContext>, data: string): Promise<void> {
  const from = { id: ALICE, is_bot: false, first_name: 'Alice', language_code: 'en' };
  const message = mediaToBot({ message_id: 99, text: 'A message with buttons' });
  const query = { id: '1', from, chat_instance: '1', data, message };
  await bot.handleUpdate({ update_id: nextUpdate++, callback_query: query } as Update);
}

const textsOf = () =>
  calls.flatMap(({ payload: { text } }) => (typeof text === 'string' ? [text] : []));
const saidTo = (part: string) => vi.waitFor(() => expect(textsOf().join('\n')).toContain(part));

/** The press of the last button of this kind that was shown. */
function pressOf(kind: string): string {
  const shown = JSON.stringify(calls.map(({ payload }) => payload['reply_markup']));
  const [press] = [...shown.matchAll(new RegExp(`"(${kind}:[\\w-]+)"`, 'gu'))].slice(-1);
  if (press?.[1] === undefined) throw new Error(`no button ${kind}`);
  return press[1];
}

async function offered(bot: Bot<BotContext>, given: Partial<Message> = {}): Promise<void> {
  await receive(bot, given);
  await saidTo('would ');
}

describe('a file', () => {
  test('of anybody else is declined, and nothing is fetched', async () => {
    const bot = await start();
    const from = { id: 8, is_bot: false, first_name: 'Bob', username: String(ALICE) };
    await receive(bot, { from, chat: { id: 8, type: 'private', first_name: 'Bob' } });
    expect(textsOf()).toEqual([en.onlyMaintainers]);
    expect(passedOn).toBe(0);
  });

  test('in a group is none', async () => {
    const bot = await start();
    await receive(bot, { chat: inGroup('').chat });
    expect(passedOn).toBe(1);
    expect(calls).toEqual([]);
  });

  test('is decided on once', async () => {
    const bot = await start();
    await offered(bot);
    const add = pressOf('up:add');
    await press(bot, add);
    await press(bot, add);
    await saidTo('The new library is in use');
    expect(builds).toHaveLength(1);
    expect(JSON.stringify(calls)).toContain(en.decidedAlready);
    expect(await readFile(path.join(documentsDir, 'uploads', 'bridge.txt'), 'utf8')).toBe(content);
  });

  test('whose message comes twice is taken once', async () => {
    const bot = await start();
    await offered(bot);
    await receive(bot, {});
    expect(calls.filter(({ method }) => method === 'getFile')).toHaveLength(1);
  });
});

test('a task goes on after a restart, and is reported', async () => {
  build = (_, { stopping }) =>
    new Promise((resolve) => {
      stopping.addEventListener('abort', () => resolve({ kind: 'stopped' }));
    });
  await command(await start(), '/reindex');
  await vi.waitFor(() => expect(builds).toHaveLength(1));
  await running.stop();
  build = async () => reportOf('unchanged');
  await start();
  await saidTo('Nothing had to be built');
  expect(builds).toHaveLength(2);
});

test('what a refused file replaced is undone to the byte', async () => {
  const former = 'The bridge was closed.\r\n';
  await mkdir(path.join(documentsDir, 'town'));
  await writeFile(path.join(documentsDir, 'town', 'Bridge.txt'), former);
  const bot = await start();
  await offered(bot);
  expect(textsOf().join('\n')).toContain('would replace \u2068town/Bridge.txt\u2069');
  build = async () => reportOf('refused', { complaints: [{ says: 'Less.', yesHelps: true }] });
  await press(bot, pressOf('up:add'));
  await saidTo('Less.');
  expect(await readFile(path.join(documentsDir, 'town', 'Bridge.txt'), 'utf8')).toBe(content);
  build = async () => reportOf('unchanged');
  await press(bot, pressOf('job:undo'));
  await saidTo('Nothing had to be built');
  expect(await readFile(path.join(documentsDir, 'town', 'Bridge.txt'), 'utf8')).toBe(former);
  expect(await readdir(documentsDir)).toEqual(['town']);
});

describe('a document that is deleted', () => {
  test('may be the last one, since it was confirmed', async () => {
    await writeFile(path.join(documentsDir, 'a.txt'), 'A.');
    const bot = await start();
    await offeredToDelete(bot);
    await saidTo('The new library is in use');
    expect(builds).toEqual([{ yes: true, allowEmpty: true }]);
    expect(await readdir(documentsDir)).toEqual([]);
  });

  test('excuses no other that is missing', async () => {
    await writeFile(path.join(documentsDir, 'a.txt'), 'A.');
    await writeFile(path.join(documentsDir, 'gone.txt'), 'B.');
    const bot = await start();
    await offeredToDelete(bot);
    await saidTo('The new library is in use');
    expect(builds).toEqual([{ yes: false, allowEmpty: false }]);
  });
});

async function offeredToDelete(bot: Bot<BotContext>): Promise<void> {
  await command(bot, '/delete a.txt');
  await press(bot, pressOf('doc:yes'));
}

async function command(bot: Bot<BotContext>, text: string): Promise<void> {
  const length = text.indexOf(' ') < 0 ? text.length : text.indexOf(' ');
  const entities = [{ type: 'bot_command' as const, offset: 0, length }];
  const message = mediaToBot({ text, entities });
  await bot.handleUpdate({ update_id: nextUpdate++, message } as Update);
}
