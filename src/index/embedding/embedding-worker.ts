import { parentPort, workerData } from 'node:worker_threads';
import { loadAddOnAtGate } from './addon-gate.ts';
import type { PassageVectors, QuestionVectors } from './embedder.ts';
import { ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import { release } from './occupancy.ts';
import { TextEmbedder } from './text-embedder.ts';
import type { EmbeddingTask, FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

/*
 * The thread that the model runs in: native inference blocks whatever thread calls it. It holds no queue and decides
 * nothing: `embedding-thread.ts` sends the next task when this one has answered.
 */

if (parentPort === null) throw new Error('This file is started as a worker thread only.');
const port = parentPort;
const { place, settings, gate, occupancy } = workerData as WorkerStart;

// Failures are told by messages. What @xenova/transformers prints of them may hold the tokens of a text.
Object.assign(console, { warn: () => undefined, error: () => undefined });

let embedder: TextEmbedder | undefined;
const loading = startLoading();
loading.catch(() => undefined);

port.on('message', (message: ToWorker) => {
  void (message.kind === 'verified' ? load() : perform(message)).then(send);
});

/**
 * The tokenizer is loaded while the weights are verified.
 *
 * @returns what loads the weights.
 */
async function startLoading(): Promise<() => Promise<TextEmbedder>> {
  port.postMessage({ kind: 'at-gate' } satisfies FromWorker);
  loadAddOnAtGate(gate);
  const { loadTokenizer, loadTokenModel } = await import('./transformers.ts');
  const tokenizer = loadTokenizer(place);
  tokenizer.catch(() => undefined);
  return async () =>
    new TextEmbedder(await loadTokenModel(place, await tokenizer, settings.manifest), settings);
}

async function load(): Promise<FromWorker> {
  try {
    const loadWeights = await loading;
    embedder = await loadWeights();
    return { kind: 'loaded', passageTokens: embedder.passageTokens };
  } catch (error) {
    return { kind: 'unusable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Never rejects, and never tells the text: the reasons of a library may quote what it was given. */
async function perform(task: EmbeddingTask): Promise<FromWorker> {
  try {
    if (embedder === undefined) return { kind: 'failed', reason: 'no model is loaded' };
    return await performWith(embedder, task);
  } catch (error) {
    if (error instanceof PassageTooLongError) return { kind: 'too-long', reason: error.message };
    if (error instanceof ModelUnusableError) return { kind: 'failed', reason: error.message };
    return { kind: 'failed', reason: error instanceof Error ? error.name : typeof error };
  }
}

async function performWith(model: TextEmbedder, task: EmbeddingTask): Promise<FromWorker> {
  switch (task.kind) {
    case 'count':
      return { kind: 'counted', counts: task.parts.map((part) => model.countTokens(part)) };
    case 'question':
      return { kind: 'question', vectors: await model.embedQuestion(task.question) };
    case 'passage':
      return { kind: 'passage', vectors: await model.embedPassage(task.passage) };
  }
}

/** The work is done before its outcome is told: whoever hears of it may end this thread. */
function send(message: FromWorker): void {
  release(occupancy);
  port.postMessage(message, buffersOf(message));
}

/** They are handed over, not copied. */
function buffersOf(message: FromWorker): ArrayBuffer[] {
  const arrays = 'vectors' in message ? arraysOf(message.vectors) : [];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

function arraysOf(vectors: QuestionVectors | PassageVectors): ArrayBufferView[] {
  if ('tokens' in vectors) return [vectors.vector, vectors.tokens.values, vectors.tokens.weights];
  const ofSentences = vectors.sentences.flatMap(({ vector, tokens }) => [
    vector,
    ...[tokens.alone, tokens.inPassage].flatMap(({ values, scales }) => [values, scales]),
  ]);
  return [vectors.passage, ...ofSentences];
}
