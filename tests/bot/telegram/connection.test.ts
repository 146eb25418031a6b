import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Api } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import { connection } from '../../../src/bot/telegram/connection.ts';

const TOKEN = `4242:${'s'.repeat(35)}`;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function apiOf(listener: RequestListener, timeoutMs?: number): Promise<Api> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return apiAt((server.address() as AddressInfo).port, timeoutMs);
}

/** Where nothing listens. */
async function apiOfNobody(): Promise<Api> {
  const api = await apiOf(() => {});
  server?.close();
  return api;
}

function apiAt(port: number, timeoutMs?: number): Api {
  const apiRoot = `http://127.0.0.1:${port}`;
  return new Api(TOKEN, { apiRoot, fetch: connection(timeoutMs) });
}

async function failureOf(api: Api): Promise<{ readonly error: unknown }> {
  return api.getMe().then(
    () => ({ error: undefined }),
    (error: { readonly error: unknown }) => error,
  );
}

describe('a call to Telegram', () => {
  test('brings back what Telegram says', async () => {
    const api = await apiOf((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"ok":true,"result":{"id":1}}');
    });
    expect(await api.getMe()).toEqual({ id: 1 });
  });

  test.each<[string, 'no' | 'perhaps', RequestListener]>([
    ['a page of a proxy', 'no', (_, response) => response.writeHead(502).end('<html>')],
    ['a broken reply', 'perhaps', (_, response) => response.end('{"ok":tr')],
    ['a closed connection', 'perhaps', (request) => request.socket.destroy()],
  ])('that ends in %s was taken: %s', async (_, wasTaken, listener) => {
    const { error } = await failureOf(await apiOf(listener));
    expect(error).toMatchObject({ name: 'TelegramUnreachable', method: 'getMe', wasTaken });
  });

  test('that finds no server was not taken', async () => {
    const { error } = await failureOf(await apiOfNobody());
    expect(error).toMatchObject({
      wasTaken: 'no',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('[40] that nobody answers ends when its time is up, also when garbage is collected meanwhile', async () => {
    const api = await apiOf(() => {}, 300);
    const failure = failureOf(api);
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const collecting = setInterval(collectGarbage, 50);
    const { error } = await failure;
    clearInterval(collecting);
    expect(error).toMatchObject({ name: 'TelegramUnreachable', wasTaken: 'perhaps' });
  });

  test('[49] never puts the token into an error', async () => {
    const failures = [
      await failureOf(await apiOfNobody()),
      await failureOf(await apiOf((request) => request.socket.destroy())),
      await failureOf(await apiOf((_, response) => response.end(`no JSON ${TOKEN}`))),
    ];
    for (const failure of failures) {
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(TOKEN);
    }
  });
});
