import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const door = pathToFileURL(path.resolve('dist/index/embedding/worker-embedder.js')).href;
const noNetwork = path.resolve('tests/index/embedding/no-network.mjs');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'programs-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a program prints that opens the shipped model without a network and does `work`; it doesn't close the embedder. */
async function program(work: string) {
  const file = path.join(folder, 'program.mjs');
  await writeFile(
    file,
    `import { openEmbedder } from ${JSON.stringify(door)};
    const embedder = await openEmbedder({ modelsDir: 'data/models', modelId: 'multilingual-e5-small' });
    ${work}`,
  );
  return run(process.execPath, ['--import', noNetwork, file], { timeout: 30_000 });
}

test('the network is denied to the programs of these tests', async () => {
  await expect(program(`await fetch('http://127.0.0.1:59999/');`)).rejects.toMatchObject({
    stderr: expect.stringContaining('network used: '),
  });
});

test('a program embeds without any network, prints nothing of itself, and ends with its answer', async () => {
  const { stdout, stderr } = await program(
    `console.log((await embedder.embedQuestion('Who?')).vector.length);`,
  );
  expect({ stdout, stderr }).toEqual({ stdout: '384\n', stderr: '' });
});

test('a program does not end while it waits for an answer', async () => {
  const { stdout } = await program(`
    await embedder.embedQuestion('Who?');
    void embedder.embedPassage({ title: '', context: '', sentences: ['One.'] }).then(() => console.log('answered'));`);
  expect(stdout).toBe('answered\n');
});

test('a program that exits while the model works ends with its own exit code', async () => {
  const exiting = program(`
    void embedder.embedPassage({ title: '', context: '', sentences: ['They eat fish and krill. '.repeat(60)] });
    setTimeout(() => process.exit(3), 40);`);
  await expect(exiting).rejects.toMatchObject({ code: 3, stderr: '' });
});
