import type { Clock } from '../../../src/bot/telegram/clock.ts';
import { Stopping } from '../../../src/bot/telegram/errors.ts';

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/** A clock that leaps to the next wake-up as soon as nothing else is left to do. */
export function leapingClock(start = 1_790_000_000_000): Clock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  const leap = (): void => {
    const [next] = [...sleepers].sort((a, b) => a.wakeAt - b.wakeAt);
    if (!next) return;
    sleepers.delete(next);
    now = Math.max(now, next.wakeAt);
    next.wake();
    setTimeout(leap);
  };
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Stopping());
        const onAbort = (): void => {
          if (sleepers.delete(sleeper)) reject(new Stopping());
        };
        const wake = (): void => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        };
        const sleeper: Sleeper = { wakeAt: now + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', onAbort);
        setTimeout(leap);
      }),
  };
}
