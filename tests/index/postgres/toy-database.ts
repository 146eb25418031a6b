import type { Document } from '../../../src/index/documents/document.ts';
import { newBuildId } from '../../../src/index/library/build-folders.ts';
import { changeTables } from '../../../src/index/postgres/change-tables.ts';
import { openPool } from '../../../src/index/postgres/pg.ts';
import { type PassageSums, addPassageSum } from '../../../src/index/library/passage-sums.ts';
import { LIBRARY_SCHEMA, needVectors } from '../../../src/index/postgres/schema.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';
import { toyEmbedder } from '../library/toy-embedder.ts';
import { publishToyLibrary } from '../library/toy-library.ts';

/** Puts documents into an empty database, without a documents folder. */
export async function putIntoDatabase(
  databaseUrl: string,
  documents: readonly Document[],
): Promise<void> {
  const embedder = toyEmbedder();
  const folder = await temporaryFolder();
  const build = await publishToyLibrary(folder, documents, { embedder });
  const pool = openPool(databaseUrl, { connections: 1 });
  const connection = await pool.connect();
  await needVectors(connection, databaseUrl);
  await changeTables(connection, LIBRARY_SCHEMA, {
    id: newBuildId(new Date()),
    request: {
      databaseUrl,
      documentsDir: folder,
      libraryDir: folder,
      maxFileBytes: 1,
      yes: true,
      model: embedder.model,
      embedder: async () => embedder,
    },
    embedder,
    changed: {
      build,
      sources: [],
      embeddings: build.embeddings,
      passageSums: sumsOf(documents),
      forgetEmbeddings: async () => undefined,
    },
    removed: [],
    sources: [],
    isStale: true,
    previous: undefined,
  });
  connection.release();
  await pool.close();
}

function sumsOf(documents: readonly Document[]): PassageSums {
  const sums: PassageSums = new Map();
  for (const document of documents) addPassageSum(sums, document);
  return sums;
}
