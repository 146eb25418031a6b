import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, onTestFinished, test } from 'vitest';
import { poll } from '../../../src/bot/telegram/polling.ts';
import { createWebhook } from '../../../src/bot/telegram/webhook.ts';
import { leapingClock } from '../support/clock.ts';

test('no poll takes updates while too many wait: they stay with Telegram', async () => {
  const stopping = new AbortController();
  const seen: string[] = [];
  let looks = 0;
  const api = {
    getUpdates: async () => {
      seen.push('polled');
      stopping.abort();
      return [];
    },
  } as unknown as Api;
  await poll({
    api,
    allowedUpdates: ['message'],
    receive: () => undefined,
    isFull: () => {
      seen.push('looked');
      looks += 1;
      return looks < 4;
    },
    clock: leapingClock(),
    stopping: stopping.signal,
    onContact: () => undefined,
    onTrouble: () => undefined,
  });
  expect(seen).toEqual(['looked', 'looked', 'looked', 'looked', 'polled']);
});

test('what is posted while too many wait is refused, so that it is posted again', async () => {
  const received: Update[] = [];
  let isFull = true;
  const server = createWebhook({
    path: '/updates',
    secret: 'secret',
    receive: (updates) => void received.push(...updates),
    isFull: () => isFull,
    onContact: () => undefined,
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const post = async () =>
    fetch(`http://127.0.0.1:${port}/updates`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': 'secret' },
      body: JSON.stringify({ update_id: 1 }),
    });
  expect((await post()).status).toBe(503);
  expect(received).toEqual([]);
  isFull = false;
  expect((await post()).status).toBe(200);
  expect(received).toEqual([{ update_id: 1 }]);
});
