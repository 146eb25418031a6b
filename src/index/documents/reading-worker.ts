import { Worker } from 'node:worker_threads';
import type { FromReader, ToReader, WatchStart } from './reading-messages.ts';

/*
 * The process that parsers run in: a file that makes one of them take all memory, or never end, ends this process and no
 * other. It reads one file at a time and decides nothing; `reading-process.ts` starts, times and ends it.
 */

const [maxMemoryMb, parent] = process.argv.slice(2).map(Number);
if (maxMemoryMb === undefined || parent === undefined)
  throw new Error('This file is started as a reading process only.');

const watch: WatchStart = {
  maxMemoryBytes: maxMemoryMb * 1024 * 1024,
  parent,
};
const watching = new Worker(new URL('memory-watch-worker.js', import.meta.url), {
  workerData: watch,
});
watching.unref();

// The watch is there before the parsers are loaded.
const loading = import('./read-file.ts');

process.on('disconnect', () => process.exit());
process.on('message', (request: ToReader) => void answer(request));

async function answer(request: ToReader): Promise<void> {
  const { readFileHere } = await loading;
  const reading = await readFileHere(request);
  process.send?.({ reading, memoryBytes: process.memoryUsage.rss() } satisfies FromReader);
}
