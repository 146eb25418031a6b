import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isPlain } from '../../src/index/documents/readers.ts';
import type { FuzzReply, FuzzRequest } from './messages.ts';

/** A sample is read in a second at most: what takes longer than this hangs, or makes its parser do things many times. */
const LATE_AFTER_MS = 30_000;

/** More than this for a file of at most a few megabytes is no bounded memory. */
const MAX_MEMORY_MB = 1024;

/** What a request led to; `failure` is for a maintainer to read. */
export interface FuzzOutcome extends Omit<FuzzReply, 'memoryBytes'> {
  readonly memoryBytes: number | undefined;
}

/** Reads changed files in a process of its own, which is replaced after a hang, a crash or when it has grown too large. */
export class Fuzzing {
  #child: ChildProcess | undefined;

  async read(request: FuzzRequest): Promise<FuzzOutcome> {
    const child = (this.#child ??= await startChild());
    const outcome = await outcomeOf(child, request);
    const isTooLarge = (outcome.memoryBytes ?? Infinity) > MAX_MEMORY_MB * 1024 * 1024;
    const isOver = outcome.outcome === 'failed' || outcome.outcome === 'late';
    if (isTooLarge || isOver) this.close();
    if (!isTooLarge || isOver) return outcome;
    return { ...outcome, outcome: 'failed', failure: `needs more than ${MAX_MEMORY_MB} MB` };
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

async function startChild(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('reading-child.ts', import.meta.url));
  const child = fork(file, [], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MAX_MEMORY_MB}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

function outcomeOf(child: ChildProcess, request: FuzzRequest): Promise<FuzzOutcome> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const settle = (outcome: FuzzOutcome): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      resolve(outcome);
    };
    const end = (failure: string, isLate: boolean): void => {
      const outcome = isLate && !isPlain(request.sample) ? 'late' : 'failed';
      settle({ outcome, failure, ms: performance.now() - begun, memoryBytes: undefined });
    };
    const onMessage = (reply: unknown): void => settle(reply as FuzzReply);
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
      end(`ended the process (${signal ?? `exit code ${code}`})`, false);
    const timer = setTimeout(
      () => end(`takes over ${LATE_AFTER_MS / 1000} s`, true),
      LATE_AFTER_MS,
    );
    child.on('message', onMessage).on('exit', onExit);
    child.send(request);
  });
}
