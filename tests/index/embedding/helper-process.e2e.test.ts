import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Embedder, PassageText } from '../../../src/index/embedding/embedder.ts';
import { startHelper } from '../../../src/index/embedding/helper-process.ts';
import { PassageTooLongError } from '../../../src/index/embedding/model-errors.ts';
import { HelperEnded, type PassageHelper } from '../../../src/index/embedding/shared-embedder.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const place = { modelsDir: path.resolve('data/models'), id: 'multilingual-e5-small' };
const passageOf = (...sentences: string[]): PassageText => ({
  title: 'Penguins',
  context: 'Penguins › Where they live',
  sentences,
});
let embedder: Embedder;
let helper: PassageHelper;

beforeAll(async () => {
  embedder = await openEmbedder({ modelsDir: place.modelsDir, modelId: place.id });
  helper = await startHelper({ place, sha256: embedder.model.sha256 });
});

afterAll(async () => {
  helper.close();
  await embedder.close();
});

test('gives the same vectors, bit for bit', async () => {
  const passages = [
    passageOf('Penguins live on the coast of Antarctica.', 'They eat fish and krill. 🐧'),
    passageOf('Пингвины живут на берегах Антарктиды.'),
    passageOf('They eat fish and krill. '.repeat(50)),
  ];
  const [own, others] = await Promise.all([
    Promise.all(passages.map((passage) => embedder.embedPassage(passage))),
    Promise.all(passages.map((passage) => helper.embedPassage(passage))),
  ]);
  expect(others).toEqual(own);
});

test('refuses a passage that is too long, and goes on', async () => {
  const long = helper.embedPassage(passageOf('They eat fish and krill. '.repeat(200)));
  await expect(long).rejects.toThrow(PassageTooLongError);
  await expect(helper.embedPassage(passageOf('One.'))).resolves.toBeDefined();
});

test('does not start for another model than the others use', async () => {
  await expect(startHelper({ place, sha256: 'other' })).rejects.toThrow(HelperEnded);
});

test('says so when it is ended at work', async () => {
  const other = await startHelper({ place, sha256: embedder.model.sha256 });
  const passages = [1, 2, 3].map(() => other.embedPassage(passageOf('They eat fish. '.repeat(90))));
  other.close();
  for (const outcome of await Promise.allSettled(passages)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'HelperEnded' } });
  }
  await expect(other.embedPassage(passageOf('One.'))).rejects.toThrow(HelperEnded);
});

test('ends when the one that started it is killed', async () => {
  const door = pathToFileURL(path.resolve('dist/index/embedding/helper-process.js')).href;
  const start = JSON.stringify({ place, sha256: embedder.model.sha256 });
  const program = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { startHelper } from ${JSON.stringify(door)};
    setInterval(() => undefined, 1000);
    await startHelper(${start});
    process.stdout.write('started');`,
  ]);
  await once(program.stdout, 'data');
  const helpers = await childrenOf(program.pid);
  expect(helpers).toHaveLength(1);
  program.kill('SIGKILL');
  await once(program, 'exit');
  await expect.poll(() => helpers.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});

async function childrenOf(pid: number | undefined): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.trim().split(/\s+/).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
