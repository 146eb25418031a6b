import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TelegramUpdate } from '@gramio/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './client.ts';
import type { Person } from './driver/person.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

interface Delivered {
  readonly update: TelegramUpdate;
  readonly secret: string | undefined;
}

let sim: Simulator;
let alice: Person;
let receiver: Server;
let url: string;
let delivered: Delivered[];
let refused: number;
/** What the bot's server replies: a code, and a body. */
let respond: (update: TelegramUpdate) => { code: number; body?: string; retryAfterS?: number };

beforeEach(async () => {
  sim = await startSimulator();
  alice = sim.person('Alice');
  delivered = [];
  refused = 0;
  sim.events.subscribe(({ kind }) => {
    if (kind === 'push-refused') refused++;
  });
  respond = () => ({ code: 200 });
  receiver = createServer((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      const update = JSON.parse(body) as TelegramUpdate;
      const secret = incoming.headers['x-telegram-bot-api-secret-token'];
      delivered.push({ update, secret: secret === undefined ? undefined : String(secret) });
      const reply = respond(update);
      const headers =
        reply.retryAfterS === undefined ? {} : { 'retry-after': String(reply.retryAfterS) };
      response.writeHead(reply.code, { 'content-type': 'application/json', ...headers });
      response.end(reply.body ?? '');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/updates`;
});
afterEach(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await sim.close();
});

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function texts(): readonly (string | undefined)[] {
  return delivered.map(({ update }) => update.message?.text);
}

describe('a webhook', () => {
  test('gets updates with its secret, and confirms them by 2xx', async () => {
    await request(sim, 'setWebhook', { url, secret_token: 'Sesame_1' });
    alice.says('hello');
    await sim.untilConfirmed();
    expect(delivered).toMatchObject([
      { update: { message: { text: 'hello' } }, secret: 'Sesame_1' },
    ]);
  });

  test('gets what waited before it was set', async () => {
    alice.says('early');
    await request(sim, 'setWebhook', { url });
    await sim.untilConfirmed();
    expect(texts()).toEqual(['early']);
  });

  test('gets an update again until it takes it, and is told so by getWebhookInfo', async () => {
    respond = () => ({ code: delivered.length < 3 ? 500 : 200 });
    await request(sim, 'setWebhook', { url });
    alice.says('again and again');
    await untilRefused(1);
    sim.clock.advance(1000);
    await untilRefused(2);
    sim.clock.advance(2000);
    await sim.untilConfirmed();
    expect(texts()).toEqual(Array.from({ length: 3 }, () => 'again and again'));
  });

  test('waits as long as Retry-After says', async () => {
    respond = () => (delivered.length === 1 ? { code: 503, retryAfterS: 40 } : { code: 200 });
    await request(sim, 'setWebhook', { url });
    alice.says('later');
    await untilRefused(1);
    sim.clock.advance(39_000);
    expect(sim.world.queue.size).toBe(1);
    sim.clock.advance(1000);
    await sim.untilConfirmed();
  });

  test('gets the updates of one chat in order, and those of others meanwhile', async () => {
    const bob = sim.person('Bob');
    respond = ({ message }) => ({
      code: message?.text === 'one' && refused === 0 ? 500 : 200,
    });
    await request(sim, 'setWebhook', { url });
    for (const text of ['one', 'two']) alice.says(text);
    bob.says('three');
    const look = (): true | undefined =>
      sim.world.queue.size === 2 && refused === 1 ? true : undefined;
    await sim.until(look, { what: "Bob's update to be taken and Alice's to be refused" });
    expect(texts()).not.toContain('two');
    sim.clock.advance(1000);
    sim.clock.advance(2000);
    await sim.untilConfirmed();
    expect(
      texts()
        .filter((text) => text !== 'three')
        .slice(-2),
    ).toEqual(['one', 'two']);
  });

  test('may answer with a method in its reply', async () => {
    respond = () => ({
      code: 200,
      body: JSON.stringify({ method: 'sendMessage', chat_id: alice.user.id, text: 'by the way' }),
    });
    await request(sim, 'setWebhook', { url });
    alice.says('hello');
    expect((await alice.expectReply()).text).toBe('by the way');
  });

  test('excludes polling until it is deleted', async () => {
    const poll = request(sim, 'getUpdates', { timeout: 30 });
    await sim.untilPolled();
    await request(sim, 'setWebhook', { url });
    expect(await poll).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by setWebhook request',
    });
    const second = request(sim, 'getUpdates');
    const look = (): true | undefined =>
      sim.callsOf('getUpdates').length === 2 ? true : undefined;
    await sim.until(look, { what: 'the second poll' });
    // Repeated conflicts are told late, so that a bot in a loop doesn't flood the server.
    sim.clock.advance(3000);
    expect((await second).description).toMatch(
      /can't use getUpdates method while webhook is active/,
    );
    await request(sim, 'deleteWebhook', { drop_pending_updates: true });
    expect(await request(sim, 'getUpdates')).toMatchObject({ ok: true, result: [] });
  });
});

/** So many deliveries were refused, and the server says why. */
async function untilRefused(times: number): Promise<void> {
  const look = (): true | undefined => (refused >= times ? true : undefined);
  await sim.until(look, { what: `${times} refused deliveries` });
  const { result } = await request(sim, 'getWebhookInfo');
  const last_error_message = expect.stringContaining('Wrong response from the webhook') as string;
  expect(result).toMatchObject({ url, pending_update_count: 1, last_error_message });
}
