import type { Clock } from './clock.ts';
import { Stopping } from './errors.ts';

/** Lets those who wait for one thing have it one after the other: hurried ones first, else first come, first served. */
export interface Line {
  /**
   * Runs `take` as soon as its turn has come and there is something to take.
   *
   * @throws Stopping
   */
  enter<T>(take: () => T, options: { isHurried: boolean; signal: AbortSignal }): Promise<T>;
}

export interface LineParts {
  readonly clock: Clock;
  /** How long until there is something to take, milliseconds; 0 or less: now. */
  readonly waitMs: () => number;
}

type Serve = () => void;

export function createLine({ clock, waitMs }: LineParts): Line {
  const hurried: Serve[] = [];
  const patient: Serve[] = [];
  let isServing = false;

  const serve = async (): Promise<void> => {
    if (isServing) return;
    isServing = true;
    while (hurried.length + patient.length > 0) {
      const ms = waitMs();
      if (ms > 0) await clock.sleep(Math.min(ms, LOOK_AGAIN_MS), UNSTOPPED);
      else (hurried.shift() ?? patient.shift())?.();
    }
    isServing = false;
  };
  return {
    enter(take, { isHurried, signal }) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Stopping());
        const line = isHurried ? hurried : patient;
        const leave = (): void => {
          line.splice(line.indexOf(mine), 1);
          reject(new Stopping());
        };
        const mine: Serve = () => {
          signal.removeEventListener('abort', leave);
          resolve(take());
        };
        signal.addEventListener('abort', leave, { once: true });
        line.push(mine);
        void serve();
      });
    },
  };
}

/** What others have taken may turn out to be back sooner, or later. */
const LOOK_AGAIN_MS = 50;

/** Whoever stops leaves the line; it serves the others. */
const UNSTOPPED = new AbortController().signal;
