import { mkdir, readFile, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { DocumentsFolderError } from '../../../src/index/documents/folder-errors.ts';
import {
  BuildRunningError,
  LibraryFolderError,
} from '../../../src/index/library/library-errors.ts';
import type { Manifest } from '../../../src/index/library/manifest.ts';
import {
  type FileReport,
  previewRefresh,
  refreshLibrary,
} from '../../../src/index/library/refresh-library.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyEmbedder } from './toy-embedder.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

describe('refreshing a library', () => {
  test('builds it where there is none, and leaves it alone when nothing changed', async () => {
    const place = await placeWith({
      'a.txt': 'Rivers carry ships.',
      'b.md': '# Hills\n\nHills stand.',
    });
    const first = await place.refresh();
    expect(first.kind).toBe('built');
    expect(first.because).toMatch(/no library/);
    expect(changes(first.files)).toEqual({ 'a.txt': 'new', 'b.md': 'new' });
    const second = await place.refresh();
    expect(second).toMatchObject({ kind: 'unchanged', because: undefined });
    expect(second.library.id).toBe(first.library.id);
    expect(changes(second.files)).toEqual({ 'a.txt': 'unchanged', 'b.md': 'unchanged' });
  });

  test('does not ask for the model when nothing changed', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    const refreshed = await place.refresh({ embedder: () => Promise.reject(new Error('asked')) });
    expect(refreshed.kind).toBe('unchanged');
  });

  test('sees new, changed and removed files, and embeds only what is new', async () => {
    const place = await placeWith({
      'a.txt': 'Rivers carry ships.',
      'b.txt': 'Hills stand still.',
      'c.txt': 'Clouds drift.',
    });
    await place.refresh();
    await place.write({ 'b.txt': 'Hills stand very still.', 'd.txt': 'Lakes are deep.' });
    await rm(path.join(place.documentsDir, 'c.txt'));
    await utimes(path.join(place.documentsDir, 'a.txt'), new Date(), new Date());
    const embedder = toyEmbedder();
    const refreshed = await place.refresh({ embedder: () => Promise.resolve(embedder) });
    expect(changes(refreshed.files)).toEqual({
      'a.txt': 'unchanged',
      'b.txt': 'changed',
      'c.txt': 'removed',
      'd.txt': 'new',
    });
    expect(refreshed.embeddings).toEqual({ embedded: 2, reused: 1 });
    expect(embedder.seen.map(({ sentences }) => sentences[0])).toEqual([
      'Hills stand very still.',
      'Lakes are deep.',
    ]);
    expect(refreshed.library.documents.map(({ id }) => id)).toEqual(['a.txt', 'b.txt', 'd.txt']);
  });

  test('gives reused vectors as they were', async () => {
    const place = await placeWith({
      'a.txt': 'Rivers carry ships. Ships sail.',
      'b.txt': 'Hills stand.',
    });
    const before = (await place.refresh()).library;
    await place.write({ '0.txt': 'First of all.' });
    const after = (await place.refresh()).library;
    const textOf = (library: typeof before, position: number) => {
      const sentence = library.sentence(position);
      return library.text(sentence.document, sentence);
    };
    for (let old = 0; old < before.sentenceCount; old += 1) {
      const now = Array.from({ length: after.sentenceCount }, (_, at) => at).find(
        (at) => textOf(after, at) === textOf(before, old),
      );
      expect(after.sentenceVector(now ?? -1)).toEqual(before.sentenceVector(old));
      expect(after.sentenceTokens([now ?? -1])).toEqual(before.sentenceTokens([old]));
    }
  });

  test('is not fooled by another time on the same file, nor by another file of the same size', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    const file = path.join(place.documentsDir, 'a.txt');
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    expect((await place.refresh()).kind).toBe('unchanged');
    await writeFile(file, 'Rivers carry ducks.');
    expect(changes((await place.refresh()).files)).toEqual({ 'a.txt': 'changed' });
  });

  test('names skipped files and why, each time', async () => {
    const place = await placeWith({
      'a.txt': 'Rivers.',
      'empty.txt': '',
      'photo.jpg': 'x',
      'big.txt': 'x'.repeat(3000),
    });
    const first = await place.refresh();
    const reasons = (files: readonly FileReport[]) =>
      Object.fromEntries(files.map(({ id, skipped }) => [id, skipped]));
    expect(reasons(first.files)).toMatchObject({
      'a.txt': undefined,
      'empty.txt': expect.stringMatching(/empty/),
      'photo.jpg': expect.stringMatching(/format/),
      'big.txt': expect.stringMatching(/MB/),
    });
    const second = await place.refresh();
    expect(second.kind).toBe('unchanged');
    expect(reasons(second.files)).toEqual(reasons(first.files));
  });

  test('rebuilds with another model, and uses no vector of the old one', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    const other = toyEmbedder({ id: 'other' });
    const refreshed = await place.refresh({
      model: other.model,
      embedder: () => Promise.resolve(other),
    });
    expect(refreshed.because).toMatch(/model toy, the settings say other/);
    expect(refreshed.embeddings).toEqual({ embedded: 1, reused: 0 });
    expect(refreshed.library.model.id).toBe('other');
  });

  test('rebuilds with other settings, and embeds nothing again', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    const refreshed = await place.refresh({ maxFileBytes: 1024 ** 2 });
    expect(refreshed.because).toMatch(/MAX_FILE_MB 0\.0019\d*, wanted is 1\.$/);
    expect(refreshed.embeddings).toEqual({ embedded: 0, reused: 1 });
  });

  test('rebuilds a damaged library', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const { library } = await place.refresh();
    await writeFile(path.join(place.libraryDir, 'builds', library.id, 'graph.hnsw'), 'nonsense');
    const refreshed = await place.refresh();
    expect(refreshed.because).toMatch(/damaged: .*graph\.hnsw/);
    expect(refreshed.library.passageCount).toBe(1);
  });

  test('keeps the library when the documents folder is empty or gone, and says so', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const { library } = await place.refresh();
    await rm(path.join(place.documentsDir, 'a.txt'));
    const noModel = { embedder: () => Promise.reject(new Error('asked')) };
    const emptied = await place.refresh(noModel);
    expect(emptied).toMatchObject({
      kind: 'refused',
      made: undefined,
      library: { id: library.id },
    });
    expect(emptied.complaints).toEqual([
      {
        check: 'emptied',
        says: expect.stringMatching(/holds no documents.* 1 document and stays.*--allow-empty$/),
        yesHelps: false,
      },
    ]);
    await rm(place.documentsDir, { recursive: true });
    const gone = await place.refresh(noModel);
    expect(gone.complaints).toMatchObject([
      { says: expect.stringMatching(/There is no documents folder.*--allow-empty$/) },
    ]);
    expect(await previewRefresh(place.request())).toMatchObject({
      complaints: [{ check: 'emptied' }],
    });
    expect(await readFile(path.join(place.libraryDir, 'current'), 'utf8')).toBe(`${library.id}\n`);
    expect(await readdir(path.join(place.libraryDir, 'builds'))).toEqual([library.id]);
  });

  test('makes an empty library where that is allowed', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    await rm(place.documentsDir, { recursive: true });
    const { kind, library, files } = await place.refresh({ allowEmpty: true });
    expect({ kind, documents: library.documents }).toEqual({ kind: 'built', documents: [] });
    expect(changes(files)).toEqual({ 'a.txt': 'removed' });
    expect(await library.nearest(new Float32Array(64).fill(1 / 8), 3)).toEqual([]);
    expect(await library.findWords({ terms: ['river'], limit: 3 })).toEqual([]);
    await place.write({ 'b.txt': 'Hills stand still.' });
    expect((await place.refresh()).library.documents).toHaveLength(1);
  });

  test('fails in an empty folder where there never were documents', async () => {
    const place = await placeWith({});
    await expect(place.refresh()).rejects.toThrow(DocumentsFolderError);
  });

  test('knows a file that was moved, and reads and embeds it for its new place', async () => {
    const place = await placeWith({
      'a.txt': 'Rivers carry ships.',
      'b.txt': 'Hills stand still.',
    });
    await place.refresh();
    await mkdir(path.join(place.documentsDir, 'old'));
    await rename(
      path.join(place.documentsDir, 'a.txt'),
      path.join(place.documentsDir, 'old', 'a.txt'),
    );
    const moved = { id: 'old/a.txt', change: 'moved', from: 'a.txt', skipped: undefined };
    expect((await previewRefresh(place.request())).files).toContainEqual(moved);
    const refreshed = await place.refresh();
    expect(refreshed.files).toEqual([
      { id: 'b.txt', change: 'unchanged', skipped: undefined },
      moved,
    ]);
    expect(refreshed.embeddings).toEqual({ embedded: 0, reused: 2 });
  });

  test('reads what could not be read before', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers.', 'b.txt': 'Hills stand still.' });
    const file = path.join(place.documentsDir, 'b.txt');
    await rm(file);
    await symlink(path.join(place.documentsDir, 'c'), file);
    await place.refresh();
    await rm(file);
    await place.write({ 'b.txt': 'Hills stand still.' });
    expect(changes((await place.refresh()).files)).toMatchObject({ 'b.txt': 'changed' });
  });

  test('neither reads nor counts an unchanged file again, and gives the same library', async () => {
    const place = await placeWith({
      'a.md': '# Rivers\n\nWho carries ships?\n\nRivers carry ships. They are long.\n',
      'b.txt': 'Hills stand still.',
      'empty.txt': '',
    });
    await place.refresh();
    await place.write({ 'b.txt': 'Hills stand very still.' });
    const counted: string[] = [];
    const embedder = toyEmbedder();
    const counting = {
      ...embedder,
      countTokens: (texts: readonly string[]) => {
        counted.push(...texts);
        return embedder.countTokens(texts);
      },
    };
    const refreshed = await place.refresh({ embedder: () => Promise.resolve(counting) });
    expect(counted).toEqual(['Hills stand very still.']);
    const anew = await place.refresh({ force: true, embedder: () => Promise.resolve(counting) });
    expect(counted).toContain('Rivers carry ships.');
    const sums = ({ files }: Manifest) => ({ ...files, 'sources.json': undefined });
    expect(sums(anew.manifest)).toEqual(sums(refreshed.manifest));
    expect(anew.files).toContainEqual({
      id: 'empty.txt',
      change: 'unchanged',
      skipped: expect.stringMatching(/empty/),
    });
  });

  test('says what is wrong with a library folder that can’t be used', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const libraryDir = path.join(place.documentsDir, 'a.txt', 'library');
    const refreshing = place.refresh({ libraryDir });
    await expect(refreshing).rejects.toThrow(LibraryFolderError);
    await expect(refreshing).rejects.toThrow(/is a file\. Remove that, or set LIBRARY_DIR/);
  });

  test('goes on where a build broke off', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`${at}.txt`, `Town number${at} has a harbour.`]),
    );
    const place = await placeWith(texts);
    const failing = toyEmbedder();
    const embedPassage: typeof failing.embedPassage = (passage) =>
      failing.seen.length < 12
        ? failing.embedPassage(passage)
        : Promise.reject(new Error('power cut'));
    const broken = place.refresh({ embedder: () => Promise.resolve({ ...failing, embedPassage }) });
    await expect(broken).rejects.toThrow('power cut');
    const cache = path.join(place.libraryDir, 'embeddings.cache');
    const kept = await readFile(cache);
    await writeFile(cache, kept.subarray(0, -100)); // a record that was being written
    const refreshed = await place.refresh();
    expect(refreshed.embeddings).toEqual({ embedded: 9, reused: 11 });
    expect(await readdir(place.libraryDir)).toEqual(
      expect.not.arrayContaining(['embeddings.cache']),
    );
  });

  test('is refused while another build runs, and the library stays', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const asked = signal();
    const mayGoOn = signal();
    const first = place.refresh({
      embedder: async () => {
        asked.give();
        await mayGoOn.given;
        return toyEmbedder();
      },
    });
    await asked.given;
    await expect(place.refresh()).rejects.toThrow(BuildRunningError);
    mayGoOn.give();
    expect((await first).kind).toBe('built');
    expect((await place.refresh()).kind).toBe('unchanged');
  });

  test('gives the library in use while another build runs, where that is good enough', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const { library } = await place.refresh();
    await place.write({ 'b.txt': 'Hills stand still.' });
    const asked = signal();
    const mayGoOn = signal();
    const building = place.refresh({
      embedder: async () => {
        asked.give();
        await mayGoOn.given;
        return toyEmbedder();
      },
    });
    await asked.given;
    const meanwhile = await place.refresh({ othersMayBuild: true });
    expect(meanwhile).toMatchObject({ kind: 'unchanged', library: { id: library.id } });
    mayGoOn.give();
    expect((await building).library.documents).toHaveLength(2);
  });

  test('shows what it would do without doing it', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    expect(await previewRefresh(place.request())).toMatchObject({
      because: expect.stringMatching(/no library/),
      files: [{ id: 'a.txt', change: 'new' }],
    });
    await place.refresh();
    await place.write({ 'b.txt': 'Hills.' });
    const preview = await previewRefresh(place.request());
    expect(changes(preview.files)).toEqual({ 'a.txt': 'unchanged', 'b.txt': 'new' });
    expect(await readdir(path.join(place.libraryDir, 'builds'))).toHaveLength(1);
  });
});

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

/** A documents folder with these files, and a library folder beside it. */
async function placeWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const documentsDir = path.join(folder, 'documents');
  const libraryDir = path.join(folder, 'library');
  const embedder = toyEmbedder();
  const write = async (more: Readonly<Record<string, string>>) => {
    await mkdir(documentsDir, { recursive: true });
    for (const [name, text] of Object.entries(more))
      await writeFile(path.join(documentsDir, name), text);
  };
  const request = () => ({
    documentsDir,
    libraryDir,
    maxFileBytes: 2000,
    model: embedder.model,
    embedder: () => Promise.resolve(embedder),
  });
  await write(files);
  return {
    documentsDir,
    libraryDir,
    write,
    request,
    refresh: (more: Partial<Parameters<typeof refreshLibrary>[0]> = {}) =>
      refreshLibrary({ ...request(), ...more }),
  };
}

function changes(files: readonly FileReport[]): Record<string, string> {
  return Object.fromEntries(files.map(({ id, change }) => [id, change]));
}
