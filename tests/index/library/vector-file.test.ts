import { truncate, unlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LibraryDamagedError } from '../../../src/index/library/library-errors.ts';
import { createVectorFile, openVectorFile } from '../../../src/index/library/vector-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function writtenFile(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'vectors');
  const vectors = await createVectorFile(file, 2);
  vectors.write(1, Float32Array.of(0.25, -1));
  vectors.write(0, Float32Array.of(3, 4));
  await vectors.close();
  return file;
}

test('vectors are read one by one as they were written, also when the file’s build was removed', async () => {
  const file = await writtenFile();
  const reader = openVectorFile(file, 2);
  await unlink(file);
  expect([reader.read(1), reader.read(0)]).toEqual([
    Float32Array.of(0.25, -1),
    Float32Array.of(3, 4),
  ]);
  reader.close();
});

test('several are read in the order asked for, those that lie together at once', async () => {
  const file = path.join(await temporaryFolder(), 'vectors');
  const vectors = await createVectorFile(file, 2);
  for (let label = 0; label < 6; label += 1) vectors.write(label, Float32Array.of(label, -label));
  await vectors.close();
  const reader = openVectorFile(file, 2);
  for (const order of [[0, 1, 2, 5, 3, 4], [4, 4], [5], []]) {
    expect(reader.readEach(order)).toEqual(order.map((label) => Float32Array.of(label, -label)));
  }
  expect(() => reader.readEach([0, 4, 5, 6])).toThrow(LibraryDamagedError);
  reader.close();
});

test('a vector beyond the end is a damage, not a vector of zeros', async () => {
  const file = await writtenFile();
  const reader = openVectorFile(file, 2);
  await truncate(file, 12);
  expect(() => reader.read(1)).toThrow(LibraryDamagedError);
  reader.close();
});

test('nothing is read after it was closed', async () => {
  const reader = openVectorFile(await writtenFile(), 2);
  reader.close();
  reader.close();
  expect(() => reader.read(0)).toThrow('closed');
});
