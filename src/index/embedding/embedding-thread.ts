import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { EmbedderError, ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import type { EmbeddingTask, FromWorker, ToWorker } from './worker-messages.ts';

/** What the worker says of a task that it could do. */
export type TaskOutcome = Extract<FromWorker, { readonly kind: 'counted' | 'embedded' }>;

export interface ThreadParts {
  /** Starts a worker whose file is `embedding-worker.ts`. */
  startWorker(): Worker;
  /** Resolves when the model's files are the right ones; no native code sees their bytes before. */
  verify(): Promise<void>;
}

interface Errand {
  readonly task: EmbeddingTask;
  readonly resolve: (outcome: TaskOutcome) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

/** A task that was at work when its thread ended is given to the next thread once: it may be what ended it. */
const MAX_ATTEMPTS = 2;

/**
 * The thread that the model runs in, seen from the main thread: starts it, gives it one task at a time, questions before
 * everything that waits, and replaces it when it crashes. It keeps the process alive only while there is work.
 */
export class EmbeddingThread {
  readonly #parts: ThreadParts;
  readonly #questions: Errand[] = [];
  readonly #others: Errand[] = [];
  #atWork: Errand | undefined;
  #worker: Worker | undefined;
  #state: 'down' | 'loading' | 'ready' | 'closed' = 'down';

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /**
   * Starts the thread and waits until its model is loaded.
   *
   * @returns how many tokens a passage may have.
   * @throws ModelFileError or ModelUnusableError; no thread is left running then.
   */
  async open(): Promise<number> {
    this.#state = 'loading';
    const worker = this.#parts.startWorker();
    this.#worker = worker;
    // An uncaught error ends the thread: "exit" follows and is what counts. The error may quote a text, so it goes no further.
    worker.on('error', () => undefined);
    try {
      const passageTokens = await this.#load(worker);
      if (this.#isClosed()) throw new EmbedderError('The embedder was closed while it loaded.');
      worker.on('message', (message: FromWorker) => this.#settle(message));
      worker.once('exit', () => this.#replace());
      this.#state = 'ready';
      this.#serve();
      return passageTokens;
    } catch (error) {
      if (this.#state === 'loading') this.#state = 'down';
      await worker.terminate();
      throw error;
    }
  }

  /** @throws PassageTooLongError, EmbedderError, and what `open` throws when a thread that crashed can't be replaced. */
  run(task: EmbeddingTask): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      const line = task.kind === 'question' ? this.#questions : this.#others;
      line.push({ task, resolve, reject, attempts: 0 });
      this.#serve();
    });
  }

  /** Ends the thread; whatever waits is rejected. */
  async close(): Promise<void> {
    this.#state = 'closed';
    this.#rejectAll(new EmbedderError('The embedder was closed before it answered.'));
    await this.#worker?.terminate();
  }

  /** A method, since the compiler believes that the state is still what was last assigned. */
  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  async #load(worker: Worker): Promise<number> {
    const ended = new AbortController();
    worker.once('exit', () => ended.abort());
    const answer = once(worker, 'message', { signal: ended.signal });
    answer.catch(() => undefined);
    await this.#parts.verify();
    worker.postMessage({ kind: 'verified' } satisfies ToWorker);
    const [message] = (await answer.catch((cause: unknown) => {
      throw new EmbedderError('The embedding thread ended while it loaded the model.', { cause });
    })) as [FromWorker];
    if (message.kind === 'loaded') return message.passageTokens;
    throw new ModelUnusableError(
      `The model can't be loaded: ${'reason' in message ? message.reason : message.kind}`,
    );
  }

  #serve(): void {
    if (this.#state === 'closed') this.#rejectAll(new EmbedderError('The embedder is closed.'));
    if (this.#state === 'down') this.#reopen();
    if (this.#state !== 'ready' || this.#atWork !== undefined) return;
    this.#atWork = this.#questions.shift() ?? this.#others.shift();
    if (this.#atWork === undefined) {
      this.#worker?.unref();
      return;
    }
    this.#atWork.attempts++;
    this.#worker?.ref();
    this.#worker?.postMessage(this.#atWork.task satisfies ToWorker);
  }

  #settle(message: FromWorker): void {
    const errand = this.#atWork;
    this.#atWork = undefined;
    if (errand !== undefined) settleErrand(errand, message);
    this.#serve();
  }

  /** The thread ended by itself: what was at work goes first to the next one, unless it has had its attempts. */
  #replace(): void {
    if (this.#state === 'closed') return;
    const errand = this.#atWork;
    this.#atWork = undefined;
    if (errand !== undefined && errand.attempts < MAX_ATTEMPTS) {
      (errand.task.kind === 'question' ? this.#questions : this.#others).unshift(errand);
    } else {
      errand?.reject(
        new EmbedderError(
          `The embedding thread ended ${MAX_ATTEMPTS} times over one ${errand.task.kind}.`,
        ),
      );
    }
    this.#reopen();
  }

  #reopen(): void {
    this.open().catch((error: unknown) => {
      this.#rejectAll(error instanceof Error ? error : new EmbedderError(String(error)));
    });
  }

  #rejectAll(error: Error): void {
    const waiting = [...this.#questions.splice(0), ...this.#others.splice(0)];
    if (this.#atWork !== undefined) waiting.unshift(this.#atWork);
    this.#atWork = undefined;
    for (const { reject } of waiting) reject(error);
  }
}

function settleErrand({ task, resolve, reject }: Errand, message: FromWorker): void {
  switch (message.kind) {
    case 'counted':
    case 'embedded':
      return resolve(message);
    case 'too-long':
      return reject(new PassageTooLongError(message.reason));
    case 'failed':
    case 'unusable':
      return reject(new EmbedderError(`The model failed on a ${task.kind}: ${message.reason}.`));
    case 'loaded':
      return reject(new EmbedderError('The embedding thread spoke out of turn.'));
  }
}
