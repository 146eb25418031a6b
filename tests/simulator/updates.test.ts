import type { TelegramUpdate } from '@gramio/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, request } from './client.ts';
import type { Person } from './driver/person.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
let alice: Person;
beforeEach(async () => {
  sim = await startSimulator();
  alice = sim.person('Alice');
});
afterEach(() => sim.close());

const HOUR_MS = 3_600_000;

async function poll(
  params: Readonly<Record<string, unknown>> = {},
): Promise<readonly TelegramUpdate[]> {
  const { result } = await request(sim, 'getUpdates', params);
  return result as readonly TelegramUpdate[];
}

function texts(updates: readonly TelegramUpdate[]): readonly (string | undefined)[] {
  return updates.map(({ message }) => message?.text);
}

describe('confirmation', () => {
  test('is an offset above the number of an update, and nothing else', async () => {
    for (const text of ['one', 'two', 'three']) alice.says(text);
    const first = await poll();
    expect(texts(first)).toEqual(['one', 'two', 'three']);
    const [one, two] = first;
    expect(texts(await poll({ offset: one?.update_id ?? 0 }))).toEqual(['one', 'two', 'three']);
    expect(texts(await poll({ offset: two?.update_id ?? 0 }))).toEqual(['two', 'three']);
    expect(sim.world.queue.size).toBe(2);
  });

  test('with a negative offset keeps the last ones only', async () => {
    for (const text of ['one', 'two', 'three']) alice.says(text);
    expect(texts(await poll({ offset: -2 }))).toEqual(['two', 'three']);
    expect(sim.world.queue.size).toBe(2);
  });

  test('ignores an offset far in the future and serves from the head', async () => {
    alice.says('one');
    expect(texts(await poll({ offset: 2_000_000_000 }))).toEqual(['one']);
    expect(sim.world.queue.size).toBe(1);
  });
});

test('an update that is repeated comes again under its number, even after it was confirmed', async () => {
  alice.says('once');
  const [update] = await poll();
  const next = (update?.update_id ?? 0) + 1;
  const pending = poll({ offset: next, timeout: 30 });
  await sim.untilPolled();
  if (update) sim.repeatUpdate(update);
  expect(await pending).toEqual([update]);
});

describe('polling', () => {
  test('brings at most `limit` updates', async () => {
    for (const text of ['one', 'two', 'three']) alice.says(text);
    expect(texts(await poll({ limit: 2 }))).toEqual(['one', 'two']);
  });

  test('waits for an update and ends with it', async () => {
    const pending = poll({ timeout: 30 });
    await sim.untilPolled();
    alice.says('here');
    expect(texts(await pending)).toEqual(['here']);
  });

  test('ends with nothing after its timeout', async () => {
    const pending = poll({ timeout: 30 });
    await sim.untilPolled();
    sim.clock.advance(30_000);
    expect(await pending).toEqual([]);
  });

  test('slows down a poll that repeats its offset at once', async () => {
    const first = poll({ offset: 5, timeout: 1 });
    await sim.untilPolled();
    sim.clock.advance(1000);
    expect(await first).toEqual([]);
    const pending = poll({ offset: 5 });
    await sim.untilPolled();
    sim.clock.advance(3000);
    expect(await pending).toEqual([]);
  });

  test('by a second poller ends the first one with 409', async () => {
    const first = request(sim, 'getUpdates', { timeout: 30 });
    await sim.untilPolled();
    const second = poll({ timeout: 30, offset: 1 });
    expect(await first).toMatchObject({
      ok: false,
      error_code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    alice.says('to the second');
    expect(texts(await second)).toEqual(['to the second']);
  });

  test('of a bot that hung up does not stand in the way of the next', async () => {
    const hangUp = new AbortController();
    const url = `${sim.apiRoot}/bot${sim.token}/getUpdates?timeout=30`;
    const first = fetch(url, { signal: hangUp.signal }).catch((error: Error) => error.name);
    await sim.untilPolled();
    hangUp.abort();
    expect(await first).toBe('AbortError');
    alice.says('still there');
    expect(texts(await poll({ offset: 3 }))).toEqual(['still there']);
  });
});

describe('allowed_updates', () => {
  test('persist until they are changed, and keep other kinds out of the queue', async () => {
    await poll({ allowed_updates: ['callback_query'], offset: 1, limit: 1, timeout: 0 }).catch(
      () => [],
    );
    alice.says('not wanted');
    expect(sim.world.queue.size).toBe(0);
    expect(sim.world.queue.allowed()).toEqual(['callback_query']);
    sim.world.queue.allow(undefined);
    expect(sim.world.queue.allowed()).toEqual(['callback_query']);
  });
});

describe('lifetimes', () => {
  test('are a day for messages, 30 s for inline queries and 150 s for buttons', () => {
    const message = alice.says('old');
    alice.asksInline('old');
    alice.presses(message, { data: 'x' });
    sim.clock.advance(31_000);
    expect(sim.world.queue.read(0, 10).map(({ inline_query: query }) => query)).not.toContainEqual(
      expect.anything(),
    );
    expect(sim.world.queue.size).toBe(2);
    sim.clock.advance(120_000);
    expect(sim.world.queue.size).toBe(1);
    sim.clock.advance(24 * HOUR_MS);
    expect(sim.world.queue.size).toBe(0);
  });

  test('count from the date of the message, so that older ones never arrive', () => {
    alice.says('from yesterday', { agoMs: 25 * HOUR_MS });
    alice.says('from this morning', { agoMs: 20 * HOUR_MS });
    expect(texts(sim.world.queue.read(0, 10))).toEqual(['from this morning']);
  });
});

describe('tokens and addresses', () => {
  test('are refused in the words of the server', async () => {
    const tried = async (method: string, token: string): Promise<Answer> =>
      request(sim, method, {}, token);
    expect(await tried('getMe', '1:wrong')).toMatchObject({
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await tried('getMe', 'wrong')).toMatchObject({
      error_code: 401,
      description: 'Unauthorized: invalid token specified',
    });
    expect(await tried('getNothing', sim.token)).toMatchObject({
      error_code: 404,
      description: 'Not Found: method not found',
    });
    sim.violations.forgive(/getNothing/);
    const elsewhere = await fetch(`${sim.apiRoot}/elsewhere`);
    expect(await elsewhere.json()).toMatchObject({ error_code: 404, description: 'Not Found' });
    sim.revokeToken();
    expect(await tried('getMe', sim.token)).toMatchObject({ error_code: 401 });
  });

  test('take methods in any case, by GET and by form', async () => {
    const asked = await fetch(`${sim.apiRoot}/bot${sim.token}/GETME`);
    expect(await asked.json()).toMatchObject({ ok: true, result: { is_bot: true } });
    alice.says('/start');
    const form = await fetch(`${sim.apiRoot}/bot${sim.token}/sendMessage`, {
      method: 'POST',
      body: new URLSearchParams({
        chat_id: String(alice.user.id),
        text: '12',
        entities: JSON.stringify([{ type: 'bold', offset: 0, length: 2 }]),
      }),
    });
    expect(await form.json()).toMatchObject({ ok: true, result: { text: '12' } });
  });
});
