import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

// Threads are started many times, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 });

test('threads that load the add-on one after the other leave the heap whole', async () => {
  const program = path.resolve('tests/index/embedding/many-threads.mjs');
  // glibc then fills freed memory and checks it: without the gate this ends with "free(): invalid next size".
  const env = { ...process.env, MALLOC_PERTURB_: '165', MALLOC_CHECK_: '3' };
  const { stdout } = await promisify(execFile)(process.execPath, [program, '30'], { env });
  expect(stdout).toBe('30 threads came and went\n');
});
