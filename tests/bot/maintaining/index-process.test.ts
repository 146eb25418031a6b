import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexProcess } from '../../../src/bot/maintaining/index-process.ts';
import type { Progress } from '../../../src/bot/maintaining/workshop.ts';

/** A program in the place of the maintainers' commands: it says what it is told to, or does as told. */
const PROGRAM = `
const lines = JSON.parse(process.env.LINES);
for (const line of lines) console.log(typeof line === 'string' ? line : JSON.stringify(line));
if (process.env.ARGUMENTS) console.log(JSON.stringify({ kind: 'failed', error: 'E', says: process.argv.slice(2).join(' ') }));
if (process.env.HANGS) setInterval(() => {}, 1000);
else process.exitCode = Number(process.env.CODE ?? 0);
`;

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'index-process-'));
  program = path.join(folder, 'program.mjs');
  await writeFile(program, PROGRAM);
});
afterAll(() => rm(folder, { recursive: true }));

function saying(lines: readonly (object | string)[], env: Record<string, string> = {}) {
  return indexProcess({ path: program, env: { LINES: JSON.stringify(lines), ...env } });
}

async function built(workshop: ReturnType<typeof saying>, given = {}, stopAt?: Progress['phase']) {
  const seen: Progress[] = [];
  const stopping = new AbortController();
  const outcome = await workshop.build(given, {
    stopping: stopping.signal,
    onProgress(progress) {
      seen.push(progress);
      if (progress.phase === stopAt) stopping.abort();
    },
  });
  return { outcome, seen };
}

const EMBEDDING = { kind: 'progress', phase: 'embed', done: 3, total: 9, perSecond: 1.5 };
const REPORT = {
  kind: 'report',
  outcome: 'refused',
  library: 'one',
  build: 'two',
  files: [
    { id: 'a.txt', change: 'new' },
    { id: 'b.pdf', change: 'new', skipped: 'is encrypted' },
  ],
  counts: { new: 1, changed: 0, moved: 0, removed: 2, unchanged: 0, skipped: 1 },
  documents: 1,
  passages: 7,
  embeddings: { embedded: 7, reused: 0 },
  seconds: 2.4,
  gate: { complaints: [{ check: 'counts', says: 'Less.', yesHelps: true }], goldenAsked: 0 },
};

describe('a build in a process of its own', () => {
  test('tells its progress and its report, whatever else is printed', async () => {
    const { outcome, seen } = await built(saying(['(a warning)', EMBEDDING, '{"kind":', REPORT]));
    expect(seen).toEqual([
      { phase: 'embed', done: 3, total: 9, perSecond: 1.5, secondsLeft: undefined },
    ]);
    expect(outcome).toMatchObject({
      kind: 'refused',
      skipped: [{ id: 'b.pdf', reason: 'is encrypted' }],
      complaints: [{ says: 'Less.', yesHelps: true }],
      embedded: 7,
      passages: 7,
    });
  });

  test('is given what was asked for', async () => {
    const options = { force: true, yes: true, allowEmpty: true };
    const { outcome } = await built(saying([], { ARGUMENTS: '1' }), options);
    expect(outcome).toMatchObject({ says: 'index --json --force --yes --allow-empty' });
  });

  test('that ends without a report has failed, and what to do is said', async () => {
    const { outcome } = await built(saying([EMBEDDING], { CODE: '7' }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      says: expect.stringMatching(/exit code 7.*npm run index/u) as string,
    });
  });

  test('is stopped when the bot stops', async () => {
    const { outcome } = await built(saying([EMBEDDING], { HANGS: '1' }), {}, 'embed');
    expect(outcome).toEqual({ kind: 'stopped' });
  });
});

test('builds are listed, and one is gone back to', async () => {
  const builtAt = '2026-11-24T18:00:00.000Z';
  const list = { kind: 'builds', current: 'b', builds: [{ id: 'b', builtAt, state: 'in use' }] };
  expect(await saying([list]).builds()).toEqual([
    {
      id: 'b',
      builtAtMs: Date.parse(builtAt),
      documents: undefined,
      passages: undefined,
      state: 'in use',
    },
  ]);
  const done = saying([{ kind: 'rolled-back', from: 'b', to: 'a' }]);
  expect(await done.rollBack('a')).toEqual({ kind: 'done' });
  const failed = saying([{ kind: 'failed', error: 'RollbackError', says: 'No such build.' }]);
  expect(await failed.rollBack('x')).toEqual({ kind: 'failed', says: 'No such build.' });
});
