/** What reading one file may take, so that no file, broken or made to do harm, stops the reading of the others. */
export interface ReadingLimits {
  readonly maxSeconds: number;
  /** Of the whole process that reads, in MB of 2^20 bytes; it has about 130 after its first small file. */
  readonly maxMemoryMb: number;
}

/** Measured: a text of 100 MB takes 4 s of a processor and 630 MB, a table of 50 MB and 341,000 rows 13 s and 610 MB. */
export const READING_LIMITS: ReadingLimits = { maxSeconds: 120, maxMemoryMb: 1024 };
