import { createRequire } from 'node:module';
import path from 'node:path';
import { ModelUnusableError } from './model-errors.ts';

/**
 * Lets one thread at a time load the native add-on of onnxruntime-node 1.14, told through memory that threads share.
 *
 * The add-on keeps one reference for the whole process (`InferenceSessionWrap::constructor`), and each thread that loads
 * it releases the one before. Loaded without care, that is a write into the memory of a thread that has ended: the
 * worker after the one that crashed ends the process with "free(): invalid next size", in 3 of 3 runs of 60 workers here.
 * With the gate, 60 of 60 workers followed each other in every run: while a worker loads, the main thread stands still,
 * and then loads the add-on again itself, while the worker stands still. So the reference is always the main thread's,
 * which doesn't end, and nobody touches it meanwhile.
 */
export type AddOnGate = Int32Array;

const SHUT = 0;
const OPEN = 1;
const LOADED = 2;
const PASSED = 3;

/** For one worker; shut. */
export function newGate(): AddOnGate {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** For the worker: waits at the gate, loads the add-on, and waits until the main thread has it again. */
export function loadAddOnAtGate(gate: AddOnGate): void {
  Atomics.wait(gate, 0, SHUT);
  try {
    require(ADD_ON);
  } finally {
    turn(gate, LOADED);
    Atomics.wait(gate, 0, LOADED);
  }
}

/**
 * For the main thread, before it starts the first worker: the add-on stays loaded from then on.
 *
 * @throws ModelUnusableError where there is no add-on for this machine.
 */
export function loadAddOn(): void {
  try {
    require(ADD_ON);
  } catch (cause) {
    throw new ModelUnusableError(
      `onnxruntime-node 1.14 can't be loaded on ${process.platform} ${process.arch}: it is built for x64 and arm64 Linux (glibc), macOS and Windows. Run "npm ci" again if this is one of them.`,
      { cause },
    );
  }
}

/**
 * For the main thread, when a worker waits at the gate. It stands still for about 5 ms.
 *
 * @returns whether the worker passed; one that didn't within a long time must be ended.
 */
export function openGate(gate: AddOnGate): boolean {
  turn(gate, OPEN);
  if (Atomics.wait(gate, 0, OPEN, LONGEST_LOADING_MS) === 'timed-out') return false;
  // `require` would give what is loaded already; this makes the add-on release the worker's reference for a new one.
  process.dlopen({ exports: {} }, ADD_ON);
  turn(gate, PASSED);
  return true;
}

/** Two thousand times what it takes on a machine at rest. */
const LONGEST_LOADING_MS = 10_000;

function turn(gate: AddOnGate, state: number): void {
  Atomics.store(gate, 0, state);
  Atomics.notify(gate, 0);
}

const require = createRequire(import.meta.url);

/** As `onnxruntime-node/dist/binding.js` finds it. */
const ADD_ON = path.resolve(
  path.dirname(require.resolve('onnxruntime-node')),
  `../bin/napi-v3/${process.platform}/${process.arch}/onnxruntime_binding.node`,
);
