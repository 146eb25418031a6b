/** Where a part of the bench finds what it measures. */
export interface BenchPlaces {
  readonly modelsDir: string;
  readonly modelId: string;
  readonly documentsDir: string;
  readonly libraryDir: string;
}

/** As `MAX_FILE_MB` is unless told. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
