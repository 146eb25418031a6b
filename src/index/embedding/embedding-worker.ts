import { parentPort, workerData } from 'node:worker_threads';
import { ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import { TextEmbedder } from './text-embedder.ts';
import { loadTokenizer, loadTokenModel, type Tokenizer } from './transformers.ts';
import type { EmbeddingTask, FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

/*
 * The thread that the model runs in: native inference blocks whatever thread calls it. It holds no queue and decides
 * nothing: the main thread sends the next task when this one has answered.
 */

if (parentPort === null) throw new Error('This file is started as a worker thread only.');
const port = parentPort;
const { place, manifest } = workerData as WorkerStart;

const tokenizer = loadTokenizer(place);
tokenizer.catch(() => undefined);
let embedder: TextEmbedder | undefined;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'verified') void loadWeights(tokenizer);
  else void perform(message).then(send);
});

async function loadWeights(loading: Promise<Tokenizer>): Promise<void> {
  try {
    embedder = new TextEmbedder(await loadTokenModel(place, await loading, manifest), manifest);
    send({ kind: 'loaded', passageTokens: embedder.passageTokens });
  } catch (error) {
    send({ kind: 'unusable', reason: error instanceof Error ? error.message : String(error) });
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
      return { kind: 'embedded', vectors: [await model.embedQuestion(task.question)] };
    case 'passage':
      return { kind: 'embedded', vectors: await model.embedPassage(task.passage) };
  }
}

function send(message: FromWorker): void {
  const buffers = message.kind === 'embedded' ? message.vectors.map(({ buffer }) => buffer) : [];
  port.postMessage(message, buffers as ArrayBuffer[]);
}
