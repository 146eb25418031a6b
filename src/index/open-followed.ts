import type { Embedder } from './embedding/embedder.ts';
import type { FollowRequest, FollowedLibrary } from './library/follow-library.ts';
import type { OpenOptions } from './open-for-questions.ts';
import type { IndexSettings } from './settings.ts';

export interface FollowParts extends OpenOptions, Pick<FollowRequest, 'onSwap' | 'onTrouble'> {
  /** A library in a database can't be asked; or can again, where there is no error. */
  readonly onContact: (error: unknown) => void;
}

/** A library that is followed from build to build, and the model that it is asked with. */
export interface OpenFollowed {
  readonly followed: FollowedLibrary;
  readonly embedder: Embedder;
  /** In files of this machine, and up to date; one in a database is built elsewhere. */
  readonly isHere: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Opens the library of the settings and follows it.
 *
 * @throws what openForQuestions and openDatabaseForQuestions throw
 */
export async function openFollowed(
  settings: IndexSettings,
  parts: FollowParts,
): Promise<OpenFollowed> {
  const { databaseUrl } = settings;
  return databaseUrl === undefined
    ? await followFiles(settings, parts)
    : await followDatabase({ ...settings, databaseUrl }, parts);
}

async function followFiles(settings: IndexSettings, parts: FollowParts): Promise<OpenFollowed> {
  const [{ openForQuestions }, { followLibrary }] = await Promise.all([
    import('./open-for-questions.ts'),
    import('./library/follow-library.ts'),
  ]);
  const { refreshed, embedder } = await openForQuestions(settings, parts);
  const { libraryDir } = settings;
  const { onSwap, onTrouble } = parts;
  const followed = followLibrary({
    libraryDir,
    model: embedder.model,
    first: refreshed,
    onSwap,
    onTrouble,
  });
  return {
    followed,
    embedder,
    isHere: true,
    async close() {
      followed.close();
      await embedder.close();
    },
  };
}

async function followDatabase(
  settings: IndexSettings & { readonly databaseUrl: string },
  { onSwap, onContact }: FollowParts,
): Promise<OpenFollowed> {
  const { openDatabaseForQuestions } = await import('./postgres/open-database.ts');
  const { database, embedder } = await openDatabaseForQuestions({ ...settings, onSwap, onContact });
  return {
    followed: database,
    embedder,
    isHere: false,
    async close() {
      await database.end();
      await embedder.close();
    },
  };
}
