import type { FileReading, FileRequest } from './read-file.ts';

/** What the reading process is asked. It answers in the order of asking. */
export type ToReader = FileRequest;

export interface FromReader {
  readonly reading: FileReading;
  /** What the process holds after it. */
  readonly memoryBytes: number;
}

/** What the thread beside the parsers watches. */
export interface WatchStart {
  /** Resident set of the whole process. */
  readonly maxMemoryBytes: number;
  /** Process id: another one means that the parent is gone. */
  readonly parent: number;
}
