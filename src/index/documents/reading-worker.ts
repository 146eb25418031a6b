import { Worker } from 'node:worker_threads';
import { readFileHere } from './read-file.ts';
import type { FromReader, ToReader, WatchStart } from './reading-messages.ts';

/*
 * The process that parsers run in: a file that makes one of them take all memory, or never end, ends this process and no
 * other. It reads one file at a time and decides nothing; `reading-process.ts` starts, times and ends it.
 */

const [maxMemoryMb = '1024'] = process.argv.slice(2);

const watch: WatchStart = {
  maxMemoryBytes: Number(maxMemoryMb) * 1024 * 1024,
  parent: process.ppid,
};
const watching = new Worker(new URL('memory-watch-worker.js', import.meta.url), {
  workerData: watch,
});
watching.unref();

process.on('disconnect', () => process.exit());
process.on('message', (request: ToReader) => {
  void readFileHere(request).then((reading) =>
    process.send?.({ reading, memoryBytes: process.memoryUsage.rss() } satisfies FromReader),
  );
});
