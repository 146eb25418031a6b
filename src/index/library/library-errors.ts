/** Thrown for a library whose files aren't what its manifest says: a failing disk, a copy that broke off, a hand. */
export class LibraryDamagedError extends Error {
  override name = 'LibraryDamagedError' as const;
  readonly file: string;

  constructor(file: string, complaint: string, cause?: unknown) {
    super(
      `The library is damaged: ${file} ${complaint}. Rebuild it with "npm run index".`,
      cause === undefined ? {} : { cause },
    );
    this.file = file;
  }
}

/** Thrown when a library is being built in the same folder already. */
export class BuildRunningError extends Error {
  override name = 'BuildRunningError' as const;

  constructor(libraryDir: string, builder: { readonly pid: number; readonly since: Date }) {
    super(
      `A build of ${libraryDir} is running already (process ${builder.pid}, since ${builder.since.toISOString()}). ` +
        'Wait until it is done, or end that process, and try again.',
    );
  }
}

/** Thrown when the library's folder can't be read or written. */
export class LibraryFolderError extends Error {
  override name = 'LibraryFolderError' as const;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission. Mend it',
  EDQUOT: 'the disk quota is used up. Free some space',
  ENOSPC: 'the disk is full. Free some space',
  ENOTDIR: 'a part of its path is a file. Remove that',
  EPERM: 'there is no permission. Mend it',
  EROFS: 'the file system is read-only. Mount it for writing',
};

/** @returns a file system's error in words for the operator, undefined for anything else */
export function folderErrorOf(libraryDir: string, error: unknown): LibraryFolderError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? undefined
    : new LibraryFolderError(
        `The library's folder ${libraryDir} can't be used: ${reason}, or set LIBRARY_DIR to another folder.`,
        { cause: error },
      );
}
