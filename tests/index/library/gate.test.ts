import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { buildEntries, pruneBuilds } from '../../../src/index/library/builds.ts';
import { type GateRequest, judge } from '../../../src/index/library/gate.ts';
import { BuildRefusedError, RollbackError } from '../../../src/index/library/library-errors.ts';
import { addPassageSum } from '../../../src/index/library/passage-sums.ts';
import { type RefreshRequest, refreshLibrary } from '../../../src/index/library/refresh-library.ts';
import { rollBack } from '../../../src/index/library/roll-back.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument, toyDocuments } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { publishToyLibrary } from './toy-library.ts';

// The processors may be busy with other files' tests.
vi.setConfig({ testTimeout: 60_000 });

describe('the gate', () => {
  test('lets a sound build through', async () => {
    expect(await judge(await request())).toEqual({
      outcome: 'passed',
      complaints: [],
      goldenAsked: 2,
    });
  });

  test('refuses a fall of more than a tenth, and lets it through when a maintainer insists', async () => {
    const { manifest, ...rest } = await request();
    const counts = { ...manifest.counts, documents: 7, passages: manifest.counts.passages };
    const previous = { ...manifest, counts };
    const complaints = [
      { check: 'counts', says: 'Documents fell from 7 to 6 (by 14 %).', yesHelps: true },
    ];
    const fallen = { ...rest, manifest, previous };
    expect(await judge(fallen)).toMatchObject({ outcome: 'refused', complaints });
    expect(await judge({ ...fallen, yes: true })).toMatchObject({
      outcome: 'insisted',
      complaints,
    });
  });

  test('does not compare passages of another shape', async () => {
    const { manifest, ...rest } = await request();
    const counts = { ...manifest.counts, passages: 1000 };
    const previous = { ...manifest, counts, settings: { passageTokens: 9 } };
    expect(await judge({ ...rest, manifest, previous })).toMatchObject({ outcome: 'passed' });
  });

  test('names documents whose passages aren’t what was read', async () => {
    const { passageSums, ...rest } = await request();
    addPassageSum(passageSums, toyDocument('notes-3.txt', 'Other words than those.'));
    const { outcome, complaints } = await judge({ ...rest, passageSums, yes: true });
    expect(outcome).toBe('refused');
    expect(complaints).toMatchObject([
      { check: 'slices', says: expect.stringContaining('"notes-3.txt"') },
    ]);
  });

  test('refuses passages that end inside a character', async () => {
    const text = 'A smile \ud83d';
    const { complaints } = await judge(await request({ more: toyDocument('cut.txt', text) }));
    expect(complaints).toMatchObject([
      { check: 'slices', says: expect.stringContaining('"cut.txt"') },
    ]);
  });

  test('refuses a graph that finds too little or leaves too many vectors out', async () => {
    const { manifest, ...rest } = await request();
    const unreachable = Array.from({ length: 11 }, (_, at) => at);
    const graph = { ...manifest.graph, recallAt10: 0.9, unreachable };
    const { outcome, complaints } = await judge({
      ...rest,
      manifest: { ...manifest, graph },
      yes: true,
    });
    expect(outcome).toBe('refused');
    expect(complaints.map(({ says }) => says)).toEqual([
      expect.stringMatching(/finds 0\.900 of the nearest/),
      expect.stringMatching(/doesn't lead to 11 of/),
    ]);
  });

  test('refuses what does not answer a golden question, whoever insists', async () => {
    const missing = ['Golden question "Who?": not found.'];
    const asked = {
      ...(await request()),
      yes: true,
      golden: () => Promise.resolve({ asked: 2, missing }),
    };
    expect(await judge(asked)).toEqual({
      outcome: 'refused',
      complaints: [{ check: 'golden', says: missing[0], yesHelps: false }],
      goldenAsked: 2,
    });
  });
});

describe('a refused build', () => {
  test('stays beside, and the library before stays in use', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers.', 'b.txt': 'Hills.', 'c.txt': 'Lakes.' });
    const { library } = await place.refresh();
    await rm(path.join(place.documentsDir, 'c.txt'));
    const refused = await place.refresh();
    expect(refused).toMatchObject({ kind: 'refused', library: { id: library.id } });
    expect(await place.current()).toBe(library.id);
    expect(await buildEntries(place.libraryDir)).toMatchObject([
      { id: refused.made?.id, state: 'refused', verdict: { outcome: 'refused' } },
      { id: library.id, state: 'in use', verdict: { outcome: 'passed' } },
    ]);
    const insisted = await place.refresh({ yes: true });
    expect(insisted).toMatchObject({ kind: 'built', complaints: [{ check: 'counts' }, {}, {}] });
    expect(await place.current()).toBe(insisted.library.id);
    expect((await buildEntries(place.libraryDir)).map(({ state }) => state)).toEqual([
      'in use',
      'kept',
    ]);
  });

  test('keeps its embeddings for the next one', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers.' });
    await place.refresh();
    await place.write({ 'b.txt': 'Hills.' });
    const golden = () => Promise.resolve({ asked: 1, missing: ['Not found.'] });
    expect(await place.refresh({ golden })).toMatchObject({
      embeddings: { embedded: 1, reused: 1 },
    });
    expect(await place.refresh()).toMatchObject({
      kind: 'built',
      embeddings: { embedded: 0, reused: 2 },
    });
    expect(await readdir(place.libraryDir)).not.toContain('embeddings.cache');
  });

  test('is an error where there is no library to go on with', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers.' });
    const golden = () => Promise.resolve({ asked: 1, missing: ['Not found.'] });
    await expect(place.refresh({ golden })).rejects.toThrow(BuildRefusedError);
    await expect(place.refresh({ golden })).rejects.toThrow(/Not found\.\nMend that and run/);
  });
});

describe('going back', () => {
  test('puts the build before in use, until documents change again', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const first = (await place.refresh()).library.id;
    await place.write({ 'b.txt': 'Hills.' });
    const second = (await place.refresh()).library.id;
    expect(await rollBack(place.libraryDir, place.model)).toMatchObject({
      from: second,
      to: first,
    });
    const unchanged = await place.refresh();
    expect(unchanged).toMatchObject({ kind: 'unchanged', library: { id: first } });
    expect(unchanged.because).toBe(`Rolled back from ${second}; nothing changed since then.`);
    await place.write({ 'c.txt': 'Lakes.' });
    const third = await place.refresh();
    expect(third.library.documents.map(({ id }) => id)).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  test('takes the build that is named, and no damaged one', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const first = (await place.refresh()).library.id;
    const second = (await place.refresh({ force: true })).library.id;
    await rollBack(place.libraryDir, place.model);
    await rollBack(place.libraryDir, place.model, second);
    expect(await place.current()).toBe(second);
    await writeFile(path.join(place.libraryDir, 'builds', first, 'vectors.f32'), 'nonsense');
    await expect(rollBack(place.libraryDir, place.model)).rejects.toThrow(/vectors\.f32/);
    expect(await place.current()).toBe(second);
  });

  test.each([
    ['a build that there is not', '20260101-000000000-abcdef', /no build 20260101/],
    ['nothing older', undefined, /no older build/],
  ])('is refused for %s', async (_, to, message) => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    await expect(rollBack(place.libraryDir, place.model, to)).rejects.toThrow(RollbackError);
    await expect(rollBack(place.libraryDir, place.model, to)).rejects.toThrow(message);
  });

  test('is refused for a build that is not sound, and none other that is named', async () => {
    const libraryDir = await temporaryFolder();
    const complaint = (check: 'graph' | 'golden') => ({ check, says: 'No.', yesHelps: false });
    const refusedFor = (check: 'graph' | 'golden') =>
      publishToyLibrary(libraryDir, toyDocuments(2), {
        verdict: { outcome: 'refused', complaints: [complaint(check)], goldenAsked: 0 },
      });
    const { model } = toyEmbedder();
    await publishToyLibrary(libraryDir, toyDocuments(2));
    const unsound = (await refusedFor('graph')).library.id;
    await expect(rollBack(libraryDir, model, unsound)).rejects.toThrow(/isn't sound/);
    const doubtful = (await refusedFor('golden')).library.id;
    expect(await rollBack(libraryDir, model, doubtful)).toMatchObject({ to: doubtful });
  });

  test('is refused for a build of another model', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    await place.refresh();
    await place.refresh({ force: true });
    const { model } = toyEmbedder({ id: 'other' });
    await expect(rollBack(place.libraryDir, model)).rejects.toThrow(/the model toy/);
  });
});

describe('pruning', () => {
  test('keeps the newest builds and the one in use', async () => {
    const place = await placeWith({ 'a.txt': 'Rivers carry ships.' });
    const ids: string[] = [];
    for (let build = 0; build < 5; build += 1)
      ids.push((await place.refresh({ force: true, keptBuilds: 4 })).library.id);
    const [, second, third, fourth, fifth] = ids;
    expect(await place.builds()).toEqual([fifth, fourth, third, second]);
    await rollBack(place.libraryDir, place.model, third);
    expect(await pruneBuilds(place.libraryDir, 1)).toEqual([fourth, second]);
    expect(await place.builds()).toEqual([fifth, third]);
  });
});

/** A sound build of six documents, as the gate is asked about it. */
async function request({
  more,
}: { more?: ReturnType<typeof toyDocument> } = {}): Promise<GateRequest> {
  const documents = [
    ...toyDocuments(more === undefined ? 6 : 5),
    ...(more === undefined ? [] : [more]),
  ];
  const build = await publishToyLibrary(await temporaryFolder(), documents);
  const passageSums = new Map<string, Buffer>();
  for (const document of documents) addPassageSum(passageSums, document);
  const golden = () => Promise.resolve({ asked: 2, missing: [] });
  const { manifest } = build;
  return { build, manifest, previous: manifest, passageSums, golden, yes: false };
}

async function placeWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const documentsDir = path.join(folder, 'documents');
  const libraryDir = path.join(folder, 'library');
  const embedder = toyEmbedder();
  await mkdir(documentsDir);
  const write = async (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more))
      await writeFile(path.join(documentsDir, name), text);
  };
  await write(files);
  return {
    documentsDir,
    libraryDir,
    model: embedder.model,
    write,
    current: async () => (await readFile(path.join(libraryDir, 'current'), 'utf8')).trim(),
    builds: async () => (await buildEntries(libraryDir)).map(({ id }) => id),
    refresh: (more: Partial<RefreshRequest> = {}) =>
      refreshLibrary({
        documentsDir,
        libraryDir,
        maxFileBytes: 2000,
        model: embedder.model,
        embedder: () => Promise.resolve(embedder),
        ...more,
      }),
  };
}
