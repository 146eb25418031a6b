import ort from 'onnxruntime-node';

/** The native runtime that @xenova/transformers uses as well: one version of it is installed. */
export const onnxRuntime = ort;

/**
 * One thread, the one that calls: version 1.14 gives no way to stop the threads of its pool from spinning after each
 * pass, which takes a core from the bot for the time of several answers.
 */
const SESSION_OPTIONS = { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1 };

/**
 * Makes every session of this thread a single-threaded one whatever its creator asks for:
 * @xenova/transformers 2.17.2 has no option for threads.
 */
export function limitSessionThreads(): void {
  const create = ort.InferenceSession.create.bind(ort.InferenceSession);
  const limited = (weights: Uint8Array) => create(weights, SESSION_OPTIONS);
  Object.assign(ort.InferenceSession, { create: limited });
}
