import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readFileHere } from '../../../src/index/documents/read-file.ts';
import { type ReadingLimits, READING_LIMITS } from '../../../src/index/documents/reading-limits.ts';
import { ReadingProcess } from '../../../src/index/documents/reading-process.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

const TEXT = 'Penguins\n\nThey live in Antarctica. They eat krill.\n';

async function fileOf(text: string, id = 'notes.txt') {
  const file = path.join(await temporaryFolder(), id);
  await writeFile(file, text);
  return { path: file, id, maxFileBytes: 1e9 };
}

function processWithin(limits: Partial<ReadingLimits>): ReadingProcess {
  const reader = new ReadingProcess({ ...READING_LIMITS, ...limits });
  onTestFinished(() => reader.close());
  return reader;
}

describe('a process that reads', () => {
  test('gives what reading here gives', async () => {
    const reader = processWithin({});
    const request = await fileOf(TEXT);
    expect(await reader.read(request)).toEqual(await readFileHere(request));
    const missing = { ...request, path: `${request.path}x` };
    expect(await reader.read(missing)).toEqual(await readFileHere(missing));
  });

  test('gives up a file that takes too long, tells its checksum, and reads the next one', async () => {
    const long = await fileOf('Why? '.repeat(4_000_000));
    const reader = processWithin({ maxSeconds: 0.3 });
    const sha256 = createHash('sha256').update('Why? '.repeat(4_000_000)).digest('hex');
    expect(await reader.read(long)).toEqual({
      bytes: { count: 20_000_000, sha256 },
      outline: { reason: 'takes longer to read than the 0.3 s that MAX_READ_SECONDS allows' },
    });
    expect((await processWithin({}).read(await fileOf(TEXT))).outline).toMatchObject({
      text: TEXT,
    });
  });

  test('gives up a file that takes too much memory, and reads the next one', async () => {
    const reader = processWithin({ maxMemoryMb: 120 });
    const large = await fileOf('Penguins live in Antarctica. '.repeat(2_000_000));
    expect((await reader.read(large)).outline).toEqual({
      reason: 'needs more memory to read than the 120 MB that MAX_READ_MEMORY_MB allows',
    });
    expect((await reader.read(await fileOf(TEXT))).outline).toMatchObject({ text: TEXT });
  });

  test('does not outlive the process that started it, whatever it is busy with', async () => {
    const busy = await fileOf('Why? '.repeat(4_000_000));
    const reader = new URL('../../../dist/index/documents/reading-process.js', import.meta.url);
    const parent = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { ReadingProcess } from ${JSON.stringify(reader.href)};
       const reader = new ReadingProcess({ maxSeconds: 60, maxMemoryMb: 1024 });
       void reader.read(${JSON.stringify(busy)});
       setImmediate(() => {
         for (const { pid } of process._getActiveHandles()) if (pid) console.log(pid);
       });`,
    ]);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH'), 30_000);
  }, 40_000);

  test('reads files one after the other, however many are asked for', async () => {
    const reader = processWithin({});
    const requests = await Promise.all(
      Array.from({ length: 20 }, (_, at) => fileOf(`File number ${at}.`)),
    );
    const readings = await Promise.all(requests.map((request) => reader.read(request)));
    expect(readings.map(({ outline }) => ('text' in outline ? outline.text : ''))).toEqual(
      requests.map((_, at) => `File number ${at}.`),
    );
  });
});
