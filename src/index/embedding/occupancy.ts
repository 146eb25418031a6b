/**
 * Whether the embedding thread is at work, told through memory that both threads share.
 *
 * A thread that is ended while onnxruntime-node 1.14 works in it takes the whole process with it ("terminate called after
 * throwing an instance of 'Napi::Error'", exit code 134). `worker.terminate()` does that and `process.exit()` in the
 * main thread does, so both must wait until the thread is free.
 */
export type Occupancy = Int32Array;

const FREE = 0;
const OCCUPIED = 1;

/** Not at work yet. */
export function newOccupancy(): Occupancy {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** For the main thread, before it posts work: the worker may begin at any moment from then on. */
export function occupy(occupancy: Occupancy): void {
  Atomics.store(occupancy, 0, OCCUPIED);
}

/** For the worker, when work is done; for the main thread, when the worker has ended. */
export function release(occupancy: Occupancy): void {
  Atomics.store(occupancy, 0, FREE);
  Atomics.notify(occupancy, 0);
}

/** Whether there is work posted or under way. */
export function isOccupied(occupancy: Occupancy): boolean {
  return Atomics.load(occupancy, 0) === OCCUPIED;
}

/** Longer than the longest piece of work: loading the weights, or a passage of 510 tokens on a busy machine. */
const LONGEST_WORK_MS = 20_000;

/** Blocks the calling thread until the worker is free. */
export function waitUntilFree(occupancy: Occupancy): void {
  Atomics.wait(occupancy, 0, OCCUPIED, LONGEST_WORK_MS);
}
