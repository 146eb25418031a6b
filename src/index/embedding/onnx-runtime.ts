import ort from 'onnxruntime-node';

/** The native runtime that @xenova/transformers uses as well: one version of it is installed. */
export const onnxRuntime = ort;

/**
 * One thread, the one that calls. A second one makes a pass a third shorter on two idle processors that share a core, and
 * twice as long when something else runs on one of them, since both wait for each other by spinning; version 1.14 can't be
 * told to sleep instead. Vectors are the same, bit for bit.
 */
const SESSION_OPTIONS = { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1 };

const createSession = ort.InferenceSession.create.bind(ort.InferenceSession);

/**
 * Makes every session that is created from now on read this file, whatever its creator hands over.
 *
 * @xenova/transformers 2.17.2 has no option for threads and hands over the file's bytes; with bytes, the binding of 1.14
 * takes its options from the wrong argument and ignores them. Reading the file itself also spares 76 MB and 0.1 s.
 */
export function createSessionsFrom(weights: string): void {
  const create = () => createSession(weights, SESSION_OPTIONS);
  Object.assign(ort.InferenceSession, { create });
}
