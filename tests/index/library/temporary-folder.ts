import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'library-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for all tests of a file; for `beforeAll`. */
export async function keptFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'library-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
