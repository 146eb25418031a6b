/** Port: what maintainers' wishes are carried out with. src/bot/main.ts puts it together. */
export interface Workshop {
  /** File endings that can be read, with the dot. */
  readonly endings: readonly string[];
  /** Larger files are left out of the library. */
  readonly maxFileBytes: number;
  /** Folder of the documents. */
  readonly documentsDir: string;
  /** The library in use. */
  readonly library: () => LibraryFacts;
  /** Every file of the documents folder, and every one that the library in use was made of; sorted by id. */
  documents(): Promise<readonly DocumentState[]>;
  /** Reads a file that may be anywhere as if it were a document of this id. Bounded in time and memory. */
  look(file: string, id: string): Promise<Look>;
  /** Brings the library up to date, in a process of its own at low priority. */
  build(options: BuildOptions, watching: Watching): Promise<BuildOutcome>;
  /** Newest first. */
  builds(): Promise<readonly BuildFacts[]>;
  /** Puts an earlier build back in use. */
  rollBack(build: string): Promise<Done>;
  /** A unit vector: questions of like meaning are near each other. */
  vectorOf(question: string): Promise<Float32Array>;
  /** Names the model behind the vectors. */
  readonly model: string;
}

interface LibraryFacts {
  readonly id: string;
  readonly builtAtMs: number;
  readonly documents: number;
  readonly passages: number;
}

/** A document as the folder and the library in use know it. */
export interface DocumentState {
  /** Path below the documents folder. */
  readonly id: string;
  /** Where the file is, absolute; undefined where it is gone. */
  readonly path: string | undefined;
  readonly title: string | undefined;
  /** ISO 639-1. */
  readonly language: string | undefined;
  /** In the library in use. */
  readonly passages: number;
  /** SHA-256 of the bytes that the library was made of, hexadecimal. */
  readonly sha256: string | undefined;
  /** Against the library in use; `removed`: gone from the folder, and still in the library. */
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /** Why it is not in the library, as a clause; undefined where it is or will be. */
  readonly skipped: string | undefined;
}

/** What a file holds, or why it can't be read: a clause such as `is empty`. */
type Look = FileFacts | { readonly reason: string };

export interface FileFacts {
  readonly title: string;
  /** ISO 639-1; `und` where that can't be told. */
  readonly language: string;
  /** UTF-16 units. */
  readonly chars: number;
  readonly passages: number;
  /** Whether only the beginning was counted, and `passages` drawn from it. */
  readonly isEstimate: boolean;
  /** Undefined for formats without pages. */
  readonly pages: number | undefined;
  /** The first lines of its text. */
  readonly beginning: string;
  readonly sha256: string;
}

export interface BuildOptions {
  readonly force?: boolean;
  /** Publish in spite of losses that the gate asks about. */
  readonly yes?: boolean;
  readonly allowEmpty?: boolean;
}

interface Watching {
  readonly onProgress: (progress: Progress) => void;
  /** Ends the build; the library before it stays in use. */
  readonly stopping: AbortSignal;
}

export interface Progress {
  readonly phase: 'read' | 'embed' | 'graph' | 'words' | 'check' | 'publish';
  readonly done: number;
  readonly total: number | undefined;
  readonly perSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

export type BuildOutcome =
  | BuildReport
  /** `says`: what is wrong and what to do, for the operator. */
  | { readonly kind: 'failed'; readonly error: string; readonly says: string }
  | { readonly kind: 'stopped' };

export interface BuildReport {
  readonly kind: 'published' | 'unchanged' | 'refused';
  readonly counts: Readonly<
    Record<'new' | 'changed' | 'moved' | 'removed' | 'unchanged' | 'skipped', number>
  >;
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
  /** Of the library in use, or of the build that was refused. */
  readonly documents: number;
  readonly passages: number;
  readonly embedded: number;
  readonly reused: number;
  readonly seconds: number;
  /** Why it was refused, or what was let pass. */
  readonly complaints: readonly Complaint[];
}

export interface Complaint {
  readonly says: string;
  /** Whether a maintainer may insist. */
  readonly yesHelps: boolean;
}

export interface BuildFacts {
  readonly id: string;
  readonly builtAtMs: number | undefined;
  readonly documents: number | undefined;
  readonly passages: number | undefined;
  readonly state: 'in use' | 'kept' | 'refused' | 'unreadable';
}

type Done = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly says: string };
