import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import { isMissing } from '../missing.ts';
import { buildFolder, currentBuild } from './build-folders.ts';
import { LibraryDamagedError } from './library-errors.ts';
import {
  LIBRARY_FORMAT,
  type LibrarySettings,
  MANIFEST_FILE,
  type Manifest,
  readManifest,
} from './manifest.ts';
import { type OpenBuild, openBuild } from './open-build.ts';

/** What a library must be built with to be used. */
export interface ExpectedLibrary {
  readonly model: EmbeddingModel;
  /** Undefined: any. */
  readonly settings: LibrarySettings | undefined;
}

export type OpenedLibrary =
  ({ readonly kind: 'open'; readonly manifest: Manifest } & OpenBuild) | UnusableLibrary;

interface UnusableLibrary {
  /** `stale`: built by another version, with another model or other settings. */
  readonly kind: 'missing' | 'stale';
  /** A sentence that says why. */
  readonly reason: string;
  /** A sentence that says what to do. */
  readonly advice: string;
}

/**
 * Opens the library in use. Every byte is compared with the manifest's checksums before anything interprets it.
 *
 * @throws LibraryDamagedError
 */
export async function openLibrary(
  libraryDir: string,
  expected: ExpectedLibrary,
): Promise<OpenedLibrary> {
  const id = await currentBuild(libraryDir);
  if (id === undefined) return missing(libraryDir);
  const folder = buildFolder(libraryDir, id);
  const found = await findManifest(folder);
  if (found.kind === 'other-format') {
    const reason = `was built for format ${found.format}, this version of the bot reads ${LIBRARY_FORMAT}`;
    return stale(libraryDir, reason);
  }
  const difference = differenceFrom(found.manifest, expected);
  if (difference !== undefined) return stale(libraryDir, difference);
  const build = await openBuild(folder, found.manifest);
  return { kind: 'open', manifest: found.manifest, ...build };
}

const ADVICE = 'Build it with "npm run index".';

function missing(libraryDir: string): UnusableLibrary {
  return { kind: 'missing', reason: `There is no library in ${libraryDir} yet.`, advice: ADVICE };
}

function stale(libraryDir: string, how: string): UnusableLibrary {
  return { kind: 'stale', reason: `The library in ${libraryDir} ${how}.`, advice: ADVICE };
}

async function findManifest(folder: string) {
  const file = path.join(folder, MANIFEST_FILE);
  const read = readManifest(await readManifestFile(file));
  if (read.kind === 'damaged') throw new LibraryDamagedError(file, 'does not match its checksum');
  return read;
}

async function readManifestFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) throw new LibraryDamagedError(file, 'is missing', error);
    throw error;
  }
}

/** @returns a clause that says how the library differs from what is wanted, undefined where it doesn't */
export function differenceFrom(built: Manifest, wanted: ExpectedLibrary): string | undefined {
  if (built.model.id !== wanted.model.id) {
    return `was built with the model ${built.model.id}, the settings say ${wanted.model.id}`;
  }
  if (
    built.model.sha256 !== wanted.model.sha256 ||
    built.model.dimensions !== wanted.model.dimensions
  ) {
    return `was built with other files of the model ${built.model.id} than those that are there now`;
  }
  if (wanted.settings === undefined) return undefined;
  return settingsDifference(built.settings, wanted.settings);
}

function settingsDifference(built: LibrarySettings, wanted: LibrarySettings): string | undefined {
  const names = new Set([...Object.keys(built), ...Object.keys(wanted)]);
  for (const name of names) {
    if (built[name] === wanted[name]) continue;
    if (name === 'reading') return 'was built by a version that reads documents otherwise';
    const { called, unit } = VARIABLES[name] ?? { called: name, unit: 1 };
    const [before, now] = [built[name], wanted[name]].map((value) => inUnits(value, unit));
    return `was built with ${called} ${before}, wanted is ${now}`;
  }
  return undefined;
}

/** What operators choose goes by the name that they know it by. */
const VARIABLES: Readonly<Record<string, { readonly called: string; readonly unit: number }>> = {
  maxFileBytes: { called: 'MAX_FILE_MB', unit: 1024 * 1024 },
  maxSeconds: { called: 'MAX_READ_SECONDS', unit: 1 },
  maxMemoryMb: { called: 'MAX_READ_MEMORY_MB', unit: 1 },
};

function inUnits(value: LibrarySettings[string] | undefined, unit: number): string {
  return typeof value === 'number' ? String(value / unit) : String(value ?? 'unset');
}
