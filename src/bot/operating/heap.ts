import { setFlagsFromString } from 'node:v8';

/**
 * How far the heap of JavaScript may outgrow what was alive at the last full collection, percent. Left to itself V8 takes
 * up to 300 on a machine with memory to spare: 57 MB that live became 250 MB, and the bot 700 (10,000 passages, Node 20).
 * A full collection for some forty questions at 50, 2 % of the main thread's time; one for seven at 20, 15 %.
 */
const MOST_GROWTH_PERCENT = 50;

/** Of all threads, and from now on: V8 looks at it after each collection. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${MOST_GROWTH_PERCENT}`);
}
