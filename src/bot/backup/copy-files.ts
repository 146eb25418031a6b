import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file's length and checksum. */
export interface FileSum {
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** Files below a folder, `/`-separated, in a stable order; none where there is no such folder. Links are followed to files only. */
export async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
    const names = files.map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    );
    const kept = await Promise.all(names.map((name) => isFile(path.join(folder, name))));
    return names
      .filter((_, at) => kept[at])
      .map((name) => name.split(path.sep).join('/'))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** A file that is being written changes at most this often before it is given up. */
const TRIES = 5;

/**
 * Copies a file as it stood at one moment, and sees it onto the disk. Where the file system can, the copy shares its
 * blocks with the original until one of them changes.
 *
 * @returns undefined where the file went away
 * @throws Error where it changed during every try
 */
export async function copySteady(from: string, to: string): Promise<FileSum | undefined> {
  await mkdir(path.dirname(to), { recursive: true });
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await stampOf(from);
    if (before === undefined) return undefined;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    if ((await stampOf(from)) === before) return await settle(to);
  }
  throw new Error(`${from} changes all the time.`);
}

/** Tells whether a file changed: size and time of the last change, to the nanosecond. */
async function stampOf(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeNs, ino } = await stat(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function settle(file: string): Promise<FileSum> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return await sumOf(file);
}

/** Reads a file in pieces, however long it is. */
export async function sumOf(file: string): Promise<FileSum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
