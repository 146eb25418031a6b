import type { Worker } from 'node:worker_threads';
import { type AddOnGate, newGate, openGate } from './addon-gate.ts';
import { EmbedderError, ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import {
  isOccupied,
  newOccupancy,
  type Occupancy,
  occupy,
  release,
  waitUntilFree,
} from './occupancy.ts';
import type { EmbeddingTask, FromWorker, ToWorker } from './worker-messages.ts';

/** What the worker says of a task that it could do. */
export type TaskOutcome = Extract<
  FromWorker,
  { readonly kind: 'counted' | 'question' | 'passage' }
>;

/** Memory that a worker shares with the main thread. */
export interface SharedMemory {
  readonly gate: AddOnGate;
  readonly occupancy: Occupancy;
}

export interface ThreadParts {
  /** Starts a worker whose file is `embedding-worker.ts`. */
  startWorker(memory: SharedMemory): Worker;
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
 * everything that waits, and replaces it when it ends. It keeps the process alive only while there is work.
 */
export class EmbeddingThread {
  readonly #parts: ThreadParts;
  readonly #questions: Errand[] = [];
  readonly #others: Errand[] = [];
  #atWork: Errand | undefined;
  #worker: Worker | undefined;
  #occupancy: Occupancy = newOccupancy();
  #state: 'down' | 'loading' | 'ready' | 'closed' = 'down';

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /**
   * Starts the thread and waits until its model is loaded.
   *
   * @returns how many tokens a passage may have.
   * @throws ModelFileError, ModelUnusableError or EmbedderError; no thread is left running then.
   */
  async open(): Promise<number> {
    this.#state = 'loading';
    const memory = { gate: newGate(), occupancy: newOccupancy() };
    this.#occupancy = memory.occupancy;
    const worker = this.#start(memory);
    try {
      const passageTokens = await this.#load(worker, memory.gate);
      worker.on('message', (message: FromWorker) => this.#settle(message));
      worker.once('exit', () => this.#replace());
      this.#state = 'ready';
      this.#serve();
      return passageTokens;
    } catch (error) {
      if (!this.#isClosed()) this.#state = 'down';
      await this.#end(worker);
      throw error;
    }
  }

  /** @throws PassageTooLongError, EmbedderError, and what `open` throws when a thread that ended can't be replaced. */
  run(task: EmbeddingTask): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      const line = task.kind === 'question' ? this.#questions : this.#others;
      line.push({ task, resolve, reject, attempts: 0 });
      this.#serve();
    });
  }

  /** Ends the thread when it has done what it is at; everything that waits is rejected. */
  async close(): Promise<void> {
    this.#state = 'closed';
    this.#rejectAll(new EmbedderError('The embedder was closed before it answered.'));
    if (this.#worker !== undefined) await this.#end(this.#worker);
  }

  #start(memory: SharedMemory): Worker {
    const worker = this.#parts.startWorker(memory);
    this.#worker = worker;
    // An uncaught error ends the thread, and "exit" tells it. The error may quote a text, so it goes no further.
    worker.on('error', () => undefined);
    worker.once('exit', () => release(memory.occupancy));
    process.off('exit', this.#holdExit);
    process.on('exit', this.#holdExit);
    return worker;
  }

  readonly #holdExit = () => waitUntilFree(this.#occupancy);

  async #load(worker: Worker, gate: AddOnGate): Promise<number> {
    const ended = endOf(worker);
    const verified = this.#parts.verify();
    verified.catch(() => undefined);
    await Promise.race([nextMessage(worker), ended]);
    if (!openGate(gate)) throw new EmbedderError('The embedding thread does not start.');
    await Promise.race([verified, ended]);
    const answer = nextMessage(worker);
    this.#post(worker, { kind: 'verified' });
    const message = await Promise.race([answer, ended]);
    if (this.#isClosed()) throw new EmbedderError('The embedder was closed while it loaded.');
    if (message.kind === 'loaded') return message.passageTokens;
    throw new ModelUnusableError(
      `The model can't be loaded: ${'reason' in message ? message.reason : message.kind}`,
    );
  }

  #post(worker: Worker, message: ToWorker): void {
    if (this.#isClosed()) return;
    occupy(this.#occupancy);
    worker.postMessage(message);
  }

  async #end(worker: Worker): Promise<void> {
    if (isOccupied(this.#occupancy)) {
      await Promise.race([nextMessage(worker), endOf(worker).catch(() => undefined)]);
    }
    await worker.terminate();
    process.off('exit', this.#holdExit);
  }

  /** A method, since the compiler believes that the state is still what was last assigned. */
  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #serve(): void {
    if (this.#state === 'closed') this.#rejectAll(new EmbedderError('The embedder is closed.'));
    if (this.#state === 'down') this.#reopen();
    const worker = this.#worker;
    if (this.#state !== 'ready' || worker === undefined || this.#atWork !== undefined) return;
    this.#atWork = this.#questions.shift() ?? this.#others.shift();
    if (this.#atWork === undefined) {
      worker.unref();
      return;
    }
    this.#atWork.attempts++;
    worker.ref();
    this.#post(worker, this.#atWork.task);
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

function nextMessage(worker: Worker): Promise<FromWorker> {
  return new Promise((resolve) => worker.once('message', resolve));
}

/** Never resolves; rejects when the thread ends. */
function endOf(worker: Worker): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    worker.once('exit', () => {
      reject(new EmbedderError('The embedding thread ended while it loaded the model.'));
    });
  });
  ended.catch(() => undefined);
  return ended;
}

function settleErrand({ task, resolve, reject }: Errand, message: FromWorker): void {
  switch (message.kind) {
    case 'counted':
    case 'question':
    case 'passage':
      return resolve(message);
    case 'too-long':
      return reject(new PassageTooLongError(message.reason));
    case 'failed':
    case 'unusable':
      return reject(new EmbedderError(`The model failed on a ${task.kind}: ${message.reason}.`));
    case 'at-gate':
    case 'loaded':
      return reject(new EmbedderError('The embedding thread spoke out of turn.'));
  }
}
