import { type ChildProcess, fork } from 'node:child_process';
import type {
  Embedder,
  EmbeddingModel,
  PassageText,
  PassageVectors,
  QuestionVectors,
} from './embedder.ts';
import { embeddedParts } from './embedded-text.ts';
import { EmbedderError } from './model-errors.ts';
import { embeddingModel, openModelFolder, verifyModelFiles } from './model-files.ts';
import { readTokenMeans } from './token-means.ts';
import { WorkerProcess } from './worker-process.ts';

/** How far loading has come: the files are compared with their checksums, the weights are loaded, all is ready. */
export type LoadStep = 'checking' | 'loading' | 'ready';

export interface EmbedderSettings {
  readonly modelsDir: string;
  /** The model's folder below `modelsDir`; may have two parts, as hub ids have. */
  readonly modelId: string;
  readonly onProgress?: (step: LoadStep) => void;
  /** For tests that end the worker. */
  readonly forkWorker?: () => ChildProcess;
}

/**
 * Loads a model in a process of its own and verifies its files meanwhile. Nothing is ever downloaded.
 *
 * The embedder doesn't keep this process alive while it has nothing to do, and its worker ends with this process.
 *
 * @throws ModelMissingError, ModelFileError or ModelUnusableError; each says what to do.
 */
export async function openEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const { modelsDir, modelId, onProgress, forkWorker = forkEmbeddingWorker } = settings;
  onProgress?.('checking');
  const folder = await openModelFolder(modelsDir, modelId);
  const embedding = { manifest: folder.manifest, tokenMeans: await readTokenMeans(folder) };
  const worker = new WorkerProcess({
    start: { kind: 'start', place: { modelsDir, id: modelId }, settings: embedding },
    fork: forkWorker,
    verify: async () => {
      await verifyModelFiles(folder);
      onProgress?.('loading');
    },
  });
  const passageTokens = await worker.open();
  onProgress?.('ready');
  return new WorkerEmbedder(worker, embeddingModel(folder), passageTokens);
}

/** The compiled file in any case: Node 20 runs no TypeScript, not even where vitest runs the sources. */
const COMPILED_FOLDER = new URL(
  import.meta.url.replace(/\/src\/index\/embedding\/[^/]*$/, '/dist/index/embedding/'),
);

/**
 * Starts the process that `embedding-worker.ts` describes.
 *
 * Nothing that is printed in it comes out: failures are told by messages, and @xenova/transformers prints the tokens of
 * a text that it failed on.
 */
export function forkEmbeddingWorker(): ChildProcess {
  return fork(new URL('embedding-worker.js', COMPILED_FOLDER), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Texts counted by one message, in UTF-16 units: a question that comes meanwhile waits for it. About 20 ms. */
const COUNTED_CHARS = 8000;

class WorkerEmbedder implements Embedder {
  readonly model: EmbeddingModel;
  readonly passageTokens: number;
  readonly #worker: WorkerProcess;

  constructor(worker: WorkerProcess, model: EmbeddingModel, passageTokens: number) {
    this.model = model;
    this.passageTokens = passageTokens;
    this.#worker = worker;
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    const totals = texts.map(() => 0);
    for (const batch of batchesOf(texts)) {
      const outcome = await this.#worker.run({
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
    const outcome = await this.#worker.run({ kind: 'question', question });
    if (outcome.kind === 'question') return outcome.vectors;
    throw new EmbedderError('The embedding worker gave no vectors of a question.');
  }

  async embedPassage({ context, sentences }: PassageText): Promise<PassageVectors> {
    const task = { kind: 'passage', passage: { context, sentences } } as const;
    const outcome = await this.#worker.run(task);
    if (outcome.kind === 'passage') return outcome.vectors;
    throw new EmbedderError('The embedding worker gave no vectors of a passage.');
  }

  close(): Promise<void> {
    return this.#worker.close();
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
