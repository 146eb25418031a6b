/** Work that is done in the background, one piece after the other. */
export interface OneByOne {
  add(work: () => Promise<void>): void;
  /** Pieces that wait or are under way. */
  length(): number;
  /** Starts no more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** @param onError told of a piece that failed; the next one starts all the same */
export function oneByOne(onError: (error: unknown) => void): OneByOne {
  let last: Promise<void> = Promise.resolve();
  let length = 0;
  let isStopped = false;
  return {
    add(work) {
      length++;
      last = last
        .then(() => (isStopped ? undefined : work()))
        .catch(onError)
        .finally(() => length--);
    },
    length: () => length,
    async stop() {
      isStopped = true;
      await last;
    },
  };
}
