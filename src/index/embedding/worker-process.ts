import type { ChildProcess } from 'node:child_process';
import { EmbedderError, ModelUnusableError, PassageTooLongError } from './model-errors.ts';
import type { EmbeddingTask, FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

/** What the worker says of a task that it could do. */
export type TaskOutcome = Extract<
  FromWorker,
  { readonly kind: 'counted' | 'question' | 'passage' }
>;

export interface WorkerParts {
  readonly start: WorkerStart;
  /** Starts a process whose file is `embedding-worker.ts`. */
  fork(): ChildProcess;
  /** Resolves when the model's files are the right ones; no native code sees their bytes before. */
  verify(): Promise<void>;
}

interface Errand {
  readonly task: EmbeddingTask;
  readonly resolve: (outcome: TaskOutcome) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

/** A task that was at work when its worker ended is given to the next worker once: it may be what ended it. */
const MAX_ATTEMPTS = 2;

/**
 * The process that the model runs in, seen from this side: starts it, gives it one task at a time, questions before
 * everything that waits, and replaces it when it ends. It keeps this process alive only while there is work.
 *
 * A process, since onnxruntime-node 1.14 is not made for worker threads; each of these was seen here on Node 20:
 * `worker.terminate()` and `process.exit()` during a pass abort the whole process ("terminate called after throwing an
 * instance of 'Napi::Error'", exit code 134), and the second worker corrupts the heap ("free(): invalid next size"), as
 * the add-on keeps one reference for all threads and releases it into the memory of the one that ended. A process can be
 * killed at any moment, and the bot outlives whatever happens in it. It costs 40 ms and 40 MB more than a thread.
 */
export class WorkerProcess {
  readonly #parts: WorkerParts;
  readonly #questions: Errand[] = [];
  readonly #others: Errand[] = [];
  #atWork: Errand | undefined;
  #worker: ChildProcess | undefined;
  #state: 'down' | 'loading' | 'ready' | 'closed' = 'down';

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /**
   * Starts the worker and waits until its model is loaded.
   *
   * @returns how many tokens a passage may have.
   * @throws ModelFileError, ModelUnusableError or EmbedderError; no worker is left running then.
   */
  async open(): Promise<number> {
    this.#state = 'loading';
    const worker = this.#parts.fork();
    this.#worker = worker;
    try {
      const passageTokens = await this.#load(worker);
      worker.on('message', (message: FromWorker) => this.#settle(worker, message));
      worker.once('exit', () => this.#replace());
      this.#state = 'ready';
      this.#serve();
      return passageTokens;
    } catch (error) {
      if (!this.#isClosed()) this.#state = 'down';
      await kill(worker);
      throw error;
    }
  }

  /** @throws PassageTooLongError, EmbedderError, and what `open` throws when a worker that ended can't be replaced. */
  run(task: EmbeddingTask): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      const line = task.kind === 'question' ? this.#questions : this.#others;
      line.push({ task, resolve, reject, attempts: 0 });
      this.#serve();
    });
  }

  /** Ends the worker; whatever it is at and whatever waits is rejected. */
  async close(): Promise<void> {
    this.#state = 'closed';
    this.#rejectAll(new EmbedderError('The embedder was closed before it answered.'));
    if (this.#worker !== undefined) await kill(this.#worker);
  }

  async #load(worker: ChildProcess): Promise<number> {
    const answer = firstMessage(worker);
    answer.catch(() => undefined);
    post(worker, this.#parts.start);
    await this.#parts.verify();
    post(worker, { kind: 'verified' });
    const message = await answer;
    if (this.#isClosed()) throw new EmbedderError('The embedder was closed while it loaded.');
    if (message.kind === 'loaded') return message.passageTokens;
    throw new ModelUnusableError(
      `The model can't be loaded: ${'reason' in message ? message.reason : message.kind}`,
    );
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
    keepAlive(worker, this.#atWork !== undefined);
    if (this.#atWork === undefined) return;
    this.#atWork.attempts++;
    post(worker, this.#atWork.task);
  }

  /** The last words of a worker that was replaced meanwhile count no more. */
  #settle(worker: ChildProcess, message: FromWorker): void {
    if (worker !== this.#worker) return;
    const errand = this.#atWork;
    this.#atWork = undefined;
    if (errand !== undefined) settleErrand(errand, message);
    this.#serve();
  }

  /** The worker ended by itself: what was at work goes first to the next one, unless it has had its attempts. */
  #replace(): void {
    if (this.#state === 'closed') return;
    const errand = this.#atWork;
    this.#atWork = undefined;
    if (errand !== undefined && errand.attempts < MAX_ATTEMPTS) {
      (errand.task.kind === 'question' ? this.#questions : this.#others).unshift(errand);
    } else {
      errand?.reject(
        new EmbedderError(
          `The embedding worker ended ${MAX_ATTEMPTS} times over one ${errand.task.kind}.`,
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

function firstMessage(worker: ChildProcess): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message) => resolve(message as FromWorker));
    worker.once('error', (cause) => {
      reject(new EmbedderError("The embedding worker can't be started.", { cause }));
    });
    worker.once('exit', (code, signal) => {
      const end = signal ?? `exit code ${code}`;
      reject(new EmbedderError(`The embedding worker ended while it loaded the model (${end}).`));
    });
  });
}

/** A worker that has ended takes no message; its "exit" tells that. */
function post(worker: ChildProcess, message: ToWorker): void {
  worker.send(message, () => undefined);
}

function keepAlive(worker: ChildProcess, needed: boolean): void {
  if (needed) {
    worker.ref();
    worker.channel?.ref();
  } else {
    worker.unref();
    worker.channel?.unref();
  }
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null || worker.pid === undefined) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGKILL');
  await ended;
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
    case 'loaded':
      return reject(new EmbedderError('The embedding worker spoke out of turn.'));
  }
}
