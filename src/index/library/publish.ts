import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildFolder, buildsFolder, makeCurrent, unfinishedFolder } from './build-folders.ts';
import type { BuiltLibrary } from './build-library.ts';
import { pruneBuilds } from './builds.ts';
import { syncFolder, writeDurably } from './files.ts';
import { VERDICT_FILE, type Verdict } from './gate.ts';
import { type OpenBuild, openBuild } from './open-build.ts';

export interface Publication<Built extends BuiltLibrary> {
  /** Fills the folder that it is given. */
  readonly write: (folder: string) => Promise<Built>;
  /** Whether the build may be put in use. */
  readonly judge: (build: OpenBuild, built: Built) => Promise<Verdict>;
  /** Published builds that stay, the new one among them. */
  readonly keptBuilds: number;
}

export type Published<Built extends BuiltLibrary> = Built &
  OpenBuild & { readonly verdict: Verdict };

/**
 * Writes a build beside the others, opens it with all its checksums compared, has it judged, and only then puts it in
 * use, in one step. Ended at any moment, the previous library is in use or the new one. A build that is refused stays
 * beside. Call it as the only builder.
 */
export async function publishBuild<Built extends BuiltLibrary>(
  libraryDir: string,
  id: string,
  { write, judge, keptBuilds }: Publication<Built>,
): Promise<Published<Built>> {
  const unfinished = unfinishedFolder(libraryDir, id);
  await mkdir(unfinished, { recursive: true });
  try {
    const built = await write(unfinished);
    const opened = await openBuild(unfinished, built.manifest);
    const verdict = await judge(opened, built);
    await writeDurably(path.join(unfinished, VERDICT_FILE), JSON.stringify(verdict));
    await syncFolder(unfinished);
    await rename(unfinished, buildFolder(libraryDir, id));
    await syncFolder(buildsFolder(libraryDir));
    if (verdict.outcome !== 'refused') await makeCurrent(libraryDir, id);
    await pruneBuilds(libraryDir, keptBuilds);
    return { ...built, ...opened, verdict };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
