import { setTimeout as sleep } from 'node:timers/promises';
import { Stopping } from './errors.ts';

/** Port: time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @throws Stopping as soon as the signal is aborted */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, { signal });
    } catch {
      throw new Stopping();
    }
  },
};
