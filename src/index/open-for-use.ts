import type { Embedder } from './embedding/embedder.ts';
import { type UseLibrary, using } from './library/library.ts';
import type { OpenOptions } from './open-for-questions.ts';
import type { IndexSettings } from './settings.ts';

/** A library to ask, and the model that it was built with. */
export interface OpenForUse {
  readonly useLibrary: UseLibrary;
  readonly embedder: Embedder;
  readonly close: () => Promise<void>;
}

/**
 * Opens the library of the settings: the one in the database as it is, the one in files once it is up to date.
 *
 * @throws what openDatabaseForQuestions and openForQuestions throw
 */
export async function openForUse(
  settings: Omit<IndexSettings, 'stateDir'>,
  options: OpenOptions & {
    /** A new build was refused, and the one before is opened. */
    readonly onRefused?: () => void;
  },
): Promise<OpenForUse> {
  const { databaseUrl } = settings;
  if (databaseUrl === undefined) {
    const { openForQuestions } = await import('./open-for-questions.ts');
    const { refreshed, embedder } = await openForQuestions(settings, options);
    if (refreshed.kind === 'refused') options.onRefused?.();
    return { useLibrary: using(refreshed.library), embedder, close: () => embedder.close() };
  }
  const { openDatabaseForQuestions } = await import('./postgres/open-database.ts');
  const { database, embedder } = await openDatabaseForQuestions({ ...settings, databaseUrl });
  return {
    useLibrary: database.during,
    embedder,
    async close() {
      await database.end();
      await embedder.close();
    },
  };
}
