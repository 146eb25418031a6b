import { readFile } from 'node:fs/promises';
import os from 'node:os';

/** Where something was measured: figures of different machines can't be compared. */
export interface Machine {
  readonly processor: string;
  /** Processors that the system sees; two may share a core. */
  readonly processors: number;
  readonly memoryMb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run, mean of the last minute: much more than 0 at the start, and others were at work. */
  readonly loadAtStart: number;
  readonly loadAtEnd: number;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly version: string;
}

/** Call it at the start; what it returns describes the machine at the end. */
export function startMachine(): () => Promise<Machine> {
  const loadAtStart = load();
  const measuredAt = new Date().toISOString();
  return async () => ({
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    processors: os.cpus().length,
    memoryMb: Math.round(os.totalmem() / 1024 / 1024),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    loadAtStart,
    loadAtEnd: load(),
    measuredAt,
    version: await version(),
  });
}

function load(): number {
  return Math.round((os.loadavg()[0] ?? 0) * 100) / 100;
}

async function version(): Promise<string> {
  const json = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(json) as { version: string }).version;
}
