import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  download,
  type FileSource,
  MAX_DOWNLOAD_BYTES,
} from '../../../src/bot/telegram/downloading.ts';
import { TelegramRefusal, TelegramUnreachable } from '../../../src/bot/telegram/errors.ts';

const TOKEN = `4242:${'s'.repeat(35)}`;

let folder: string;
let server: Server;
let requests: string[];
let serve: RequestListener;
let getFile: () => Promise<object>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'downloading-'));
  requests = [];
  serve = (_, response) => response.end('twelve bytes');
  getFile = async () => ({ file_path: 'documents/file_1' });
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    serve(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

function fetched(statedBytes?: number) {
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source: FileSource = {
    api: { getFile } as unknown as FileSource['api'],
    apiRoot,
    token: TOKEN,
  };
  const target = path.join(folder, 'target');
  const { signal: stopping } = new AbortController();
  return download(source, { fileId: 'F1', target, statedBytes, stopping });
}

describe('a file of Telegram', () => {
  test('is stored whole, for its owner alone', async () => {
    expect(await fetched(12)).toEqual({ kind: 'done' });
    expect(requests).toEqual([`/file/bot${TOKEN}/documents/file_1`]);
    expect(await readFile(path.join(folder, 'target'), 'utf8')).toBe('twelve bytes');
    expect((await stat(path.join(folder, 'target'))).mode & 0o777).toBe(0o600);
  });

  test.each([11, 13])(
    'of another length than the %i bytes that were promised is none',
    async (bytes) => {
      expect(await fetched(bytes)).toEqual({ kind: 'wrong-size' });
    },
  );

  test('without end is cut off where it should have ended', async () => {
    serve = (_, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
      response.once('close', () => clearInterval(timer));
    };
    expect(await fetched(100_000)).toEqual({ kind: 'wrong-size' });
    expect((await stat(path.join(folder, 'target'))).size).toBeLessThanOrEqual(100_000);
  });

  test.each(['../getMe', 'documents/../../x', '/etc/passwd', 'a b', 'http://x/y', ''])(
    'whose path is %j is not asked for',
    async (file_path) => {
      getFile = async () => ({ file_path });
      expect(await fetched(12)).toEqual({ kind: 'gone' });
      expect(requests).toEqual([]);
    },
  );

  test.each([
    ['Bad Request: file is too big', 'too-large'],
    ['Bad Request: wrong file_id or the file is temporarily unavailable', 'gone'],
  ])('that Telegram refuses with "%s" is %s', async (description, kind) => {
    getFile = async () => Promise.reject(new TelegramRefusal('getFile', 400, description));
    expect(await fetched(12)).toEqual({ kind });
  });

  test('that is too large by now is not asked for', async () => {
    getFile = async () => ({ file_path: 'a', file_size: MAX_DOWNLOAD_BYTES + 1 });
    expect(await fetched()).toEqual({ kind: 'too-large' });
    expect(requests).toEqual([]);
  });
});

describe('a download that fails', () => {
  test.each<[string, RequestListener]>([
    ['by a redirection', (_, response) => response.writeHead(302, { location: '/x' }).end()],
    ['by an error', (_, response) => response.writeHead(404).end()],
    ['by a broken connection', (request) => request.socket.destroy()],
  ])('%s names neither address nor token', async (_, listener) => {
    serve = listener;
    const error: unknown = await fetched(12).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TelegramUnreachable);
    expect(String(error) + String((error as Error).stack)).not.toMatch(/s{10}|127\.0\.0\.1/u);
    expect((error as Error).cause).toBeUndefined();
  });
});
