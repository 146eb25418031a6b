import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultAction } from '../simulator/faults.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator({ strict: false });
});
afterEach(() => sim.close());

const FAULTS: readonly FaultAction[] = [
  { kind: 'too-many-requests', retryAfterS: 1 },
  { kind: 'error', code: 400, description: "Bad Request: can't parse entities" },
  { kind: 'error', code: 400, description: 'Bad Request: message to be replied not found' },
  { kind: 'error', code: 400, description: 'Bad Request: chat not found' },
  { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
  { kind: 'error', code: 404, description: 'Not Found: method not found' },
  { kind: 'error', code: 500, description: 'Internal Server Error: restart' },
  { kind: 'html', code: 502 },
  { kind: 'drop' },
  { kind: 'drop', commit: true },
  { kind: 'truncate' },
];

const SECRET_WORDS = ['xylophone', 'quetzal'];

describe('[49] whatever goes wrong', () => {
  test('no line at any level holds the token or what anyone wrote', async () => {
    const bot = await startToyBot(sim, { env: { LOG_LEVEL: 'trace' } });
    for (const [number, action] of FAULTS.entries()) {
      for (const method of ['sendMessage', 'editMessageText', 'getUpdates', 'sendChatAction']) {
        sim.faults.add({ method, action, times: method === 'sendMessage' ? 2 : 1 });
      }
      const alice = sim.person(`Xylophone ${number}`);
      alice.says(`fail on the xylophone ${number}`);
      alice.edits(alice.says(`slow 800 quetzal ${number}`), `another quetzal ${number}`);
      alice.asksInline(`fail with a quetzal ${number}`);
      await sim.untilConfirmed();
      sim.faults.clear();
    }
    const bob = sim.person('Bob');
    await bob.expectReply({ to: bob.says('Still there?'), withinMs: 30_000 });
    await bot.terminate();
    for (const secret of [sim.token, sim.token.split(':')[1] ?? '', ...SECRET_WORDS]) {
      expect(bot.output.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect(bot.output).toContain('update failed');
  });
});

test('each question is one line, with id, kind and times', async () => {
  const bot = await startToyBot(sim);
  const alice = sim.person('Alice');
  await alice.expectReply({ to: alice.says('Who?') });
  await alice.expectReply({ to: alice.says('nothing') });
  await bot.terminate();
  const lines = bot.output
    .split('\n')
    .filter((line) => line.includes('"question"'))
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { source: 'private', kind: 'found', excerpts: 1, ms: { total: expect.any(Number) } },
    { source: 'private', kind: 'nothing' },
  ]);
});

describe('the status port', () => {
  const PORT = 18_931;
  const get = (path: string) => fetch(`http://127.0.0.1:${PORT}${path}`);

  test('tells health and figures', async () => {
    await startToyBot(sim, { env: { METRICS_PORT: String(PORT) } });
    const alice = sim.person('Alice');
    await alice.expectReply({ to: alice.says('Who?') });
    await sim.untilConfirmed();
    const health = await get('/healthz');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'ok', library: 'toy-1' });
    // Noted as done a moment after Telegram accepted the answer.
    await vi.waitFor(async () => {
      expect(await (await get('/healthz')).json()).toMatchObject({ inboxDepth: 0 });
    });
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain('bot_questions_total{source="private",kind="found"} 1');
    expect(metrics).toContain('bot_nodejs_eventloop_lag_p99_seconds');
    expect((await get('/elsewhere')).status).toBe(404);
  });

  test('is closed unless it is asked for', async () => {
    await startToyBot(sim);
    await expect(get('/healthz')).rejects.toThrow('fetch failed');
  });
});

describe('[48] webhook mode', () => {
  const PORT = 18_932;
  const secret = 'a-secret-of-the-webhook';
  const env = {
    WEBHOOK_URL: `http://127.0.0.1:${PORT}/hook/of/bot`,
    WEBHOOK_SECRET: secret,
    WEBHOOK_PORT: String(PORT),
  };
  const post = (headers: Record<string, string>, body: string, path = '/hook/of/bot') =>
    fetch(`http://127.0.0.1:${PORT}${path}`, { method: 'POST', headers, body });
  const HEADER = 'x-telegram-bot-api-secret-token';

  test('answers what is posted with the secret, and nothing else', async () => {
    const bot = await startToyBot(sim, { env });
    const alice = sim.person('Alice');
    await alice.expectReply({ to: alice.says('Who?') });
    expect((await post({}, '{}')).status).toBe(401);
    expect((await post({ [HEADER]: 'wrong' }, '{"update_id":1}')).status).toBe(401);
    expect((await post({ [HEADER]: secret }, 'no JSON')).status).toBe(400);
    expect((await post({ [HEADER]: secret }, 'x'.repeat(2 ** 21))).status).toBe(413);
    expect((await post({ [HEADER]: secret }, '{}', '/elsewhere')).status).toBe(404);
    await alice.expectReply({ to: alice.says('Still there?') });
    expect((await bot.terminate()).code).toBe(0);
  });

  test('answers after SIGKILL what it had confirmed', async () => {
    const bot = await startToyBot(sim, { env });
    const alice = sim.person('Alice');
    const asked = alice.says('slow 1000');
    await sim.untilConfirmed();
    await bot.kill9();
    await bot.restart();
    expect((await alice.expectReply({ to: asked })).text).toContain(quotationFor('slow 1000'));
  });

  test('is left again: polling takes the webhook away', async () => {
    const bot = await startToyBot(sim, { env });
    await bot.terminate();
    await bot.restart({ env: { WEBHOOK_URL: '', WEBHOOK_SECRET: '' } });
    const alice = sim.person('Alice');
    const reply = await alice.expectReply({ to: alice.says('Who?') });
    expect(reply.text).toContain(quotationFor('Who?'));
    expect(sim.callsOf('deleteWebhook')).toHaveLength(1);
  });
});
