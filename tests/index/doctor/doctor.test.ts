import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { runDoctorCommand } from '../../../src/index/doctor/doctor-command.ts';
import {
  diskFinding,
  nativeCheck,
  nodeCheck,
  writeCheck,
} from '../../../src/index/doctor/installation-checks.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

describe('what is looked at', () => {
  test.each([
    ['18.20.0', 'failed'],
    ['20.18.1', 'failed'],
    ['20.19.0', 'warning'],
    ['22.1.0', 'ok'],
  ])('Node.js %s: %s', async (version, state) => {
    expect(await nodeCheck(version).look()).toMatchObject({ state });
  });

  test.each([
    [10e9, 1e6, 'ok'],
    [100e6, 1e6, 'warning'],
    [3e9, 2e9, 'warning'],
    [1e9, 2e9, 'failed'],
  ])('%s bytes free for builds of %s: %s', (free, build, state) => {
    expect(diskFinding('/library', free, build)).toMatchObject({ state });
  });

  test('a folder that is a file', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    expect(await writeCheck('library folder', file, 'LIBRARY_DIR').look()).toEqual({
      state: 'failed',
      says: expect.stringMatching(/can't be written \(ENOTDIR\).*set LIBRARY_DIR/),
    });
  });

  test('a compiled package that does not work', async () => {
    const broken = nativeCheck('broken', () => Promise.reject(new Error('No such file.')));
    expect(await broken.look()).toEqual({
      state: 'failed',
      says: 'does not work: No such file. Run "npm ci" with this Node.js.',
    });
  });

  test('what throws counts as failed, on one line', async () => {
    const out = new PassThrough();
    const look = () => Promise.reject(new Error('Broken:\n  badly'));
    const code = await runDoctorCommand([{ name: 'thing', look }], { json: false }, out);
    out.end();
    expect({ code, said: await text(out) }).toEqual({
      code: 1,
      said: 'FAILED   thing: Broken: badly\n',
    });
  });
});
