import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DocumentsFolderError } from './folder-errors.ts';
import { READABLE_ENDINGS, readerOf } from './readers.ts';

/** A file below the documents folder. */
export interface FolderFile {
  /** Path below the documents folder, `/`-separated, NFC: see `Document.id`. */
  readonly id: string;
  /** Where it is, absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Time of its last change, milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** Why it can't be a document, told without opening it; undefined when it may be one. */
  readonly skipped: string | undefined;
}

/**
 * The files of a documents folder and its subfolders, sorted by id. Hidden ones (a dot first) and the notes that
 * systems leave (`Thumbs.db`, `~$…`) are no documents and are not listed.
 *
 * Links to files inside the folder are followed; links to folders and out of the folder are listed as skipped, so
 * nothing outside is ever quoted and no loop is walked.
 *
 * @throws DocumentsFolderError when there is no such folder, or it can't be read
 */
export async function listFolder(folder: string): Promise<readonly FolderFile[]> {
  const root = await rootOf(folder);
  const files: FolderFile[] = [];
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of await entriesOf(root, below, files)) {
      const relative = path.join(below, entry.name);
      if (isHidden(entry.name)) continue;
      if (entry.isDirectory()) waiting.push(relative);
      else files.push(await fileOf(root, relative));
    }
  }
  return withoutTwins(files.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)));
}

async function rootOf(folder: string): Promise<string> {
  const what = `put documents (${READABLE_ENDINGS.join(', ')}) there, or set DOCUMENTS_DIR to the folder that holds them.`;
  try {
    const root = await realpath(folder);
    await readdir(root);
    return root;
  } catch (cause) {
    const reason = {
      ENOENT: `There is no documents folder ${folder}: make it and`,
      ENOTDIR: `The documents folder ${folder} is a file: remove it, make a folder and`,
    }[codeOf(cause)];
    const unreadable = `The documents folder ${folder} can't be read (${codeOf(cause)}): mend its permissions and`;
    throw new DocumentsFolderError(`${reason ?? unreadable} ${what}`, { cause });
  }
}

/** A subfolder that can't be read is one skipped entry, not the end of the walk. */
async function entriesOf(
  root: string,
  below: string,
  files: FolderFile[],
): Promise<readonly Dirent[]> {
  try {
    return await readdir(path.join(root, below), { withFileTypes: true });
  } catch (cause) {
    files.push(skippedFile(root, below, `is a folder that ${reasonOf(cause)}`));
    return [];
  }
}

function isHidden(name: string): boolean {
  return (
    name.startsWith('.') || name.startsWith('~$') || /^(?:thumbs\.db|desktop\.ini)$/iu.test(name)
  );
}

async function fileOf(root: string, relative: string): Promise<FolderFile> {
  const misnamed = nameProblem(relative);
  if (misnamed !== undefined) return skippedFile(root, relative, misnamed);
  const place = path.join(root, relative);
  try {
    const stats = await stat(place);
    const skipped =
      (await linkProblem(root, place, stats)) ??
      (stats.isFile() ? formatProblem(relative) : 'is no ordinary file');
    return {
      ...skippedFile(root, relative, ''),
      bytes: stats.size,
      modifiedMs: stats.mtimeMs,
      skipped,
    };
  } catch (cause) {
    return skippedFile(root, relative, reasonOf(cause));
  }
}

function skippedFile(root: string, relative: string, skipped: string): FolderFile {
  const id = relative.split(path.sep).join('/').normalize('NFC');
  return { id, path: path.join(root, relative), bytes: 0, modifiedMs: 0, skipped };
}

/** A name is shown in terminals and chats. U+FFFD stands for bytes that are no UTF-8: such a file can't be opened by name. */
function nameProblem(relative: string): string | undefined {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(relative))
    return 'has control characters in its name; rename it';
  if (relative.includes('\ufffd')) return 'has a name that is no valid UTF-8; rename it';
  return undefined;
}

async function linkProblem(root: string, place: string, stats: Stats): Promise<string | undefined> {
  if (!(await lstat(place)).isSymbolicLink()) return undefined;
  const target = await realpath(place);
  const isInside = target === root || target.startsWith(root + path.sep);
  if (!isInside) return 'is a link that leads out of the documents folder';
  return stats.isDirectory() ? 'is a link to a folder; such links are not followed' : undefined;
}

function formatProblem(relative: string): string | undefined {
  if (readerOf(relative) !== undefined) return undefined;
  const ending = path.extname(relative);
  const what =
    ending === ''
      ? 'has no ending that tells its format'
      : `is of a format that can't be read (${ending})`;
  return `${what}; can be read: ${READABLE_ENDINGS.join(', ')}`;
}

/** Ids must stay apart on every system, also where case or Unicode form makes no other file. The first one stays. */
function withoutTwins(files: readonly FolderFile[]): FolderFile[] {
  const seen = new Map<string, string>();
  return files.map((file) => {
    if (file.skipped !== undefined) return file;
    const key = file.id.toLowerCase();
    const twin = seen.get(key);
    if (twin === undefined) {
      seen.set(key, file.id);
      return file;
    }
    const how =
      twin === file.id
        ? 'has the same name as another file, in another Unicode form'
        : `has the same name as ${twin} but for capitals`;
    return { ...file, skipped: `${how}; rename it` };
  });
}

/** A file system's error in words for the maintainer. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const words: Record<string, string> = {
    EACCES: "can't be read: no permission",
    EPERM: "can't be read: no permission",
    ENOENT: 'leads nowhere or vanished while it was looked at',
    ELOOP: 'is a link that leads back to itself',
    EISDIR: 'is a folder',
    ENAMETOOLONG: 'has too long a path',
  };
  return words[code] ?? `can't be read (${code})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
