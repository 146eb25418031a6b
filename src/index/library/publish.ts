import { mkdir, rename, rm } from 'node:fs/promises';
import {
  buildFolder,
  buildsFolder,
  makeCurrent,
  pruneBuilds,
  unfinishedFolder,
} from './build-folders.ts';
import type { BuiltLibrary } from './build-library.ts';
import { syncFolder } from './files.ts';
import { type OpenBuild, openBuild } from './open-build.ts';

/** Builds that stay: the one in use, and two to go back to. */
const KEPT_BUILDS = 3;

/**
 * Writes a build beside the others, opens it with all its checksums compared, and only then puts it in use, in one step.
 * Ended at any moment, the previous library is in use or the new one. Call it as the only builder.
 *
 * @param write fills the folder that it is given
 */
export async function publishBuild<Built extends BuiltLibrary>(
  libraryDir: string,
  id: string,
  write: (folder: string) => Promise<Built>,
): Promise<Built & OpenBuild> {
  const unfinished = unfinishedFolder(libraryDir, id);
  await mkdir(unfinished, { recursive: true });
  try {
    const built = await write(unfinished);
    const opened = await openBuild(unfinished, built.manifest);
    await rename(unfinished, buildFolder(libraryDir, id));
    await syncFolder(buildsFolder(libraryDir));
    await makeCurrent(libraryDir, id);
    await pruneBuilds(libraryDir, KEPT_BUILDS);
    return { ...built, ...opened };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
