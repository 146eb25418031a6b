/** Measures the steps of one piece of work, one after the other. */
export interface Stopwatch {
  /** Milliseconds, wall clock, since the lap before, or since it was started. */
  lap(): number;
}

export function startStopwatch(): Stopwatch {
  let before = performance.now();
  return {
    lap() {
      const now = performance.now();
      const ms = now - before;
      before = now;
      return ms;
    },
  };
}
