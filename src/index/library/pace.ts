import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work between two turns of the event loop: answers and typing signs go out in between. */
const STRETCH_MS = 8;

/** @returns a function to call between small pieces of work: it lets others have a turn when it is time */
export function keepPace(stretchMs = STRETCH_MS): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt < stretchMs) return;
    await setImmediate();
    startedAt = performance.now();
  };
}
