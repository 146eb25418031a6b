import { Bot, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './client.ts';
import type { Person } from './driver/person.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
let alice: Person;
beforeEach(async () => {
  sim = await startSimulator();
  alice = sim.person('Alice');
  alice.says('/start');
});
afterEach(() => sim.close());

function send(text = 'hello'): ReturnType<typeof request> {
  return request(sim, 'sendMessage', { chat_id: alice.user.id, text });
}

/** How many messages of the bot Alice has. */
function received(): number {
  return [...(sim.world.chats.get(alice.user.id)?.messages.values() ?? [])].filter(
    ({ from }) => from?.is_bot,
  ).length;
}

describe('a fault', () => {
  test('strikes the requests it is meant for, after some, and so often', async () => {
    const fault = sim.faults.add({
      method: 'sendMessage',
      match: ({ params }) => params['text'] !== 'spared',
      after: 1,
      times: 2,
      action: { kind: 'error', code: 500, description: 'Internal Server Error: restart' },
    });
    const outcomes = [];
    for (const text of ['one', 'spared', 'two', 'three', 'four'])
      outcomes.push((await send(text)).ok);
    expect(outcomes).toEqual([true, true, false, false, true]);
    expect(fault.hits).toBe(2);
  });

  test('429 tells how long to wait, in the body and in the header', async () => {
    sim.faults.add({ action: { kind: 'too-many-requests', retryAfterS: 7 } });
    const response = await fetch(`${sim.apiRoot}/bot${sim.token}/getMe`);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
  });

  test('502 is a page, as of a proxy', async () => {
    sim.faults.add({ action: { kind: 'html', code: 502 } });
    const bot = new Bot(sim.token, { client: { apiRoot: sim.apiRoot } });
    await expect(bot.api.getMe()).rejects.toBeInstanceOf(HttpError);
  });

  test.each([
    ['dropped before', { kind: 'drop' }, 0],
    ['dropped after', { kind: 'drop', commit: true }, 1],
    ['truncated', { kind: 'truncate' }, 1],
  ] as const)('%s the commit leaves %o messages', async (_name, action, count) => {
    sim.faults.add({ method: 'sendMessage', action });
    await expect(send()).rejects.toThrow(/fetch failed|terminated|JSON/);
    expect(received()).toBe(count);
  });

  test.each([
    [undefined, 0],
    [true, 1],
  ])('that hangs (commit: %s) ends when the bot gives up', async (commit, count) => {
    sim.faults.add({ method: 'sendMessage', action: { kind: 'hang', ...(commit && { commit }) } });
    const response = fetch(
      `${sim.apiRoot}/bot${sim.token}/sendMessage?chat_id=${alice.user.id}&text=x`,
      {
        signal: AbortSignal.timeout(100),
      },
    );
    await expect(response).rejects.toThrow(/timeout/);
    expect(received()).toBe(count);
  });

  test('makes a reply slow, byte by byte', async () => {
    sim.faults.add({ method: 'getMe', action: { kind: 'slow', msPerByte: 1 } });
    const since = performance.now();
    expect(await request(sim, 'getMe')).toMatchObject({ ok: true });
    expect(performance.now() - since).toBeGreaterThan(100);
  });
});

describe('an outage', () => {
  test('refuses connections until it is over', async () => {
    await sim.goesDown();
    await expect(send()).rejects.toThrow('fetch failed');
    await sim.comesBack();
    expect(await send()).toMatchObject({ ok: true });
  });
});
