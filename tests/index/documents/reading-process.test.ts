import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
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
  const process = new ReadingProcess({ ...READING_LIMITS, ...limits });
  onTestFinished(() => process.close());
  return process;
}

describe('a process that reads', () => {
  test('gives what reading here gives', async () => {
    const process = processWithin({});
    const request = await fileOf(TEXT);
    expect(await process.read(request)).toEqual(await readFileHere(request));
    const missing = { ...request, path: `${request.path}x` };
    expect(await process.read(missing)).toEqual(await readFileHere(missing));
  });

  test('gives up a file that takes too long, tells its checksum, and reads the next one', async () => {
    const long = await fileOf('Why? '.repeat(4_000_000));
    const process = processWithin({ maxSeconds: 0.3 });
    const sha256 = createHash('sha256').update('Why? '.repeat(4_000_000)).digest('hex');
    expect(await process.read(long)).toEqual({
      bytes: { count: 20_000_000, sha256 },
      outline: { reason: 'takes longer to read than the 0.3 s that MAX_READ_SECONDS allows' },
    });
    expect((await processWithin({}).read(await fileOf(TEXT))).outline).toMatchObject({
      text: TEXT,
    });
  });

  test('gives up a file that takes too much memory, and reads the next one', async () => {
    const process = processWithin({ maxMemoryMb: 120 });
    const large = await fileOf('Penguins live in Antarctica. '.repeat(2_000_000));
    expect((await process.read(large)).outline).toEqual({
      reason: 'needs more memory to read than the 120 MB that MAX_READ_MEMORY_MB allows',
    });
    expect((await process.read(await fileOf(TEXT))).outline).toMatchObject({ text: TEXT });
  });

  test('reads files one after the other, however many are asked for', async () => {
    const process = processWithin({});
    const requests = await Promise.all(
      Array.from({ length: 20 }, (_, at) => fileOf(`File number ${at}.`)),
    );
    const readings = await Promise.all(requests.map((request) => process.read(request)));
    expect(readings.map(({ outline }) => ('text' in outline ? outline.text : ''))).toEqual(
      requests.map((_, at) => `File number ${at}.`),
    );
  });
});
