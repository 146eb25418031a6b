import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BuildRunningError } from '../../../src/index/library/library-errors.ts';
import { type UseLibrary, using } from '../../../src/index/library/library.ts';
import { refreshLibrary } from '../../../src/index/library/refresh-library.ts';
import { DatabaseError } from '../../../src/index/postgres/database-errors.ts';
import { openDatabase } from '../../../src/index/postgres/open-database.ts';
import type { DatabaseRequest } from '../../../src/index/postgres/database-state.ts';
import { previewDatabase, refreshDatabase } from '../../../src/index/postgres/refresh-database.ts';
import { createAsk } from '../../../src/retrieval/ask.ts';
import { SHIPPED_CALIBRATION } from '../../../src/retrieval/calibration/shipped.ts';
import {
  type PostgresServer,
  isPostgresHere,
  startPostgres,
} from '../../postgres/postgres-server.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';
import { toyEmbedder } from '../library/toy-embedder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TEXTS = {
  'a.txt': 'The harbour is deep. Ships of all sizes land there. All rights reserved.',
  'b.md': '# Market\n\nWhen does the market open?\n\nIt opens at six. The mayor opens it himself.',
  'c.txt': 'Rivers carry grain. Grain is dear in spring. All rights reserved.',
};

describe.skipIf(!isPostgresHere)('a library that is built into PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const placeWith = async (texts: Readonly<Record<string, string>>) => {
    const root = await temporaryFolder();
    const documentsDir = path.join(root, 'documents');
    const databaseUrl = await server.newDatabase();
    const write = async (files: Readonly<Record<string, string>>) => {
      await mkdir(documentsDir, { recursive: true });
      for (const [id, text] of Object.entries(files)) {
        await writeFile(path.join(documentsDir, id), text);
      }
    };
    await write(texts);
    const embedder = toyEmbedder();
    const request = {
      databaseUrl,
      documentsDir,
      maxFileBytes: 100_000,
      model: embedder.model,
      libraryDir: path.join(root, 'library'),
      embedder: async () => embedder,
    };
    return {
      documentsDir,
      databaseUrl,
      embedder,
      write,
      request,
      refresh: (more: Partial<DatabaseRequest> = {}) => refreshDatabase({ ...request, ...more }),
      inFiles: () => refreshLibrary({ ...request, libraryDir: path.join(root, 'files') }),
      async open() {
        const database = await openDatabase({ databaseUrl, model: embedder.model });
        onTestFinished(() => database.end());
        return database;
      },
    };
  };

  test('is there after the first build, and left alone when nothing changed', async () => {
    const place = await placeWith(TEXTS);
    const first = await place.refresh();
    expect(first.kind).toBe('built');
    expect(first.because).toMatch(/no library in the database .* yet/);
    expect(first.manifest.counts).toMatchObject({ documents: 3, passages: 3 });
    const { kind } = await place.refresh({ embedder: () => Promise.reject(new Error('asked')) });
    expect(kind).toBe('unchanged');
  });

  test('reads and embeds only what changed, moved or came', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    await place.write({ 'a.txt': 'The harbour is shallow. Ships land there.', 'd.txt': 'Hills.' });
    await rename(
      path.join(place.documentsDir, 'c.txt'),
      path.join(place.documentsDir, 'rivers.txt'),
    );
    const preview = await previewDatabase(place.request);
    const changes = {
      'a.txt': 'changed',
      'b.md': 'unchanged',
      'd.txt': 'new',
      'rivers.txt': 'moved',
    };
    const listed = (files: readonly { readonly id: string; readonly change: string }[]) =>
      Object.fromEntries(files.map(({ id, change }) => [id, change]));
    expect(listed(preview.files)).toMatchObject(changes);
    const before = place.embedder.seen.length;
    const refreshed = await place.refresh({ yes: true });
    expect(listed(refreshed.files)).toMatchObject(changes);
    const seen = place.embedder.seen.slice(before).flatMap(({ sentences }) => sentences);
    expect(seen.join(' ')).toContain('shallow');
    expect(seen.join(' ')).not.toContain('market');
  });

  test('answers as the library in files does, whatever was changed before', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    await place.write({
      'a.txt': 'The harbour is deep. All rights reserved.',
      'copy.txt': 'Rivers carry grain. Grain is dear in spring. All rights reserved.',
    });
    await place.refresh({ yes: true });
    await rm(path.join(place.documentsDir, 'c.txt'));
    await place.refresh({ yes: true });
    const inDatabase = (await place.open()).during;
    const inFiles = using((await place.inFiles()).library);
    for (const question of QUESTIONS) {
      const [here, there] = [await answer(inDatabase, question), await answer(inFiles, question)];
      expect(here.excerpts).toEqual(there.excerpts);
      expect({ ...here, excerpts: 0 }).toEqual({ ...there, excerpts: 0 });
    }
  });

  test('is not put in use where the gate refuses it, and readers see nothing of it', async () => {
    const place = await placeWith(TEXTS);
    const { library } = await place.refresh();
    const database = await place.open();
    await rm(path.join(place.documentsDir, 'b.md'));
    const refused = await place.refresh();
    expect(refused).toMatchObject({ kind: 'refused', library: { id: library.id } });
    expect(refused.complaints.map(({ check }) => check)).toContain('counts');
    const golden = async () => ({ asked: 1, missing: ['The market.'] });
    expect((await place.refresh({ yes: true, golden })).kind).toBe('refused');
    await database.look();
    expect(database.library().id).toBe(library.id);
    expect((await place.refresh({ yes: true })).kind).toBe('built');
    await database.look();
    expect(database.library().documents).toHaveLength(2);
  });

  test('stays where the folder is suddenly empty, unless that is meant', async () => {
    const place = await placeWith(TEXTS);
    const { library } = await place.refresh();
    await rm(place.documentsDir, { recursive: true });
    const { kind, complaints } = await place.refresh();
    expect({ kind, checks: complaints.map(({ check }) => check) }).toEqual({
      kind: 'refused',
      checks: ['emptied'],
    });
    const emptied = await place.refresh({ allowEmpty: true });
    expect(emptied).toMatchObject({ kind: 'built', library: { documents: [] } });
    expect(emptied.library.id).not.toBe(library.id);
  });

  test('leaves nothing where a build is ended in the middle, and goes on after it', async () => {
    const place = await placeWith(TEXTS);
    const { library } = await place.refresh();
    await place.write({ 'd.txt': 'Hills stand still.' });
    const golden = async () => {
      await server.query(place.databaseUrl, END_BUILDERS);
      return { asked: 0, missing: [] };
    };
    await expect(place.refresh({ golden })).rejects.toThrow(DatabaseError);
    const database = await place.open();
    expect(database.library().id).toBe(library.id);
    expect(database.library().documents).toHaveLength(3);
    const embedded = place.embedder.seen.length;
    expect((await place.refresh()).kind).toBe('built');
    expect(place.embedder.seen).toHaveLength(embedded); // what was embedded was kept
  });

  test('is built by one at a time, and readers answer from the one before meanwhile', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    const database = await place.open();
    await place.write({ 'a.txt': 'The harbour is shallow. Ships of all sizes land there.' });
    const golden = async (library: Parameters<typeof using>[0]) => {
      await expect(place.refresh()).rejects.toThrow(BuildRunningError);
      expect((await answer(database.during, 'Is the harbour deep?')).best).toMatch(/deep/);
      expect((await answer(using(library), 'Is the harbour deep?')).best).toMatch(/shallow/);
      return { asked: 1, missing: [] };
    };
    expect((await place.refresh({ golden })).kind).toBe('built');
    expect((await answer(database.during, 'Is the harbour deep?')).best).toMatch(/shallow/);
  });

  test('is one and the same to a question, whatever is built meanwhile', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    const { during } = await place.open();
    await during(async (library) => {
      const before = await library.findWords({ terms: ['harbour'], limit: 5 });
      await place.write({ 'a.txt': 'Nothing of the kind. All rights reserved.' });
      await place.refresh({ yes: true });
      expect(await library.findWords({ terms: ['harbour'], limit: 5 })).toEqual(before);
      await library.fetch({ passages: before.map(({ passage }) => passage) });
    });
    await during(async (library) => {
      expect(await library.findWords({ terms: ['harbour'], limit: 5 })).toEqual([]);
    });
  });

  test('is built anew where another version or model built it, while readers go on', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    await server.query(place.databaseUrl, 'UPDATE excerpt_library.library SET format = 0');
    await expect(place.open()).rejects.toThrow(/another version.*npm run index/);
    expect((await place.refresh()).because).toMatch(/another version/);
    const other = toyEmbedder({ id: 'other', dimensions: 32 });
    const { because, kind } = await place.refresh({
      model: other.model,
      embedder: async () => other,
    });
    expect({ kind, because }).toMatchObject({ kind: 'built', because: /with the model toy/ });
    await expect(place.open()).rejects.toThrow(/built with the model other/);
  });

  test('says what is wrong with a database, and never the password', async () => {
    const place = await placeWith(TEXTS);
    await expect(place.open()).rejects.toThrow(/no library in .* yet.*npm run index/);
    await server.query(place.databaseUrl, "CREATE ROLE reader LOGIN PASSWORD 'hush-hush'");
    const reader = place.databaseUrl.replace('postgres@', 'reader:hush-hush@');
    const nowhere = 'postgres://reader:hush-hush@127.0.0.1:1/library';
    const missing = reader.replace(/library_\d+/, 'nothing_here');
    for (const [url, says] of [
      [nowhere, /127.0.0.1:1\/library can't be used: nothing listens there/],
      [missing, /no such database/],
      [reader, /may not enable it.*CREATE EXTENSION vector/],
    ] as const) {
      const error = await place.refresh({ databaseUrl: url }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(String(error)).toMatch(says);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hush');
      expect(String((error as Error).cause)).not.toContain('hush');
    }
  });

  test('is asked again when the connection was lost', async () => {
    const place = await placeWith(TEXTS);
    await place.refresh();
    const { during } = await place.open();
    const lost = during(async (library) => {
      await library.passagesWith(['harbour']);
      await server.query(place.databaseUrl, END_OTHERS);
      await library.passagesWith(['market']);
    });
    await expect(lost).rejects.toThrow(DatabaseError);
    expect((await answer(during, 'Is the harbour deep?')).best).toMatch(/deep/);
  });
});

const END_OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const END_BUILDERS = END_OTHERS;

const QUESTIONS = [
  'Is the harbour deep?',
  'When does the market open?',
  'What do rivers carry?',
  'Who opens the markte?',
  'What is "dear in spring"?',
  'Are all rights reserved?',
];

/** As people are answered, without times. */
async function answer(useLibrary: UseLibrary, question: string) {
  const calibration = SHIPPED_CALIBRATION;
  const embedder = {
    ...toyEmbedder(),
    countTokens: async (all: readonly string[]) => all.map(() => 2),
  };
  const ask = createAsk({ useLibrary, embedder, calibration });
  const { ms: _, ...rest } = await ask(question);
  return { ...rest, best: rest.excerpts[0]?.text };
}
