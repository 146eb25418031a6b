import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BackupError } from './backup-errors.ts';
import { BACKUP_FORMAT, type BackupManifest, MANIFEST_FILE, type Part } from './backup-manifest.ts';
import { copySteady, type FileSum, filesBelow } from './copy-files.ts';
import { copyState } from './copy-state.ts';

/** What is copied, and where it stands. */
export interface Originals {
  readonly documentsDir: string;
  readonly libraryDir: string;
  readonly stateDir: string;
  readonly goldenFile: string;
  /** The build in use; undefined for none. */
  readonly currentBuild: () => Promise<string | undefined>;
}

/** Between two looks at which build is in use another one may be published; then documents and library are copied again. */
const TRIES = 5;

/**
 * Copies everything that the bot can't make again, and the library, into a new folder. Its name is there only once all
 * of it is on the disk.
 *
 * @throws BackupError where the folder is taken, lies among what is copied, or can't be written, and where something changes
 *   all the time
 */
export async function makeBackup(
  originals: Originals,
  to: string,
  { hasLibrary }: { readonly hasLibrary: boolean },
): Promise<BackupManifest> {
  requireOutside(originals, to);
  await requireFree(to);
  const unfinished = `${to}.unfinished`;
  try {
    await clear(unfinished);
    const { build, files } = await copySources(originals, unfinished, hasLibrary);
    const state = await copyState(originals.stateDir, path.join(unfinished, 'state'));
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      madeAt: new Date().toISOString(),
      library: build ?? null,
      files: { ...files, ...listed('state', state) },
    };
    const line = `${JSON.stringify(manifest, undefined, 1)}\n`;
    await writeFile(path.join(unfinished, MANIFEST_FILE), line, { flush: true });
    await rename(unfinished, to);
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw inWords(error);
  }
}

/** A backup among the documents would be read as documents, and copied with the next one. */
function requireOutside({ documentsDir, libraryDir, stateDir }: Originals, to: string): void {
  const around = [documentsDir, libraryDir, stateDir].find((folder) => {
    const below = path.relative(folder, to);
    return below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below);
  });
  if (around === undefined) return;
  throw new BackupError(`${to} lies in ${around}, which is copied. Name a folder outside.`);
}

async function requireFree(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => undefined);
  if (stats === undefined) return;
  if (stats.isDirectory() && (await readdir(folder)).length === 0) return;
  const what = stats.isDirectory() ? 'is not empty' : 'is no folder';
  throw new BackupError(`${folder} ${what}. Name a folder that isn't there yet.`);
}

/** What the file system says is the operator's to mend. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new BackupError(
    `Nothing is backed up: ${error.message}. Mend that, or name another folder.`,
    { cause: error },
  );
}

interface Sources {
  readonly build: string | undefined;
  readonly files: Record<string, FileSum>;
}

/** Documents, golden questions and the library that is in use with them. */
async function copySources(
  originals: Originals,
  to: string,
  hasLibrary: boolean,
): Promise<Sources> {
  const { documentsDir, goldenFile, currentBuild } = originals;
  for (let tries = 0; tries < TRIES; tries += 1) {
    await clear(to);
    const build = await currentBuild();
    const golden = await copySteady(goldenFile, path.join(to, 'golden.jsonl'));
    const documents = await copyFolder(documentsDir, path.join(to, 'documents'));
    const library =
      hasLibrary && build !== undefined ? await copyLibrary(originals, build, to) : new Map();
    if ((await currentBuild()) !== build) continue;
    return {
      build: hasLibrary ? build : undefined,
      files: {
        ...(golden && { 'golden.jsonl': golden }),
        ...listed('documents', documents),
        ...listed('library', library),
      },
    };
  }
  throw new BackupError('New builds come faster than they can be copied. Try again later.');
}

async function clear(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** The build in use alone, and the line that names it: earlier ones are there to go back to, not to keep. */
async function copyLibrary(
  { libraryDir }: Originals,
  build: string,
  to: string,
): Promise<Map<string, FileSum>> {
  const below = `builds/${build}`;
  const copied = await copyFolder(path.join(libraryDir, below), path.join(to, 'library', below));
  const current = await copySteady(
    path.join(libraryDir, 'current'),
    path.join(to, 'library', 'current'),
  );
  const files = new Map([...copied].map(([name, sum]) => [`${below}/${name}`, sum]));
  return current ? files.set('current', current) : files;
}

async function copyFolder(from: string, to: string): Promise<Map<string, FileSum>> {
  const copied = new Map<string, FileSum>();
  for (const name of await filesBelow(from)) {
    const sum = await copySteady(path.join(from, name), path.join(to, name));
    if (sum) copied.set(name, sum);
  }
  return copied;
}

function listed(part: Part, files: ReadonlyMap<string, FileSum>): Record<string, FileSum> {
  return Object.fromEntries([...files].map(([name, sum]) => [`${part}/${name}`, sum]));
}
