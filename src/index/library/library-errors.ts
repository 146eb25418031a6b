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
