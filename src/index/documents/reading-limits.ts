/** What reading one file may take, so that no file, broken or made to do harm, stops the reading of the others. */
export interface ReadingLimits {
  readonly maxSeconds: number;
  /** Of the whole process that reads, in MB of 2^20 bytes; it has about 60 before it reads anything. */
  readonly maxMemoryMb: number;
}

/** Measured: a text of 100 MB needs 6 s and 700 MB, a PDF of 3,000 pages less. */
export const READING_LIMITS: ReadingLimits = { maxSeconds: 120, maxMemoryMb: 1024 };
