import { ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import { TextEmbedder } from './text-embedder.ts';
import { loadTokenizer, loadTokenModel } from './transformers.ts';
import type { EmbeddingTask, FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

/*
 * The process that the model runs in: native inference blocks whatever thread calls it, and may take its process with it.
 * It holds no queue and decides nothing: `worker-process.ts` sends the next task when this one has answered.
 */

// Ctrl-C reaches every process of a terminal. The one that started this decides when it ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

let embedder: TextEmbedder | undefined;
let loadWeights: (() => Promise<TextEmbedder>) | undefined;

process.on('message', (message: ToWorker) => {
  if (message.kind === 'start') loadWeights = startLoading(message);
  else void (message.kind === 'verified' ? load() : perform(message)).then(send);
});

/** The tokenizer is loaded while the weights are verified. */
function startLoading({ place, settings }: WorkerStart): () => Promise<TextEmbedder> {
  const tokenizer = loadTokenizer(place);
  tokenizer.catch(() => undefined);
  return async () =>
    new TextEmbedder(await loadTokenModel(place, await tokenizer, settings.manifest), settings);
}

async function load(): Promise<FromWorker> {
  try {
    if (loadWeights === undefined) return { kind: 'unusable', reason: 'no model was named' };
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

function send(message: FromWorker): void {
  process.send?.(message);
}
