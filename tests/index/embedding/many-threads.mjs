// Starts threads that load the add-on at the gate, and ends each before the next: many-threads.mjs COUNT
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import {
  loadAddOn,
  loadAddOnAtGate,
  newGate,
  openGate,
} from '../../../dist/index/embedding/addon-gate.js';

const count = Number(process.argv[2]);

if (isMainThread) {
  loadAddOn();
  for (let started = 0; started < count; started += 1) {
    const gate = newGate();
    const worker = new Worker(new URL(import.meta.url), { workerData: gate, argv: [] });
    await once(worker, 'message');
    if (!openGate(gate)) throw new Error('The thread did not pass the gate.');
    await once(worker, 'message');
    await worker.terminate();
  }
  console.log(`${count} threads came and went`);
} else {
  parentPort.postMessage('at the gate');
  loadAddOnAtGate(workerData);
  parentPort.postMessage('passed');
  setInterval(() => undefined, 1000);
}
