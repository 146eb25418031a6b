/** Thrown for a library whose files aren't what its manifest says: a failing disk, a copy that broke off, a hand. */
export class LibraryDamagedError extends Error {
  override name = 'LibraryDamagedError' as const;
  readonly file: string;
  /** The message without what to do about it. */
  readonly reason: string;

  constructor(file: string, complaint: string, cause?: unknown) {
    const reason = `The library is damaged: ${file} ${complaint}.`;
    super(`${reason} Rebuild it with "npm run index".`, cause === undefined ? {} : { cause });
    this.file = file;
    this.reason = reason;
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

/** Thrown for a build that isn't put in use, where there is no library to go on with. */
export class BuildRefusedError extends Error {
  override name = 'BuildRefusedError' as const;

  constructor(libraryDir: string, id: string, complaints: readonly { readonly says: string }[]) {
    const list = complaints.map(({ says }) => `\n  ${says}`).join('');
    super(
      `The build ${id} in ${libraryDir} isn't put in use, and there is no library to go on with:${list}\n` +
        'Mend that and run "npm run index"; where less than before is meant to be there, "npm run index -- --yes".',
    );
  }
}

/** Thrown when there is no build to go back to, or it can't be used. */
export class RollbackError extends Error {
  override name = 'RollbackError' as const;
}

/** Thrown when the library's folder can't be read or written. */
export class LibraryFolderError extends Error {
  override name = 'LibraryFolderError' as const;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission. Mend it',
  EDQUOT: 'the disk quota is used up. Free some space',
  EEXIST: 'a part of its path is a file. Remove that',
  ENOSPC: 'the disk is full. Free some space',
  ENOTDIR: 'a part of its path is a file. Remove that',
  EPERM: 'there is no permission. Mend it',
  EROFS: 'the file system is read-only. Mount it for writing',
};

/** @throws LibraryFolderError for errors of the file system that are the operator's to mend, in words */
export async function inLibraryFolder<Outcome>(
  libraryDir: string,
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await act();
  } catch (error) {
    throw folderErrorOf(libraryDir, error) ?? error;
  }
}

function folderErrorOf(libraryDir: string, error: unknown): LibraryFolderError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? undefined
    : new LibraryFolderError(
        `The library's folder ${libraryDir} can't be used: ${reason}, or set LIBRARY_DIR to another folder.`,
        { cause: error },
      );
}
