import { workerData } from 'node:worker_threads';
import type { WatchStart } from './reading-messages.ts';

/*
 * A thread that ends its process when it takes too much memory, or when it was left behind. A parser keeps its own thread
 * busy, and V8's limits know neither buffers nor what native code takes: this thread asks the system.
 */

/** Inflating fills some 500 MB a second: within this time a process grows by 10 MB. */
const EVERY_MS = 20;

const { maxMemoryBytes, parent } = workerData as WatchStart;

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > maxMemoryBytes;
  if (isTooLarge || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
