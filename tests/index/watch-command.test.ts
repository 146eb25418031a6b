import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { settledChanges } from '../../src/index/folder-watch.ts';
import { temporaryFolder } from './library/temporary-folder.ts';

// Processes start slowly while other files' tests run.
vi.setConfig({ testTimeout: 90_000 });

const MAIN = fileURLToPath(new URL('../../dist/index/main.js', import.meta.url));

describe('watching a folder', () => {
  test('says once that files changed, when they have been left alone', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'sub'));
    const { next, stop } = await watched(folder);
    await writeFile(path.join(folder, 'sub', 'a.txt'), 'a');
    await writeFile(path.join(folder, 'b.txt'), 'b');
    expect(await next()).toMatchObject({ done: false });
    await rename(path.join(folder, 'b.txt'), path.join(folder, 'c.txt'));
    expect(await next()).toMatchObject({ done: false });
    const quiet = next();
    await writeFile(path.join(folder, '.hidden'), 'x');
    stop();
    expect(await quiet).toMatchObject({ done: true });
  });

  test('sees a folder go and come back', async () => {
    const folder = path.join(await temporaryFolder(), 'documents');
    await mkdir(folder);
    const { next } = await watched(folder, 200);
    await rm(folder, { recursive: true });
    expect(await next()).toMatchObject({ done: false });
    await mkdir(folder);
    await writeFile(path.join(folder, 'a.txt'), 'a');
    expect(await next()).toMatchObject({ done: false });
  });
});

test('npm run index -- --watch builds again after a change, goes on after a refusal, and ends with 0', async () => {
  const folder = await temporaryFolder();
  const documents = path.join(folder, 'documents');
  await mkdir(documents);
  await writeFile(path.join(documents, 'a.txt'), 'Rivers carry ships.\n');
  const watcher = startWatcher({
    DOCUMENTS_DIR: documents,
    LIBRARY_DIR: path.join(folder, 'library'),
    GOLDEN_FILE: path.join(folder, 'golden.jsonl'),
  });
  expect(await watcher.report()).toMatchObject({ outcome: 'published', counts: { new: 1 } });
  await writeFile(path.join(documents, 'b.txt'), 'Hills stand still.\n');
  expect(await watcher.report()).toMatchObject({
    outcome: 'published',
    counts: { new: 1, unchanged: 1 },
    embeddings: { embedded: 1, reused: 1 },
  });
  await rm(path.join(documents, 'a.txt'));
  expect(await watcher.report()).toMatchObject({ outcome: 'refused', counts: { removed: 1 } });
  await writeFile(path.join(documents, 'a.txt'), 'Rivers carry ships.\n');
  expect(await watcher.report()).toMatchObject({ outcome: 'unchanged' });
  watcher.child.kill('SIGTERM');
  expect(await once(watcher.child, 'exit')).toEqual([0, null]);
});

async function watched(folder: string, lookEveryMs = 60_000) {
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const timing = { settleMs: 150, lookEveryMs, stopping: stopping.signal };
  const changes = await settledChanges(folder, timing);
  return { next: () => changes.next(), stop: () => stopping.abort() };
}

function startWatcher(settings: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [MAIN, 'index', '--watch', '--json'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const report = async (): Promise<unknown> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('it ended');
      const object = JSON.parse(String(value)) as { kind: string };
      if (object.kind !== 'progress') return object;
    }
  };
  return { child, report };
}
