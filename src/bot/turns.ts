/** Runs work when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export interface Turns {
  /** First come, first served. */
  readonly patient: Turn;
  /** Before all that is patient; the newest first, since older ones have likely been overtaken. */
  readonly urgent: Turn;
}

/**
 * Lets a few pieces of work run at once and the rest wait. Searching is bound by the processor: more at once would only make
 * each slower, and what waits here can still be left out.
 */
export function createTurns(atOnce: number): Turns {
  const patient: (() => void)[] = [];
  const urgent: (() => void)[] = [];
  let running = 0;

  const startNext = (): void => {
    if (running >= atOnce) return;
    const start = urgent.pop() ?? patient.shift();
    if (!start) return;
    running++;
    start();
  };
  const turnIn =
    (line: (() => void)[]): Turn =>
    async (work) => {
      await new Promise<void>((start) => {
        line.push(start);
        startNext();
      });
      try {
        return await work();
      } finally {
        running--;
        startNext();
      }
    };
  return { patient: turnIn(patient), urgent: turnIn(urgent) };
}
