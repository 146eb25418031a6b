import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import { isMissing } from '../missing.ts';
import { buildFolder, makeCurrent } from './build-folders.ts';
import { type BuildEntry, buildEntries } from './builds.ts';
import { replaceDurably } from './files.ts';
import { readSources } from './folder-changes.ts';
import { RollbackError } from './library-errors.ts';
import { lockBuilds } from './lock.ts';
import { openBuild } from './open-build.ts';
import type { SourceFile } from './sources.ts';

/** That a maintainer went back to an older build. The documents of then don't make the newer one again by themselves. */
export interface Rollback {
  readonly from: string;
  readonly to: string;
  /** What `from` was made of: a change against these is news. */
  readonly sources: readonly SourceFile[];
}

/** The last rollback; it counts while `to` is in use. */
export async function readRollback(libraryDir: string): Promise<Rollback | undefined> {
  try {
    return JSON.parse(await readFile(rollbackFile(libraryDir), 'utf8')) as Rollback;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Puts an older build in use, after all its checksums were compared.
 *
 * @param to names it; unless told, the newest one that is older than the one in use and wasn't refused
 * @throws RollbackError when there is none, or it can't be used; LibraryDamagedError; BuildRunningError
 */
export async function rollBack(
  libraryDir: string,
  model: EmbeddingModel,
  to?: string,
): Promise<Rollback> {
  const lock = await lockBuilds(libraryDir);
  try {
    const entries = await buildEntries(libraryDir);
    const from = entries.find(({ state }) => state === 'in use');
    const target = to === undefined ? olderOf(entries, from) : entries.find(({ id }) => id === to);
    const { id, manifest } = checked(target, { libraryDir, model, to });
    await openBuild(buildFolder(libraryDir, id), manifest);
    const rollback = { from: from?.id ?? '', to: id, sources: await sourcesOf(libraryDir, from) };
    await replaceDurably(rollbackFile(libraryDir), JSON.stringify(rollback));
    await makeCurrent(libraryDir, id);
    return rollback;
  } finally {
    await lock.release();
  }
}

function olderOf(
  entries: readonly BuildEntry[],
  current: BuildEntry | undefined,
): BuildEntry | undefined {
  return entries.find(({ id, state }) => state === 'kept' && id < (current?.id ?? ''));
}

function checked(
  entry: BuildEntry | undefined,
  wanted: {
    readonly libraryDir: string;
    readonly model: EmbeddingModel;
    readonly to: string | undefined;
  },
) {
  const { libraryDir, model, to } = wanted;
  const list = `"npm run library -- list" shows what there is in ${libraryDir}`;
  if (entry === undefined) {
    const none =
      to === undefined ? 'There is no older build to go back to' : `There is no build ${to}`;
    throw new RollbackError(`${none}: ${list}.`);
  }
  const { id, manifest, state, verdict } = entry;
  if (state === 'in use') throw new RollbackError(`The build ${id} is in use already: ${list}.`);
  if (manifest === undefined) throw new RollbackError(`The build ${id} can't be read: ${list}.`);
  if (verdict?.complaints.some(({ check }) => check === 'slices' || check === 'graph') === true) {
    throw new RollbackError(`The build ${id} was refused, since it isn't sound: ${list}.`);
  }
  if (manifest.model.sha256 !== model.sha256) {
    throw new RollbackError(
      `The build ${id} was made with the model ${manifest.model.id}, or other files of it: set EMBEDDING_MODEL to that one, or choose another build; ${list}.`,
    );
  }
  return { id, manifest };
}

async function sourcesOf(
  libraryDir: string,
  build: BuildEntry | undefined,
): Promise<readonly SourceFile[]> {
  if (build === undefined) return [];
  try {
    return await readSources(buildFolder(libraryDir, build.id));
  } catch {
    return []; // damaged: that may be why a maintainer goes back
  }
}

function rollbackFile(libraryDir: string): string {
  return path.join(libraryDir, 'rollback.json');
}
