import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockState } from '../../../src/bot/inbox/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bot-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const HOLDER = `
import(process.argv[1]).then(({ lockState }) => {
  globalThis.unlock = lockState(process.argv[2]);
  console.log('locked');
  setInterval(() => {}, 1000);
});`;

describe('[47] a state folder', () => {
  test('belongs to one process, and is free again however that ended', async () => {
    const compiled = new URL('../../../dist/bot/inbox/lock.js', import.meta.url).href;
    const holder = spawn(process.execPath, ['-e', HOLDER, compiled, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => lockState(folder)).toThrow(
      `Another bot is running with the state folder ${folder}`,
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockState(folder)();
  });

  test('may be taken again once it was given back', () => {
    lockState(folder)();
    const unlock = lockState(folder);
    expect(() => lockState(folder)).toThrow('Another bot');
    unlock();
  });
});
