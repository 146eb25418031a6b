import { createHash } from 'node:crypto';
import { mkdirSync, rmdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listFolder, reasonOf } from '../../../src/index/documents/folder.ts';
import { DocumentsFolderError } from '../../../src/index/documents/folder-errors.ts';
import { type FileOutcome, readFolder } from '../../../src/index/documents/read-folder.ts';
import { READABLE_ENDINGS } from '../../../src/index/documents/readers.ts';
import { toyMeasure } from './toy-measure.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'documents-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, contents: string | Uint8Array = 'Some text.'): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), contents);
}

async function outcomes(maxFileBytes = 1e6): Promise<FileOutcome[]> {
  const all: FileOutcome[] = [];
  for await (const outcome of readFolder(folder, { maxFileBytes, measure: toyMeasure() }))
    all.push(outcome);
  return all;
}

/** `name: read` or `name: reason` of each file, in order. */
async function report(maxFileBytes?: number): Promise<string[]> {
  const all = await outcomes(maxFileBytes);
  return all.map(
    (outcome) => `${outcome.id}: ${outcome.kind === 'read' ? 'read' : outcome.reason}`,
  );
}

describe('a folder of documents', () => {
  test('is read in the order of its ids, subfolders included', async () => {
    for (const name of ['b.txt', 'a/z.md', 'a.txt', 'B.md', 'a/б/в.txt']) await put(name);
    expect(await report()).toEqual([
      'B.md: read',
      'a.txt: read',
      'a/z.md: read',
      'a/б/в.txt: read',
      'b.txt: read',
    ]);
  });

  test('does not open a file of which the outcome is known', async () => {
    for (const name of ['a.txt', 'b.txt']) await put(name);
    const facts = { id: 'a.txt', bytes: 10, modifiedMs: 5, sha256: undefined };
    const known: FileOutcome = { ...facts, kind: 'skipped', reason: 'was empty' };
    const options = { maxFileBytes: 1e6, measure: toyMeasure() };
    const all: FileOutcome[] = [];
    for await (const outcome of readFolder(folder, {
      ...options,
      known: ({ id }) => (id === 'a.txt' ? known : undefined),
    }))
      all.push(outcome);
    expect(all).toMatchObject([known, { id: 'b.txt', kind: 'read' }]);
  });

  test('gives each document its size, time and checksum', async () => {
    await put('a.txt', 'Some text.');
    const [outcome] = await outcomes();
    expect(outcome).toMatchObject({
      kind: 'read',
      bytes: 10,
      sha256: createHash('sha256').update('Some text.').digest('hex'),
      document: { id: 'a.txt', text: 'Some text.' },
    });
    expect(Math.abs(Date.now() - (outcome?.modifiedMs ?? 0))).toBeLessThan(60_000);
  });

  test('names each file that is left out, and why', async () => {
    await put('good.txt');
    await put('empty.txt', '');
    await put('blank.md', ' \n\n\t');
    await put('picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    await put('large.txt', 'x'.repeat(2 * 1024 * 1024));
    await put('report.odt', 'PK');
    await put('README', 'no ending');
    expect(await report(1024 * 1024)).toEqual([
      `README: has no ending that tells its format; can be read: ${READABLE_ENDINGS.join(', ')}`,
      'blank.md: is empty: it holds nothing but blank space',
      'empty.txt: is empty',
      'good.txt: read',
      'large.txt: has 2 MB, more than the 1 MB that MAX_FILE_MB allows',
      'picture.txt: is a picture by its content, not what its ending says',
      `report.odt: is of a format that can't be read (.odt); can be read: ${READABLE_ENDINGS.join(', ')}`,
    ]);
  });

  test('passes over hidden files and what systems and office programs leave', async () => {
    for (const name of [
      'a.txt',
      '.hidden.txt',
      '.git/b.txt',
      'Thumbs.db',
      '~$report.txt',
      'sub/.DS_Store',
    ])
      await put(name);
    expect(await report()).toEqual(['a.txt: read']);
  });

  test('has ids in one Unicode form whatever the disk has', async () => {
    await put('cafe\u0301.txt');
    expect(await report()).toEqual(['caf\u00e9.txt: read']);
  });

  test('keeps the first of two files whose names are one elsewhere', async () => {
    await put('cafe\u0301.txt');
    await put('caf\u00e9.txt');
    await put('Notes.txt');
    await put('notes.txt');
    expect(await report()).toEqual([
      'Notes.txt: read',
      'café.txt: read',
      'café.txt: has the same name as another file, in another Unicode form; rename it',
      'notes.txt: has the same name as Notes.txt but for capitals; rename it',
    ]);
  });

  test('leaves out names that would upset a terminal', async () => {
    await put('a.txt');
    await put('b\u001b[2J.txt');
    expect(await report()).toEqual([
      'a.txt: read',
      'b\u001b[2J.txt: has control characters in its name; rename it',
    ]);
  });

  test('says what is wrong with a name that is no UTF-8', async () => {
    await put('a.txt');
    await writeFile(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.of(0xff, 0x2e, 0x74)]), 'b');
    expect(await report()).toEqual([
      'a.txt: read',
      'b\ufffd.t: has a name that is no valid UTF-8; rename it',
    ]);
  });
});

describe('links and odd files', () => {
  test('a link to a file inside is followed, every other one is named', async () => {
    await put('real.txt');
    await put('sub/a.txt');
    await symlink('real.txt', path.join(folder, 'link.txt'));
    await symlink('/etc/hostname', path.join(folder, 'outside.txt'));
    await symlink('..', path.join(folder, 'sub/up'));
    await symlink('sub', path.join(folder, 'down'));
    await symlink('loop.txt', path.join(folder, 'loop.txt'));
    await symlink('gone', path.join(folder, 'broken.txt'));
    expect(await report()).toEqual([
      'broken.txt: leads nowhere or vanished while it was looked at',
      'down: is a link to a folder; such links are not followed',
      'link.txt: read',
      'loop.txt: is a link that leads back to itself',
      'outside.txt: is a link that leads out of the documents folder',
      'real.txt: read',
      'sub/a.txt: read',
      'sub/up: is a link to a folder; such links are not followed',
    ]);
  });

  test('a folder that cannot be listed is named, and the rest is read', async () => {
    await put('a.txt');
    const deepest = path.join(folder, ...Array.from({ length: 16 }, () => 'd'.repeat(250)));
    await mkdir(deepest, { recursive: true });
    const here = process.cwd();
    process.chdir(deepest);
    try {
      const tooLong = 'e'.repeat(255);
      mkdirSync(tooLong);
      expect(await report()).toEqual([
        'a.txt: read',
        `${path.relative(folder, path.join(deepest, tooLong))}: is a folder that has too long a path`,
      ]);
      rmdirSync(tooLong);
    } finally {
      process.chdir(here);
    }
  });

  test('a socket is no document', async () => {
    await put('a.txt');
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(path.join(folder, 'socket.txt'), resolve);
    });
    expect(await report()).toEqual(['a.txt: read', 'socket.txt: is no ordinary file']);
    server.close();
  });

  test('a file that vanishes after the listing is named', async () => {
    await put('a.txt');
    await put('b.txt');
    const reading = readFolder(folder, { maxFileBytes: 1e6, measure: toyMeasure() });
    await reading.next();
    await rm(path.join(folder, 'b.txt'));
    expect((await reading.next()).value).toMatchObject({
      id: 'b.txt',
      reason: 'leads nowhere or vanished while it was looked at',
    });
  });

  test('a missing permission is told in words', () => {
    expect(reasonOf(Object.assign(new Error('EACCES'), { code: 'EACCES' }))).toBe(
      "can't be read: no permission",
    );
    expect(reasonOf(Object.assign(new Error('EIO'), { code: 'EIO' }))).toBe("can't be read (EIO)");
  });
});

describe('a folder without documents', () => {
  test('says where documents go when it is missing', async () => {
    const missing = path.join(folder, 'none');
    await expect(listFolder(missing)).rejects.toThrow(DocumentsFolderError);
    await expect(listFolder(missing)).rejects.toThrow(
      `There is no documents folder ${missing}: make it and put documents (${READABLE_ENDINGS.join(', ')}) there, or set DOCUMENTS_DIR`,
    );
  });

  test('says so when it is a file', async () => {
    await put('file');
    await expect(listFolder(path.join(folder, 'file'))).rejects.toThrow(
      'is a file: remove it, make a folder and put documents',
    );
  });

  test('says where documents go when it is empty', async () => {
    await expect(outcomes()).rejects.toThrow(
      `The documents folder ${folder} holds no documents: put documents`,
    );
  });

  test('says why nothing in it could be read', async () => {
    await put('a.txt', '');
    await put('b.odt', '%PDF');
    await expect(outcomes()).rejects.toThrow(
      /holds nothing that can be read \(a\.txt is empty; b\.odt is of a format/u,
    );
  });
});
