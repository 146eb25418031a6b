import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sumFile } from '../library/files.ts';
import type { FileReading, FileRequest } from './read-file.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { FromReader, ToReader } from './reading-messages.ts';

/** The compiled file in any case: Node 20 loads no TypeScript in another process. */
const READER = new URL(
  import.meta.url.replace(/\/src\/index\/documents\/[^/]*$/, '/dist/index/documents/'),
).href;

/** What a process keeps of one file is taken from the next one's share: above this part of the limit it is replaced. */
const KEPT_SHARE = 1 / 2;

/**
 * Reads files in a process of its own, within limits of time and memory. The process starts with the first file and is
 * replaced when a file ended it; a file that did is told in words and nothing else happens.
 */
export class ReadingProcess {
  readonly #limits: ReadingLimits;
  #child: ChildProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limits: ReadingLimits) {
    this.#limits = limits;
  }

  /** Never rejects for what a file holds. Files are read one after the other. */
  read(request: FileRequest): Promise<FileReading> {
    const reading = this.#turn.then(() => this.#read(request));
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  /** Ends the process; what is being read is left out. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #read(request: FileRequest): Promise<FileReading> {
    const child = (this.#child ??= this.#start());
    const outcome = await askWithin(child, request, this.#limits.maxSeconds);
    if (outcome.kind === 'read') {
      if (outcome.memoryBytes > this.#limits.maxMemoryMb * 1024 * 1024 * KEPT_SHARE) this.close();
      return outcome.reading;
    }
    this.close();
    return { bytes: await bytesOf(request), outline: { reason: this.#reasonOf(outcome) } };
  }

  #start(): ChildProcess {
    const child = startReader(this.#limits);
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }

  #reasonOf(end: ReaderEnd): string {
    const { maxSeconds, maxMemoryMb } = this.#limits;
    switch (end.kind) {
      case 'late':
        return `takes longer to read than the ${maxSeconds} s that MAX_READ_SECONDS allows`;
      case 'killed':
        return `needs more memory to read than the ${maxMemoryMb} MB that MAX_READ_MEMORY_MB allows`;
      case 'ended':
        return `made its reader fail (exit code ${end.code})`;
    }
  }
}

/** The checksum tells that the file is still the same one that can't be read. */
async function bytesOf({ path, maxFileBytes }: FileRequest): Promise<FileReading['bytes']> {
  try {
    const { bytes, sha256 } = await sumFile(path);
    return bytes > maxFileBytes ? undefined : { count: bytes, sha256 };
  } catch {
    return undefined;
  }
}

type ReaderEnd =
  | { readonly kind: 'late' }
  /** By its own watch, by V8 or by the system: each for want of memory. */
  | { readonly kind: 'killed' }
  | { readonly kind: 'ended'; readonly code: number | null };

/** It knows nothing of the environment: no secret is there to be found by what a document might do. */
function startReader({ maxMemoryMb }: ReadingLimits): ChildProcess {
  const file = fileURLToPath(new URL('reading-worker.js', READER));
  return fork(file, [String(maxMemoryMb), String(process.pid)], {
    env: {},
    execArgv: [`--max-old-space-size=${maxMemoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** V8 aborts for want of memory. */
const ABORT_CODE = 134;

function askWithin(
  child: ChildProcess,
  request: ToReader,
  maxSeconds: number,
): Promise<({ readonly kind: 'read' } & FromReader) | ReaderEnd> {
  return new Promise((resolve) => {
    const settle = (outcome: Parameters<typeof resolve>[0]): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      resolve(outcome);
    };
    const onMessage = (message: unknown): void =>
      settle({ kind: 'read', ...(message as FromReader) });
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      const isKilled = signal === 'SIGKILL' || signal === 'SIGABRT' || code === ABORT_CODE;
      settle(isKilled ? { kind: 'killed' } : { kind: 'ended', code });
    };
    const onError = (): void => settle({ kind: 'ended', code: null });
    const timer = setTimeout(() => settle({ kind: 'late' }), maxSeconds * 1000);
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    child.send(request, () => undefined);
  });
}
