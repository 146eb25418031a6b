import { buildFolder } from './build-folders.ts';
import { readSources } from './folder-changes.ts';
import { LibraryDamagedError } from './library-errors.ts';
import type { Manifest } from './manifest.ts';
import type { OpenBuild } from './open-build.ts';
import { type ExpectedLibrary, openLibrary } from './open-library.ts';
import { readRollback } from './roll-back.ts';
import type { SourceFile } from './sources.ts';

/** A verified build with its manifest. */
export interface UsableBuild extends OpenBuild {
  readonly manifest: Manifest;
}

/** The library in use, as far as it can be used. */
export interface LibraryState {
  /** With the right model: its vectors can be used again even where it is stale. */
  readonly build: UsableBuild | undefined;
  /** Why it must be built anew; undefined where it needn't. */
  readonly because: string | undefined;
  /** The files that it was made of. */
  readonly sources: readonly SourceFile[];
  /** The files that tell whether something changed: of the build that was rolled back from, where one was. */
  readonly known: readonly SourceFile[];
  /** The build that a maintainer went back from to this one. */
  readonly rolledBackFrom: string | undefined;
}

/** Opens the library in use, or says why it can't be used. */
export async function libraryState(
  libraryDir: string,
  expected: ExpectedLibrary,
): Promise<LibraryState> {
  try {
    const opened = await openLibrary(libraryDir, expected);
    const because = opened.kind === 'open' ? undefined : opened.reason;
    const build =
      opened.kind === 'stale'
        ? await openLibrary(libraryDir, { ...expected, settings: undefined })
        : opened;
    if (build.kind !== 'open') return { ...NOTHING, because };
    const { id } = build.library;
    const sources = await readSources(buildFolder(libraryDir, id));
    const rollback = await readRollback(libraryDir);
    if (rollback?.to !== id) return { ...NOTHING, build, because, sources, known: sources };
    return { build, because, sources, known: rollback.sources, rolledBackFrom: rollback.from };
  } catch (error) {
    if (!(error instanceof LibraryDamagedError)) throw error;
    return { ...NOTHING, because: error.reason };
  }
}

const NOTHING = { build: undefined, sources: [], known: [], rolledBackFrom: undefined };
