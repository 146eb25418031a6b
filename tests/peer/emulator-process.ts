import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running lo-bot-api-emulator. */
export interface EmulatorProcess {
  readonly apiRoot: string;
  /** Puts an update into the bot's queue; the emulator numbers it. */
  enqueue(token: string, update: object): Promise<void>;
  /** Ends it; throws where it refused a request, or the bot answered nobody. */
  close(): Promise<void>;
}

/**
 * Refusals that are no fault of the bot: while two instances poll, and while the poll of one that was killed is not yet over,
 * the emulator refuses the second.
 */
const ALLOWED_REFUSALS = ['getUpdates:409'];

/** Starts `program` on a free port. */
export async function startEmulatorProcess(program: string): Promise<EmulatorProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  const journal = join(folder, 'journal.jsonl');
  const child = spawn(
    program,
    ['--port', '0', '--enable-control', '--allow-insecure-loopback-webhooks', '--journal', journal],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PYTHONUNBUFFERED: '1' } },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const apiRoot = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const [root] = /http:\/\/[\w.:]+/.exec(output) ?? [];
      if (root !== undefined) resolve(root);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The emulator ended by itself. ${output}`)));
  });
  return {
    apiRoot,
    async enqueue(token, update) {
      const reply = await fetch(`${apiRoot}/__fixture/updates`, {
        method: 'POST',
        body: JSON.stringify({ token, update }),
      });
      if (!reply.ok) throw new Error(`The emulator took no update: ${await reply.text()}`);
    },
    async close() {
      child.kill('SIGTERM');
      await ended;
      process.removeListener('exit', kill);
      try {
        await verdict(program, journal);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

/** The emulator's own judgement over its journal. */
async function verdict(program: string, journal: string): Promise<void> {
  const allowed = ALLOWED_REFUSALS.flatMap((refusal) => ['--allow-refusal', refusal]);
  const child = spawn(program, ['verdict', journal, '--require-response', ...allowed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The emulator's verdict on the bot: ${output}`);
}
