import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LibraryDamagedError } from '../../../src/index/library/library-errors.ts';
import {
  BUILD_FILES,
  LIBRARY_FORMAT,
  MANIFEST_FILE,
  writeManifest,
} from '../../../src/index/library/manifest.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { keptFolder, temporaryFolder } from './temporary-folder.ts';
import { toyDocuments } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { SETTINGS, publishToyLibrary } from './toy-library.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

const embedder = toyEmbedder();
const expected = { model: embedder.model, settings: SETTINGS };

/** Over the number below which an exact scan is used: the graph's file is loaded, too. */
const DOCUMENTS = 300;

let sound: string;

beforeAll(async () => {
  sound = await keptFolder();
  const documents = toyDocuments(DOCUMENTS).map((document, at) => ({
    ...document,
    marks: [{ kind: 'row', row: at + 2, start: 0 } as const],
  }));
  await publishToyLibrary(sound, documents, { embedder });
});

describe('a library with a damaged file', () => {
  test.each([...Object.values(BUILD_FILES), MANIFEST_FILE])(
    'is not opened with %s flipped, cut, longer or gone: the error names it and what to do',
    async (name) => {
      const { libraryDir, file } = await copyWith(name);
      const contents = await readFile(file);
      const damages = [
        ...[0, 0.25, 0.5, 0.75].map((share) => () => flip(file, contents, share)),
        () => truncate(file, contents.length - 1),
        () => truncate(file, Math.floor(contents.length / 2)),
        () => truncate(file, 0),
        () => rm(file),
      ];
      if (name !== MANIFEST_FILE)
        damages.unshift(() => writeFile(file, Buffer.concat([contents, Buffer.alloc(4)])));
      for (const damage of damages) {
        await damage();
        const failure = await failureOf(openLibrary(libraryDir, expected));
        expect(failure).toBeInstanceOf(LibraryDamagedError);
        expect(failure).toMatchObject({
          file: expect.stringContaining(name),
          message: expect.stringContaining('npm run index'),
        });
        await writeFile(file, contents);
      }
      expect((await openLibrary(libraryDir, expected)).kind).toBe('open');
    },
  );

  test('is not opened when the build that it names is gone', async () => {
    const { libraryDir, file } = await copyWith(MANIFEST_FILE);
    await rm(path.dirname(file), { recursive: true });
    await expect(openLibrary(libraryDir, expected)).rejects.toThrow(LibraryDamagedError);
  });

  test.each(['', '../../etc', 'nonsense\n', '\u0000'])(
    'counts as missing when `current` says %j',
    async (line) => {
      const { libraryDir } = await copyWith(MANIFEST_FILE);
      await writeFile(path.join(libraryDir, 'current'), line);
      const opened = await openLibrary(libraryDir, expected);
      expect(opened).toMatchObject({
        kind: 'missing',
        advice: expect.stringContaining('npm run index'),
      });
    },
  );

  test.each([
    ['sentences.u32', 'a document beyond the end', 0],
    ['places.u32', 'a passage beyond the end', 0],
    ['owners.u32', 'an owner beyond the end', 0],
    ['token-places.u32', 'tokens beyond the end', 0],
    ['copies.u32', 'a copy beyond the end', 0],
  ])('is not opened when %s has %s, checksum and all', async (name, _, offset) => {
    const { libraryDir, file, manifest } = await copyWith(name);
    const contents = await readFile(file);
    contents.writeUInt32LE(0xffff_fff0, offset);
    await writeFile(file, contents);
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(contents).digest('hex');
    const files = { ...manifest.files, [name]: { bytes: contents.length, sha256 } };
    await writeFile(
      path.join(path.dirname(file), MANIFEST_FILE),
      writeManifest({ ...manifest, files }),
    );
    await expect(openLibrary(libraryDir, expected)).rejects.toThrow('contradicts itself');
  });
});

describe('a library that does not fit', () => {
  test('is stale with another model, and says which', async () => {
    const opened = await openLibrary(sound, {
      ...expected,
      model: toyEmbedder({ id: 'other' }).model,
    });
    expect(opened).toMatchObject({ kind: 'stale' });
    expect(reasonOf(opened)).toMatch(/model toy, the settings say other.*npm run index/);
  });

  test('is stale with other files of the same model', async () => {
    const opened = await openLibrary(sound, {
      ...expected,
      model: { ...embedder.model, sha256: 'f'.repeat(64) },
    });
    expect(reasonOf(opened)).toMatch(/other files of the model toy.*npm run index/);
  });

  test('is stale with other settings, and says which', async () => {
    const opened = await openLibrary(sound, { ...expected, settings: { passageTokens: 99 } });
    expect(reasonOf(opened)).toMatch(/passageTokens 40, wanted is 99.*npm run index/);
  });

  test('is stale where documents are read otherwise by now', async () => {
    const settings = { ...SETTINGS, reading: 99 };
    const opened = await openLibrary(sound, { ...expected, settings });
    expect(reasonOf(opened)).toMatch(/by a version that reads documents otherwise\. .*npm run/);
  });

  test('is stale in another format', async () => {
    const { libraryDir, file, manifest } = await copyWith(MANIFEST_FILE);
    await writeFile(
      file,
      writeManifest({ ...manifest, format: (LIBRARY_FORMAT + 1) as typeof LIBRARY_FORMAT }),
    );
    expect(reasonOf(await openLibrary(libraryDir, expected))).toMatch(
      new RegExp(`format ${LIBRARY_FORMAT + 1}.*reads ${LIBRARY_FORMAT}.*npm run index`),
    );
  });

  test('is missing in an empty or absent folder', async () => {
    const folder = await temporaryFolder();
    expect((await openLibrary(folder, expected)).kind).toBe('missing');
    expect((await openLibrary(path.join(folder, 'absent'), expected)).kind).toBe('missing');
  });
});

/** Not the library itself: it is too long to print. */
async function failureOf(opening: Promise<unknown>): Promise<unknown> {
  try {
    await opening;
    return 'opened';
  } catch (error) {
    return error;
  }
}

function reasonOf(opened: Awaited<ReturnType<typeof openLibrary>>): string {
  return opened.kind === 'open' ? 'open' : `${opened.reason} ${opened.advice}`;
}

/** A copy of the sound library, and one file of its build. */
async function copyWith(name: string) {
  const libraryDir = await temporaryFolder();
  await cp(sound, libraryDir, { recursive: true });
  const opened = await openLibrary(libraryDir, expected);
  if (opened.kind !== 'open') throw new Error(opened.reason);
  const file = path.join(libraryDir, 'builds', opened.library.id, name);
  return { libraryDir, file, manifest: opened.manifest };
}

async function flip(file: string, contents: Buffer, share: number): Promise<void> {
  const damaged = Buffer.from(contents);
  const place = Math.floor(share * contents.length);
  damaged[place] = (damaged[place] ?? 0) ^ 1;
  await writeFile(file, damaged);
}
