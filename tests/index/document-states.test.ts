import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { documentStates } from '../../src/index/document-states.ts';
import { refreshLibrary } from '../../src/index/library/refresh-library.ts';
import { temporaryFolder } from './library/temporary-folder.ts';
import { toyEmbedder } from './library/toy-embedder.ts';

test('every file of folder and library has a state', async () => {
  const root = await temporaryFolder();
  const places = {
    documentsDir: path.join(root, 'documents'),
    libraryDir: path.join(root, 'library'),
    maxFileBytes: 1e6,
  };
  const write = (name: string, text: string) =>
    writeFile(path.join(places.documentsDir, name), text);
  await mkdir(places.documentsDir);
  for (const name of ['kept', 'changed', 'removed', 'moved']) {
    await write(`${name}.txt`, `The ${name}\n\nThis is what the ${name} one of them says.`);
  }
  await write('empty.txt', '');
  const { library } = await refreshLibrary({
    ...places,
    model: toyEmbedder().model,
    embedder: () => Promise.resolve(toyEmbedder()),
  });
  await write('changed.txt', 'The changed\n\nIt says something else now.');
  await rm(path.join(places.documentsDir, 'removed.txt'));
  await rename(
    path.join(places.documentsDir, 'moved.txt'),
    path.join(places.documentsDir, 'name.txt'),
  );
  await write('fresh.txt', 'Fresh.');
  await write('ship.bin', 'x');
  const states = await documentStates(places, library);
  expect(
    states.map(({ id, change, passages, title, skipped, path: file }) => [
      id,
      change,
      passages,
      title,
      skipped?.split(' ')[0],
      file === undefined ? 'gone' : 'there',
    ]),
  ).toEqual([
    ['changed.txt', 'changed', 1, 'The changed', undefined, 'there'],
    ['empty.txt', 'unchanged', 0, undefined, 'is', 'there'],
    ['fresh.txt', 'new', 0, undefined, undefined, 'there'],
    ['kept.txt', 'unchanged', 1, 'The kept', undefined, 'there'],
    ['moved.txt', 'removed', 1, 'The moved', undefined, 'gone'],
    ['name.txt', 'new', 0, undefined, undefined, 'there'],
    ['removed.txt', 'removed', 1, 'The removed', undefined, 'gone'],
    ['ship.bin', 'new', 0, undefined, 'is', 'there'],
  ]);
  expect(states.find(({ id }) => id === 'kept.txt')?.sha256).toHaveLength(64);
});
