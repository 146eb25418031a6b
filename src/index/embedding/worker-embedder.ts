import { Worker } from 'node:worker_threads';
import { loadAddOn } from './addon-gate.ts';
import type {
  Embedder,
  EmbeddingModel,
  PassageText,
  PassageVectors,
  QuestionVectors,
} from './embedder.ts';
import { embeddedParts } from './embedded-text.ts';
import { EmbeddingThread } from './embedding-thread.ts';
import { EmbedderError } from './model-errors.ts';
import { embeddingModel, openModelFolder, verifyModelFiles } from './model-files.ts';
import { readTokenMeans } from './token-means.ts';
import type { WorkerStart } from './worker-messages.ts';

/** How far loading has come: the files are compared with their checksums, the weights are loaded, all is ready. */
type LoadStep = 'checking' | 'loading' | 'ready';

export interface EmbedderSettings {
  readonly modelsDir: string;
  /** The model's folder below `modelsDir`; may have two parts, as hub ids have. */
  readonly modelId: string;
  readonly onProgress?: (step: LoadStep) => void;
  /** For tests that end the thread. */
  readonly startWorker?: (start: WorkerStart) => Worker;
}

/**
 * Loads a model in a thread of its own and verifies its files meanwhile. Nothing is ever downloaded.
 *
 * The embedder doesn't keep the process alive while it has nothing to do.
 *
 * @throws ModelMissingError, ModelFileError or ModelUnusableError; each says what to do.
 */
export async function openEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const { modelsDir, modelId, onProgress, startWorker = startEmbeddingWorker } = settings;
  onProgress?.('checking');
  const folder = await openModelFolder(modelsDir, modelId);
  const place = { modelsDir, id: modelId };
  const embedding = { manifest: folder.manifest, tokenMeans: await readTokenMeans(folder) };
  const thread = new EmbeddingThread({
    startWorker: (memory) => startWorker({ ...memory, place, settings: embedding }),
    verify: async () => {
      await verifyModelFiles(folder);
      onProgress?.('loading');
    },
  });
  const passageTokens = await thread.open();
  onProgress?.('ready');
  return new WorkerEmbedder(thread, embeddingModel(folder), passageTokens);
}

/** The compiled file in any case: Node 20 loads no TypeScript in a worker, not even where vitest runs the sources. */
const COMPILED_FOLDER = new URL(
  import.meta.url.replace(/\/src\/index\/embedding\/[^/]*$/, '/dist/index/embedding/'),
);

/** Starts the thread that `embedding-worker.ts` describes. */
function startEmbeddingWorker(start: WorkerStart): Worker {
  loadAddOn();
  const file = new URL('embedding-worker.js', COMPILED_FOLDER);
  return new Worker(file, { name: 'embedding', workerData: start });
}

/** Texts counted by one message, in UTF-16 units: a question that comes meanwhile waits for it. About 20 ms. */
const COUNTED_CHARS = 8000;

class WorkerEmbedder implements Embedder {
  readonly model: EmbeddingModel;
  readonly passageTokens: number;
  readonly #thread: EmbeddingThread;

  constructor(thread: EmbeddingThread, model: EmbeddingModel, passageTokens: number) {
    this.model = model;
    this.passageTokens = passageTokens;
    this.#thread = thread;
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    const totals = texts.map(() => 0);
    for (const batch of batchesOf(texts)) {
      const outcome = await this.#thread.run({
        kind: 'count',
        parts: batch.map(({ part }) => part),
      });
      const counts = outcome.kind === 'counted' ? outcome.counts : [];
      batch.forEach(({ text }, place) => {
        totals[text] = (totals[text] ?? 0) + (counts[place] ?? 0);
      });
    }
    return totals;
  }

  async embedQuestion(question: string): Promise<QuestionVectors> {
    const outcome = await this.#thread.run({ kind: 'question', question });
    if (outcome.kind === 'question') return outcome.vectors;
    throw new EmbedderError('The embedding thread gave no vectors of a question.');
  }

  async embedPassage({ title, context, sentences }: PassageText): Promise<PassageVectors> {
    const task = { kind: 'passage', passage: { title, context, sentences } } as const;
    const outcome = await this.#thread.run(task);
    if (outcome.kind === 'passage') return outcome.vectors;
    throw new EmbedderError('The embedding thread gave no vectors of a passage.');
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

interface CountedPart {
  /** Which of the texts it is a part of. */
  readonly text: number;
  readonly part: string;
}

function* batchesOf(texts: readonly string[]): Generator<readonly CountedPart[]> {
  let batch: CountedPart[] = [];
  let chars = 0;
  for (const [text, whole] of texts.entries()) {
    for (const part of embeddedParts(whole)) {
      batch.push({ text, part });
      chars += part.length;
      if (chars < COUNTED_CHARS) continue;
      yield batch;
      batch = [];
      chars = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
