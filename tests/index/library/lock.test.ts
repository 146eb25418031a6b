import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BuildRunningError } from '../../../src/index/library/library-errors.ts';
import { lockBuilds } from '../../../src/index/library/lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

const LOCK_FILE = new URL('../../../dist/index/library/lock.js', import.meta.url).href;

describe('the right to build', () => {
  test('is one builder’s at a time; the other is told which process has it and since when', async () => {
    const folder = await temporaryFolder();
    const lock = await lockBuilds(folder);
    const second = lockBuilds(folder);
    await expect(second).rejects.toThrow(BuildRunningError);
    await expect(second).rejects.toThrow(new RegExp(`process ${process.pid}, since 20`));
    await lock.release();
    await (await lockBuilds(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is refused while another process has it, and had again once that was killed', async () => {
    const folder = await temporaryFolder();
    const builder = await startBuilder(folder);
    await expect(lockBuilds(folder)).rejects.toThrow(`process ${builder.pid}`);
    builder.kill('SIGKILL');
    await once(builder, 'exit');
    await (await lockBuilds(folder)).release();
  });

  test('is not held by a process that has the number of one that is gone', async () => {
    const folder = await temporaryFolder();
    const lock = await lockBuilds(folder);
    const [claim] = await readdir(folder);
    await lock.release();
    const earlier = claim?.replace(/^(\.building-\d+)-\d+/, '$1-1') ?? '';
    await writeFile(path.join(folder, earlier), '');
    await (await lockBuilds(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of another machine holds as long as its claim is touched', async () => {
    const folder = await temporaryFolder();
    const claim = path.join(folder, '.building-1-1-00000000-0123456789ab');
    await writeFile(claim, '');
    await expect(lockBuilds(folder)).rejects.toThrow(BuildRunningError);
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(claim, longAgo, longAgo);
    await (await lockBuilds(folder)).release();
  });

  test('goes to one at most of many that want it at once', async () => {
    const folder = await temporaryFolder();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => lockBuilds(folder)));
    const held = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(held.length).toBeLessThanOrEqual(1);
    for (const { value } of held) await value.release();
    await (await lockBuilds(folder)).release();
  });
});

/** A process that has the lock and does nothing. */
async function startBuilder(folder: string): Promise<ChildProcess> {
  const program = `
    const { lockBuilds } = await import(${JSON.stringify(LOCK_FILE)});
    await lockBuilds(${JSON.stringify(folder)});
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const builder = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void builder.kill('SIGKILL'));
  await once(builder.stdout, 'data');
  return builder;
}
