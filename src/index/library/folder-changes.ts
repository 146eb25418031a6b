import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFile } from '../documents/folder.ts';
import { sumFile } from './files.ts';
import { BUILD_FILES } from './manifest.ts';
import type { SourceFile } from './sources.ts';

/** A file of the documents folder against what the library knows of it. */
export interface FileChange {
  /** As `Document.id`. */
  readonly id: string;
  /** `moved`: what a removed file held is here now. */
  readonly change: 'new' | 'changed' | 'unchanged' | 'moved' | 'removed';
  /** Where a moved file was. */
  readonly from?: string;
}

/** The files that a build was made of. */
export async function readSources(buildFolder: string): Promise<readonly SourceFile[]> {
  const json = await readFile(path.join(buildFolder, BUILD_FILES.sources), 'utf8');
  return JSON.parse(json) as readonly SourceFile[];
}

/**
 * Compares a listing of the documents folder with a build's files. Opened, and compared by its checksum, is only a file
 * of another time and the same length as the one that is known by its name, or as one that is gone.
 *
 * @param maxFileBytes larger files aren't opened
 * @returns removed files last
 */
export async function folderChanges(
  files: readonly FolderFile[],
  sources: readonly SourceFile[],
  maxFileBytes: number,
): Promise<FileChange[]> {
  const known = new Map(sources.map((source) => [source.id, source]));
  const changes: FileChange[] = [];
  for (const file of files) {
    const source = known.get(file.id);
    const same = source !== undefined && (await isSame(file, source, maxFileBytes));
    changes.push({ id: file.id, change: changeOf(source, same) });
  }
  const listed = new Map(files.map((file) => [file.id, file]));
  return await withMoves(changes, sources, async (id, bytes) => {
    const file = listed.get(id);
    const mayBe = file !== undefined && file.skipped === undefined && bytes.has(file.bytes);
    return mayBe ? await checksumOf(file) : undefined;
  });
}

/** Compares the files of two builds. */
export async function sourceChanges(
  sources: readonly SourceFile[],
  before: readonly SourceFile[],
): Promise<FileChange[]> {
  const known = new Map(before.map((source) => [source.id, source]));
  const listed = new Map(sources.map((source) => [source.id, source]));
  const changes = sources.map((source): FileChange => {
    const earlier = known.get(source.id);
    const same = earlier?.sha256 === source.sha256 && earlier?.skipped === source.skipped;
    return { id: source.id, change: changeOf(earlier, same) };
  });
  return await withMoves(changes, before, async (id) => listed.get(id)?.sha256);
}

function changeOf(earlier: SourceFile | undefined, same: boolean): FileChange['change'] {
  if (earlier === undefined) return 'new';
  return same ? 'unchanged' : 'changed';
}

/**
 * Adds removed files, and takes a new one with the contents of a removed one for the same.
 *
 * @param sumOf the checksum of a listed file; undefined where it can't be one of the removed ones, by their lengths
 */
async function withMoves(
  changes: readonly FileChange[],
  before: readonly SourceFile[],
  sumOf: (id: string, bytes: ReadonlySet<number>) => Promise<string | undefined>,
): Promise<FileChange[]> {
  const listed = new Set(changes.map(({ id }) => id));
  const gone = new Map(before.filter(({ id }) => !listed.has(id)).map((file) => [file.id, file]));
  const bytes = new Set([...gone.values()].map((file) => file.bytes));
  const bySum = new Map<string | undefined, SourceFile[]>();
  for (const file of gone.values())
    bySum.set(file.sha256, [...(bySum.get(file.sha256) ?? []), file]);
  const all: FileChange[] = [];
  for (const one of changes) {
    const sum = one.change === 'new' && gone.size > 0 ? await sumOf(one.id, bytes) : undefined;
    const from = sum === undefined ? undefined : bySum.get(sum)?.shift();
    if (from !== undefined) gone.delete(from.id);
    all.push(from === undefined ? one : { id: one.id, change: 'moved', from: from.id });
  }
  return [...all, ...[...gone.keys()].map((id): FileChange => ({ id, change: 'removed' }))];
}

async function isSame(
  file: FolderFile,
  source: SourceFile,
  maxFileBytes: number,
): Promise<boolean> {
  if (file.skipped !== undefined) return file.skipped === source.skipped;
  if (file.bytes !== source.bytes) return false;
  // It couldn't be opened, or not with that ending, or was too large: is it still so?
  if (source.sha256 === undefined) return file.bytes > maxFileBytes || !(await mayRead(file));
  if (file.modifiedMs === source.modifiedMs) return true;
  return (await checksumOf(file)) === source.sha256;
}

async function mayRead(file: FolderFile): Promise<boolean> {
  try {
    await access(file.path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

async function checksumOf(file: FolderFile): Promise<string | undefined> {
  try {
    return (await sumFile(file.path)).sha256;
  } catch {
    return undefined; // reading it for the build says why
  }
}
