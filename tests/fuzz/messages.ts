/** A file to read: a sample with the changes that follow from a seed. */
export interface FuzzRequest {
  /** `Sample.name` */
  readonly sample: string;
  readonly seed: number;
}

/**
 * How it was read. `late`: not within the time given, which for these formats is what the limits of the reading process
 * are for. Memory is the most that the process ever had.
 */
export interface FuzzReply {
  readonly outcome: 'read' | 'refused' | 'late' | 'failed';
  /** Of a failure: what went wrong. */
  readonly failure: string | undefined;
  readonly ms: number;
  readonly memoryBytes: number;
}
