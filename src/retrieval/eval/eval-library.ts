import path from 'node:path';
import { type OpenForUse, openForUse } from '../../index/open-for-use.ts';
import type { IndexSettings } from '../../index/settings.ts';
import { EvalSetError } from './cases.ts';

/** A schema for each set's library: the library in use is left alone. */
const EVAL_SCHEMA = 'excerpt_eval_';

/**
 * Builds the library of a set's documents, where the settings say: in files, or in the database beside the one in use.
 *
 * @throws EvalSetError where there is none to ask, and what building and opening throw
 */
export async function openEvalLibrary(settings: IndexSettings): Promise<OpenForUse> {
  const { databaseUrl, modelsDir, embeddingModel: modelId } = settings;
  // A set may well shrink from one evaluation to the next.
  const yes = true;
  if (databaseUrl === undefined) return await openForUse(settings, { yes, ...SHOWN, onRefused });
  const [{ refreshDatabase }, { openDatabase }, { openEmbedder }] = await Promise.all([
    import('../../index/postgres/refresh-database.ts'),
    import('../../index/postgres/open-database.ts'),
    import('../../index/embedding/worker-embedder.ts'),
  ]);
  const embedder = await openEmbedder({ modelsDir, modelId });
  const parts = {
    ...settings,
    databaseUrl,
    schema: `${EVAL_SCHEMA}${path.basename(settings.libraryDir)}`,
    model: embedder.model,
  };
  const refreshed = await refreshDatabase({ ...parts, yes, embedder: async () => embedder });
  if (refreshed.kind === 'refused') onRefused();
  const database = await openDatabase(parts);
  return {
    useLibrary: database.during,
    embedder,
    async close() {
      await database.end();
      await embedder.close();
    },
  };
}

const SHOWN = { progressOut: process.stderr };

function onRefused(): never {
  throw new EvalSetError('Nothing is reported.');
}
