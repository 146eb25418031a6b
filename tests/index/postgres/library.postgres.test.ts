import { afterAll, beforeAll, describe, onTestFinished, vi } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import type { UseLibrary } from '../../../src/index/library/library.ts';
import { openDatabase } from '../../../src/index/postgres/open-database.ts';
import {
  type PostgresServer,
  isPostgresHere,
  startPostgres,
} from '../../postgres/postgres-server.ts';
import { describeLibrary } from '../library/library.contract.ts';
import { toyEmbedder } from '../library/toy-embedder.ts';
import { putIntoDatabase } from './toy-database.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(!isPostgresHere)('with pgvector', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  describeLibrary('PostgreSQL', async (documents: readonly Document[]): Promise<UseLibrary> => {
    const databaseUrl = await server.newDatabase();
    await putIntoDatabase(databaseUrl, documents);
    const database = await openDatabase({ databaseUrl, model: toyEmbedder().model });
    onTestFinished(() => database.end());
    return database.during;
  });
});
