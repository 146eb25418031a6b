import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from './library/temporary-folder.ts';

// Processes start slowly while other files' tests run.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = fileURLToPath(new URL('../../dist/index/main.js', import.meta.url));

test('builds with the shipped model, reports on each file, and has nothing to do the second time', async () => {
  const place = await emptyPlace();
  await writeFile(
    path.join(place.DOCUMENTS_DIR, 'rivers.txt'),
    'Rivers carry ships. Ships carry grain.\n',
  );
  await writeFile(path.join(place.DOCUMENTS_DIR, 'photo.jpg'), 'no text');
  const first = await run(place, 'index');
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toMatch(/^skipped {4}photo\.jpg .*format/m);
  expect(first.out).toMatch(/^indexed {4}rivers\.txt \(new\)$/m);
  expect(first.out).toMatch(
    /^1 document, 1 passage: 1 embedded, 0 reused, recall@10 1\.000, [\d.]+ s/m,
  );
  expect(first.err).toMatch(/^Embedding passages \(1\)$/m);
  const id = (await readFile(path.join(place.LIBRARY_DIR, 'current'), 'utf8')).trim();
  expect(first.out).toContain(id);
  const second = await run(place, 'index');
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(second.out).toContain(`Nothing changed: 1 document, 1 passage (build ${id}).`);
});

test('says what would change with --dry-run', async () => {
  const place = await emptyPlace();
  await writeFile(path.join(place.DOCUMENTS_DIR, 'a\u202Eb.txt'), 'Rivers carry ships.\n');
  const { code, out } = await run(place, 'index', '--dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/^There is no library .*\nnew {8}a\uFFFDb\.txt\n1 file: 1 new\.\n$/);
});

test.each([
  ['an empty folder', {}, /holds no documents: put documents \(.*\) there/],
  ['no folder', { DOCUMENTS_DIR: '/nowhere/at/all' }, /no documents folder \/nowhere\/at\/all/],
  ['a wrong setting', { MAX_FILE_MB: 'many' }, /MAX_FILE_MB: .*whole number/],
  ['an unknown model', { EMBEDDING_MODEL: 'no-such-model' }, /no-such-model/],
])('ends with one message and no stack for %s', async (_, settings, message) => {
  const { code, err } = await run({ ...(await emptyPlace()), ...settings }, 'index');
  expect(code).toBe(1);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/ {4}at /);
});

test.each([['nonsense'], ['index', '--nonsense']])('shows its usage for %s', async (...args) => {
  const { code, err } = await run(await emptyPlace(), ...args);
  expect(code).toBe(2);
  expect(err).toContain('Usage: npm run index');
});

async function emptyPlace() {
  const folder = await temporaryFolder();
  const place = {
    DOCUMENTS_DIR: path.join(folder, 'documents'),
    LIBRARY_DIR: path.join(folder, 'library'),
  };
  await mkdir(place.DOCUMENTS_DIR);
  return place;
}

function run(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const options = { env: { ...process.env, ...settings } };
    const child = execFile(process.execPath, [MAIN, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}
