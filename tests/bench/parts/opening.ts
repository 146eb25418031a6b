import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchPlaces } from './places.ts';

export interface OpeningMeasured {
  /** Wall clock from the start of the process to its first answer, library in place. */
  readonly firstAnswerMs: number;
  /** Processor time of all its threads until then; undefined where the system has no /proc. */
  readonly cpuMs: number | undefined;
  /** Resident memory then, and the most there was until then; undefined likewise. */
  readonly rssMb: number | undefined;
  readonly peakMb: number | undefined;
}

const ASK = fileURLToPath(new URL('../../../dist/retrieval/main.js', import.meta.url));

/** Starts `npm run ask` as a program would, and waits for its answer to one question. */
export async function measureOpening(
  places: BenchPlaces,
  question: string,
): Promise<OpeningMeasured> {
  const since = performance.now();
  const child = spawn(process.execPath, [ASK, 'ask', '--json'], {
    env: {
      DOCUMENTS_DIR: places.documentsDir,
      LIBRARY_DIR: places.libraryDir,
      MODELS_DIR: places.modelsDir,
      EMBEDDING_MODEL: places.modelId,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${question}\n`);
  const answered = once(createInterface({ input: child.stdout }), 'line');
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('It gave no answer.')));
  await Promise.race([answered, failed]);
  const firstAnswerMs = performance.now() - since;
  failed.catch(() => undefined);
  const measured = { firstAnswerMs, ...(await ofProcess(child.pid ?? 0)) };
  child.stdin.end();
  await failed.catch(() => undefined);
  return measured;
}

/** Linux counts processor time in hundredths of a second, whatever the machine (USER_HZ). */
const MS_PER_TICK = 10;

async function ofProcess(pid: number): Promise<Omit<OpeningMeasured, 'firstAnswerMs'>> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    return { cpuMs, rssMb: mb('VmRSS'), peakMb: mb('VmHWM') };
  } catch {
    return { cpuMs: undefined, rssMb: undefined, peakMb: undefined };
  }
}
