import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { createInterface } from 'node:readline';
import {
  buildFactsOf,
  type IndexLine,
  outcomeOf,
  progressOf,
  readIndexLine,
} from './index-lines.ts';
import type { BuildOptions, BuildOutcome, Workshop } from './workshop.ts';

/** The maintainers' commands as a program: what is built by it can't slow the bot down, run out of its memory, or end it. */
export interface IndexProgram {
  /** The compiled src/index/main.ts. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Run {
  readonly onLine?: (line: IndexLine) => void;
  readonly stopping?: AbortSignal;
}

/** What a command came to. */
interface Ended {
  /** The last line that said something. */
  readonly last: IndexLine | undefined;
  readonly wasStopped: boolean;
  readonly code: number | null;
}

/** The part of the workshop that runs in processes of its own. */
export function indexProcess(
  program: IndexProgram,
): Pick<Workshop, 'build' | 'builds' | 'rollBack'> {
  return {
    async build(options, { onProgress, stopping }) {
      const ended = await run(program, ['index', '--json', ...flagsOf(options)], {
        stopping,
        onLine: (line) => line.kind === 'progress' && onProgress(progressOf(line)),
      });
      return buildOutcome(ended);
    },
    async builds() {
      const { last } = await run(program, ['library', 'list', '--json']);
      return last?.kind === 'builds' ? buildFactsOf(last) : [];
    },
    async rollBack(build) {
      const { last, code } = await run(program, ['library', 'rollback', build, '--json']);
      if (last?.kind === 'rolled-back') return { kind: 'done' };
      return { kind: 'failed', says: last?.kind === 'failed' ? last.says : endedWith(code) };
    },
  };
}

function flagsOf({ force, yes, allowEmpty }: BuildOptions): string[] {
  return [
    ...(force ? ['--force'] : []),
    ...(yes ? ['--yes'] : []),
    ...(allowEmpty ? ['--allow-empty'] : []),
  ];
}

function buildOutcome({ last, wasStopped, code }: Ended): BuildOutcome {
  const outcome = outcomeOf(last);
  if (outcome) return outcome;
  if (wasStopped) return { kind: 'stopped' };
  return { kind: 'failed', error: 'CommandFailed', says: endedWith(code) };
}

function endedWith(code: number | null): string {
  return code === null
    ? 'The build was ended by the system, for want of memory most likely. Run "npm run index" on the machine to see more.'
    : `The build failed (exit code ${code}). Run "npm run index" on the machine to see why.`;
}

async function run(
  program: IndexProgram,
  args: readonly string[],
  given: Run = {},
): Promise<Ended> {
  const { stopping, onLine } = given;
  const child = spawn(process.execPath, [program.path, ...args], {
    env: program.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (child.pid !== undefined) giveWay(child.pid);
  let last: IndexLine | undefined;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (text) => {
    const line = readIndexLine(text);
    if (line) onLine?.(line);
    last = line ?? last;
  });
  const stop = (): void => void child.kill('SIGTERM');
  if (stopping?.aborted) stop();
  stopping?.addEventListener('abort', stop, { once: true });
  try {
    const [[code]] = (await Promise.all([once(child, 'close'), once(lines, 'close')])) as [
      [number | null],
      unknown,
    ];
    return { last, code, wasStopped: stopping?.aborted === true };
  } finally {
    stopping?.removeEventListener('abort', stop);
  }
}

/** Questions come first. A system that can't do it builds at the same priority. */
function giveWay(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    return;
  }
}
