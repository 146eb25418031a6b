import type { FolderFile } from '../documents/folder.ts';
import type { FileOutcome } from '../documents/read-folder.ts';
import type { FileChange } from './folder-changes.ts';
import { knownDocuments } from './known-documents.ts';
import type { OpenBuild } from './open-build.ts';
import type { SourceFile } from './sources.ts';

export interface KnownOutcomesRequest {
  readonly build: OpenBuild;
  /** The files that the build was made of. */
  readonly sources: readonly SourceFile[];
  /** `files` against `sources`. */
  readonly changes: readonly FileChange[];
  readonly files: readonly FolderFile[];
}

/**
 * What reading the unchanged files of a folder gave when a build was made of them.
 *
 * @returns a function that finds the outcome of a file, if it still is as it was in `files`
 */
export function knownOutcomes({ build, sources, changes, files }: KnownOutcomesRequest) {
  const same = changes.filter(({ change }) => change === 'unchanged').map(({ id }) => id);
  const listed = new Map(files.map((file) => [file.id, file]));
  const known = new Map(sources.map((source) => [source.id, source]));
  const unchanged = new Set(same);
  const documentOf = knownDocuments(build);
  return (file: FolderFile): FileOutcome | undefined => {
    const source = known.get(file.id);
    if (source === undefined || !unchanged.has(file.id)) return undefined;
    if (!isAsListed(file, listed.get(file.id))) return undefined;
    const { id, sha256 } = source;
    const facts = { id, bytes: file.bytes, modifiedMs: file.modifiedMs, sha256 };
    if (source.skipped !== undefined) return { ...facts, kind: 'skipped', reason: source.skipped };
    const document = documentOf(id);
    if (document === undefined || document.sha256 !== sha256) return undefined;
    return { ...facts, kind: 'read', document };
  };
}

function isAsListed(file: FolderFile, listed: FolderFile | undefined): boolean {
  return file.bytes === listed?.bytes && file.modifiedMs === listed.modifiedMs;
}
