// The real embedding worker, which ends at once when it is given a text that says so, as often as `crashesLeft` tells.
import { parentPort, workerData } from 'node:worker_threads';

await import(new URL('../../../dist/index/embedding/embedding-worker.js', import.meta.url));

parentPort.on('message', (message) => {
  if (!JSON.stringify(message).includes('CRASH')) return;
  if (Atomics.sub(workerData.crashesLeft, 0, 1) > 0) process.exit(7);
});
