import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFile } from '../documents/folder.ts';
import { sumFile } from './files.ts';
import { BUILD_FILES } from './manifest.ts';
import type { SourceFile } from './sources.ts';

/** A file of the documents folder against what the library knows of it. */
export interface FileChange {
  /** As `Document.id`. */
  readonly id: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
}

/** The files that a build was made of. */
export async function readSources(buildFolder: string): Promise<readonly SourceFile[]> {
  const json = await readFile(path.join(buildFolder, BUILD_FILES.sources), 'utf8');
  return JSON.parse(json) as readonly SourceFile[];
}

/**
 * Compares a listing of the documents folder with a build's files. Only a file of the same length and another time is
 * opened, and compared by its checksum.
 */
export async function folderChanges(
  files: readonly FolderFile[],
  sources: readonly SourceFile[],
): Promise<FileChange[]> {
  const known = new Map(sources.map((source) => [source.id, source]));
  const changes: FileChange[] = [];
  for (const file of files) {
    const source = known.get(file.id);
    known.delete(file.id);
    const same = source !== undefined && (await isSame(file, source));
    changes.push({
      id: file.id,
      change: source === undefined ? 'new' : same ? 'unchanged' : 'changed',
    });
  }
  const removed = [...known.keys()].map((id): FileChange => ({ id, change: 'removed' }));
  return [...changes, ...removed];
}

async function isSame(file: FolderFile, source: SourceFile): Promise<boolean> {
  if (file.skipped !== undefined) return file.skipped === source.skipped;
  if (file.bytes !== source.bytes) return false;
  if (file.modifiedMs === source.modifiedMs) return true;
  return source.sha256 !== undefined && (await checksumOf(file)) === source.sha256;
}

async function checksumOf(file: FolderFile): Promise<string | undefined> {
  try {
    return (await sumFile(file.path)).sha256;
  } catch {
    return undefined; // reading it for the build says why
  }
}
