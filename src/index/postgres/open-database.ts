import type { Embedder, EmbeddingModel } from '../embedding/embedder.ts';
import type { FollowRequest, FollowedLibrary } from '../library/follow-library.ts';
import { differenceFrom } from '../library/open-library.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { DatabaseError, databaseName } from './database-errors.ts';
import { type Pool, openPool } from './pg.ts';
import { LIBRARY_SCHEMA, tablesThere } from './schema.ts';
import { useDatabase } from './use-database.ts';

export interface OpenDatabaseParts extends Partial<Pick<FollowRequest, 'onSwap'>> {
  readonly databaseUrl: string;
  /** {@link LIBRARY_SCHEMA} unless told. */
  readonly schema?: string | undefined;
  /** Questions are embedded with it. */
  readonly model: EmbeddingModel;
  /** The database can't be asked, or can again. Questions fail meanwhile. */
  readonly onContact?: (error: unknown) => void;
}

/** A library in the database, followed from build to build. */
export interface OpenDatabase extends FollowedLibrary {
  /** Lets all connections go. */
  end(): Promise<void>;
}

/** Questions that the database works on at a time; more wait. PostgreSQL admits 100 connections unless told. */
const CONNECTIONS = 8;

const LOOK_EVERY_MS = 1000;

/**
 * Opens the library that is in the database.
 *
 * @throws DatabaseError where it can't be used
 */
export async function openDatabase(parts: OpenDatabaseParts): Promise<OpenDatabase> {
  const { databaseUrl, schema = LIBRARY_SCHEMA, model, onSwap, onContact } = parts;
  const pool = openPool(databaseUrl, { connections: CONNECTIONS });
  try {
    const catalogue = await catalogueThere(pool, schema, model);
    const used = useDatabase({ pool, schema, catalogue, model, ...(onSwap && { onSwap }) });
    const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
    const look = lookingOut(used.look, onContact);
    return {
      ...used,
      look,
      close: () => clearInterval(timer),
      async end() {
        clearInterval(timer);
        await pool.close();
      },
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

async function catalogueThere(
  pool: Pool,
  schema: string,
  model: EmbeddingModel,
): Promise<Catalogue> {
  const name = databaseName(pool.url);
  const connection = await pool.connect();
  try {
    const there = await tablesThere(connection, schema);
    if (there === 'none') throw new DatabaseError(`There is no library in ${name} yet. ${ADVICE}`);
    if (there === 'other') {
      throw new DatabaseError(
        `The library in ${name} was built by another version of this program. ${ADVICE}`,
      );
    }
    const catalogue = await readCatalogue(connection, schema);
    const difference = differenceFrom(catalogue.manifest, { model, settings: undefined });
    if (difference === undefined) return catalogue;
    throw new DatabaseError(`The library in ${name} ${difference}. ${ADVICE}`);
  } finally {
    connection.release();
  }
}

const ADVICE = 'Build it with "npm run index" where the documents are, with the same LIBRARY_URL.';

/** Looks, one at a time; trouble is told when it begins and when it ends (with undefined). */
function lookingOut(
  look: () => Promise<void>,
  onContact: OpenDatabaseParts['onContact'] = () => undefined,
): () => Promise<void> {
  let looking: Promise<void> | undefined;
  let isLost = false;
  const lookOnce = async (): Promise<void> => {
    try {
      await look();
      if (isLost) onContact(undefined);
      isLost = false;
    } catch (error) {
      if (!isLost) onContact(error);
      isLost = true;
    } finally {
      looking = undefined;
    }
  };
  return () => (looking ??= lookOnce());
}

/** Whatever opens an embedder needs, beside the library. */
export interface WithEmbedder {
  readonly database: OpenDatabase;
  readonly embedder: Embedder;
}

/** Opens the library and the model beside each other. */
export async function openDatabaseForQuestions(
  parts: Omit<OpenDatabaseParts, 'model'> & {
    readonly modelsDir: string;
    readonly embeddingModel: string;
  },
): Promise<WithEmbedder> {
  const [{ embeddingModel, openModelFolder }, { openEmbedder }] = await Promise.all([
    import('../embedding/model-files.ts'),
    import('../embedding/worker-embedder.ts'),
  ]);
  const { modelsDir, embeddingModel: modelId } = parts;
  const model = embeddingModel(await openModelFolder(modelsDir, modelId));
  const database = await openDatabase({ ...parts, model });
  try {
    return { database, embedder: await openEmbedder({ modelsDir, modelId }) };
  } catch (error) {
    await database.end();
    throw error;
  }
}
