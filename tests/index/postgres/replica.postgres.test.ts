import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../src/index/postgres/open-database.ts';
import { refreshDatabase } from '../../../src/index/postgres/refresh-database.ts';
import {
  type PostgresServer,
  isPostgresHere,
  startPostgres,
} from '../../postgres/postgres-server.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';
import { toyEmbedder } from '../library/toy-embedder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(!isPostgresHere)('a library in a replica', () => {
  let primary: PostgresServer;
  let replica: PostgresServer;
  let databaseUrl: string;
  let replicaUrl: string;
  beforeAll(async () => {
    primary = await startPostgres();
    databaseUrl = await primary.newDatabase();
    replica = await startPostgres(primary);
    replicaUrl = replica.url(path.basename(new URL(databaseUrl).pathname));
  });
  afterAll(async () => {
    await replica.stop();
    await primary.stop();
  });

  test('answers again what it had to end because it was in the way of a build', async () => {
    const documentsDir = path.join(await temporaryFolder(), 'documents');
    await mkdir(documentsDir);
    await writeFile(path.join(documentsDir, 'a.txt'), 'The harbour is deep. Ships land there.');
    const embedder = toyEmbedder();
    const { model } = embedder;
    const build = () =>
      refreshDatabase({
        databaseUrl,
        documentsDir,
        maxFileBytes: 100_000,
        model,
        libraryDir: path.join(documentsDir, 'library'),
        embedder: async () => embedder,
        force: true,
      });
    await build();
    await replica.query(replicaUrl, 'ALTER SYSTEM SET max_standby_streaming_delay = 0');
    await replica.query(replicaUrl, 'SELECT pg_reload_conf()');
    const database = await vi.waitFor(
      () => openDatabase({ databaseUrl: replicaUrl, model }),
      10_000,
    );
    onTestFinished(() => database.end());
    const buildAnew = async (before: string) => {
      await build();
      const inUse = () => replica.query(replicaUrl, 'SELECT build FROM excerpt_library.library');
      await expect.poll(inUse, { timeout: 10_000 }).not.toEqual([{ build: before }]);
    };
    const builds: string[] = [];
    const found = await database.during(async (library) => {
      builds.push(library.id);
      await library.passagesWith(['harbour']);
      if (builds.length === 1) {
        await buildAnew(library.id);
      }
      return await library.passagesWith(['deep']);
    });
    expect(builds.length).toBeGreaterThan(1);
    expect(found).toEqual(new Map([['deep', 1]]));
    expect(database.library().id).toBe(builds.at(-1));
  });
});
