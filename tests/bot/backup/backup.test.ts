import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runBackupCommand } from '../../../src/bot/backup/backup-command.ts';
import { BackupError } from '../../../src/bot/backup/backup-errors.ts';
import { parseBackupOptions } from '../../../src/bot/backup/backup-options.ts';
import { makeBackup, type Originals } from '../../../src/bot/backup/make-backup.ts';
import { checkBackup, restoreBackup } from '../../../src/bot/backup/restore-backup.ts';
import { openChatBook } from '../../../src/bot/inbox/chat-book.ts';
import { lockState } from '../../../src/bot/inbox/lock.ts';
import { openState } from '../../../src/bot/inbox/state.ts';
import { storeOf } from '../support/test-state.ts';

const BUILD = '20261127-090000000-3fa94c';
const WITH_LIBRARY = { hasLibrary: true };

let folder: string;
let originals: Originals;
let copy: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backup-'));
  originals = { ...placesIn('original'), currentBuild: async () => BUILD };
  copy = path.join(folder, 'copy');
  await put(originals.documentsDir, 'a.txt', 'Alpha.');
  await put(originals.documentsDir, 'deep/Ω — b.txt', 'Omega.');
  await put(originals.libraryDir, 'current', `${BUILD}\n`);
  await put(originals.libraryDir, `builds/${BUILD}/manifest.json`, '{}');
  await put(originals.libraryDir, 'builds/20200101-000000000-000000/manifest.json', 'old');
  await put(folder, 'original/golden.jsonl', '{}\n');
  await mkdir(originals.stateDir);
});
afterEach(() => rm(folder, { recursive: true }));

function placesIn(name: string): Omit<Originals, 'currentBuild'> {
  const place = (part: string) => path.join(folder, name, part);
  return {
    documentsDir: place('documents'),
    libraryDir: place('library'),
    stateDir: place('state'),
    goldenFile: place('golden.jsonl'),
  };
}

async function put(below: string, name: string, contents: string): Promise<void> {
  const file = path.join(below, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, contents);
}

const read = (...names: string[]) => readFile(path.join(...names), 'utf8');

describe('a backup', () => {
  test('holds documents, golden questions, the build in use and the state, and nothing else', async () => {
    openState(originals.stateDir).close();
    await put(originals.stateDir, 'replaced/2026/a.txt', 'Older.');
    lockState(originals.stateDir)();
    const { files, library } = await makeBackup(originals, copy, WITH_LIBRARY);
    expect(Object.keys(files).sort()).toEqual([
      'documents/a.txt',
      'documents/deep/Ω — b.txt',
      'golden.jsonl',
      `library/builds/${BUILD}/manifest.json`,
      'library/current',
      'state/bot.db',
      'state/replaced/2026/a.txt',
    ]);
    expect(library).toBe(BUILD);
    await expect(checkBackup(copy)).resolves.toMatchObject({ library: BUILD });
  });

  test('leaves the library out where that is asked for', async () => {
    const { files, library } = await makeBackup(originals, copy, { hasLibrary: false });
    expect(Object.keys(files).some((name) => name.startsWith('library/'))).toBe(false);
    expect(library).toBeNull();
  });

  test('holds what the bot had committed, while the bot goes on writing', async () => {
    const db = openState(originals.stateDir);
    const chats = openChatBook(storeOf(db));
    await chats.moved(1, 2);
    const making = makeBackup(originals, copy, WITH_LIBRARY);
    let last = 2;
    const writing = setInterval(() => void chats.moved(last, ++last), 1);
    await making;
    clearInterval(writing);
    db.close();
    const copied = openState(path.join(copy, 'state'));
    expect(await openChatBook(storeOf(copied)).currentId(1)).toBeGreaterThanOrEqual(2);
    copied.close();
  });

  test('ends a list that is being written at its last whole line', async () => {
    await put(originals.stateDir, 'audit.jsonl', '{"who":1}\n{"wh');
    await makeBackup(originals, copy, WITH_LIBRARY);
    expect(await read(copy, 'state/audit.jsonl')).toBe('{"who":1}\n');
  });

  test('starts again when another build is published meanwhile', async () => {
    const builds = ['20200101-000000000-000000', BUILD, BUILD, BUILD];
    const currentBuild = async () => builds.shift();
    const { files } = await makeBackup({ ...originals, currentBuild }, copy, WITH_LIBRARY);
    expect(Object.keys(files)).toContain(`library/builds/${BUILD}/manifest.json`);
    expect(Object.keys(files).join()).not.toContain('20200101');
  });

  test('gives up, and leaves nothing, when builds never rest', async () => {
    let number = 0;
    const currentBuild = async () => `build ${(number += 1)}`;
    await expect(makeBackup({ ...originals, currentBuild }, copy, WITH_LIBRARY)).rejects.toThrow(
      'Try again later',
    );
    expect(await readdir(folder)).toEqual(['original']);
  });

  test('copies what a link to a file leads to, and passes dead links by', async () => {
    await symlink('a.txt', path.join(originals.documentsDir, 'link.txt'));
    await symlink('nowhere.txt', path.join(originals.documentsDir, 'dead.txt'));
    await makeBackup(originals, copy, WITH_LIBRARY);
    expect(await read(copy, 'documents/link.txt')).toBe('Alpha.');
    expect(await readdir(path.join(copy, 'documents'))).not.toContain('dead.txt');
  });

  test('never goes into a folder that holds something', async () => {
    await put(copy, 'mine.txt', 'Mine.');
    await expect(makeBackup(originals, copy, WITH_LIBRARY)).rejects.toThrow('is not empty');
    expect(await read(copy, 'mine.txt')).toBe('Mine.');
  });

  test.each(['documentsDir', 'libraryDir', 'stateDir'] as const)(
    'never goes among what is copied: %s',
    async (name) => {
      const inside = path.join(originals[name], 'backups', 'one');
      await expect(makeBackup(originals, inside, WITH_LIBRARY)).rejects.toThrow(
        `${inside} lies in ${originals[name]}, which is copied. Name a folder outside.`,
      );
    },
  );

  test('says in words where it can’t be put, and leaves nothing', async () => {
    const file = path.join(folder, 'file');
    await put(folder, 'file', 'A file.');
    const onFile = makeBackup(originals, file, WITH_LIBRARY);
    await expect(onFile).rejects.toThrow(`${file} is no folder. Name a folder`);
    const belowFile = makeBackup(originals, path.join(file, 'copy'), WITH_LIBRARY);
    await expect(belowFile).rejects.toThrow(BackupError);
    await expect(belowFile).rejects.toThrow(/^Nothing is backed up: ENOTDIR.*name another folder/);
    expect((await readdir(folder)).sort()).toEqual(['file', 'original']);
  });

  test('can be read by its owner alone: what people asked may be in it', async () => {
    await makeBackup(originals, copy, WITH_LIBRARY);
    expect((await stat(copy)).mode & 0o077).toBe(0);
  });
});

describe('checking a backup', () => {
  test('names files that changed or are gone', async () => {
    await makeBackup(originals, copy, WITH_LIBRARY);
    await appendFile(path.join(copy, 'documents/a.txt'), '!');
    await rm(path.join(copy, 'golden.jsonl'));
    await expect(checkBackup(copy)).rejects.toThrow(
      `${copy} is damaged. Missing or changed: golden.jsonl, documents/a.txt. Use another backup.`,
    );
  });

  test.each([
    ['no file', undefined, 'is no finished backup'],
    ['half a file', '{"format":1,', 'is damaged, or of another version'],
    ['another format', '{"format":2}', 'is damaged, or of another version'],
    ['paths that lead out', fileOf('documents/../../x'), 'is damaged, or of another version'],
    ['absolute paths', fileOf('/etc/passwd'), 'is damaged, or of another version'],
  ])('refuses a manifest that is %s', async (_, manifest, says) => {
    await mkdir(copy);
    if (manifest !== undefined) await writeFile(path.join(copy, 'backup.json'), manifest);
    await expect(checkBackup(copy)).rejects.toThrow(says);
  });
});

function fileOf(name: string): string {
  const files = { [name]: { bytes: 0, sha256: '0'.repeat(64) } };
  const madeAt = '2026-11-27T09:00:00Z';
  return JSON.stringify({ format: 1, madeAt, library: null, files });
}

describe('restoring a backup', () => {
  test('brings every file back to where the settings look for it', async () => {
    await makeBackup(originals, copy, WITH_LIBRARY);
    const places = placesIn('restored');
    await restoreBackup(copy, places);
    expect(await read(places.documentsDir, 'deep/Ω — b.txt')).toBe('Omega.');
    expect(await read(places.libraryDir, 'current')).toBe(`${BUILD}\n`);
    expect(await read(places.goldenFile)).toBe('{}\n');
  });

  test.each(['documents', 'library', 'state', 'golden.jsonl'])(
    'overwrites nothing: %s that is there stops it',
    async (part) => {
      await makeBackup(originals, copy, WITH_LIBRARY);
      const places = placesIn('restored');
      const isFile = part === 'golden.jsonl';
      await put(path.join(folder, 'restored'), isFile ? part : `${part}/mine`, 'Mine.');
      await expect(restoreBackup(copy, places)).rejects.toThrow('Move it away');
      expect(await read(folder, 'restored', isFile ? part : `${part}/mine`)).toBe('Mine.');
    },
  );

  test('restores nothing of a damaged backup', async () => {
    await makeBackup(originals, copy, WITH_LIBRARY);
    await appendFile(path.join(copy, 'documents/a.txt'), '!');
    await expect(restoreBackup(copy, placesIn('restored'))).rejects.toThrow('damaged');
    expect(await readdir(folder)).not.toContain('restored');
  });

  test('waits for no running bot: it says to stop it', async () => {
    await makeBackup(originals, copy, WITH_LIBRARY);
    const places = { ...placesIn('restored'), currentBuild: async () => undefined };
    const unlock = lockState(places.stateDir);
    const parts = { ...places, backupsDir: folder, out: new PassThrough() };
    await expect(runBackupCommand(parts, { kind: 'restore', folder: copy })).rejects.toThrow(
      'Another bot is running',
    );
    unlock();
    await runBackupCommand(parts, { kind: 'restore', folder: copy });
    expect(await read(places.documentsDir, 'a.txt')).toBe('Alpha.');
  });
});

describe('the command line', () => {
  test.each([
    [[], { kind: 'make', folder: undefined, hasLibrary: true }],
    [['there', '--without-library'], { kind: 'make', folder: 'there', hasLibrary: false }],
    [['check', 'there'], { kind: 'check', folder: 'there' }],
    [['restore', 'there'], { kind: 'restore', folder: 'there' }],
    [['check'], { mistake: 'Which backup? check FOLDER' }],
    [['mend', 'there'], { mistake: 'Not a command: mend' }],
    [['check', 'there', 'too'], { mistake: 'One folder at a time.' }],
    [['check', 'a', '--without-library'], { mistake: expect.stringContaining('making') }],
    [['--now'], { mistake: expect.stringContaining('--now') }],
  ])('%j', (args, expected) => {
    expect(parseBackupOptions(args)).toEqual(expected);
  });
});
