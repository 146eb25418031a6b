/** A file to read: a sample with the changes that follow from a seed. */
export interface FuzzRequest {
  /** `Sample.name` */
  readonly sample: string;
  readonly seed: number;
}

/** How it was read. Memory is the most that the process ever had. */
export interface FuzzReply {
  readonly outcome: 'read' | 'refused' | 'failed';
  /** Of a failure: what went wrong. */
  readonly failure: string | undefined;
  readonly ms: number;
  readonly memoryBytes: number;
}
