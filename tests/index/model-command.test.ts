import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from './library/temporary-folder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = fileURLToPath(new URL('../../dist/index/main.js', import.meta.url));
const SHIPPED = path.resolve('data/models/multilingual-e5-small');

/** A hub that has the shipped model and nothing else. */
async function hub(): Promise<string> {
  const server = createServer((request, response) => {
    const file = /^\/intfloat\/multilingual-e5-small\/resolve\/main\/(.+)$/.exec(
      request.url ?? '',
    )?.[1];
    readFile(path.join(SHIPPED, file ?? 'none')).then(
      (bytes) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function run(...args: string[]) {
  const env = { ...process.env, MODELS_DIR: await temporaryFolder() };
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [MAIN, 'model', ...args], { env }, (_, out, err) => {
      resolve({ code: child.exitCode, out, err });
    });
  });
}

test('fetches a model, tries it, and says how to use it', async () => {
  const { code, out, err } = await run('intfloat/multilingual-e5-small', '--hub', await hub());
  expect(err).toMatch(/^Fetching onnx\/model_quantized\.onnx \(77 MB\)$/m);
  expect(out).toMatch(/works: 384 dimensions, at most 512 tokens, licence not stated/);
  expect(out).toContain(
    'set EMBEDDING_MODEL=intfloat/multilingual-e5-small and run "npm run index"',
  );
  expect(code).toBe(0);
});

test('ends with one message for a model that the hub does not have', async () => {
  const { code, out, err } = await run('Xenova/gte-small', '--hub', await hub());
  expect(err).toMatch(/^http:.* has no config\.json of Xenova\/gte-small: .*\n$/);
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

test.each([
  ['no model', [], 'Name one model.'],
  ['two models', ['a/b', 'c/d'], 'Name one model.'],
  ['a hub that is no address', ['a/b', '--hub', 'nowhere'], '--hub is no address'],
])('shows its usage for %s', async (_, args, mistake) => {
  const { code, err } = await run(...args);
  expect(err).toContain(mistake);
  expect(err).toContain('Usage: npm run model');
  expect(code).toBe(2);
});
