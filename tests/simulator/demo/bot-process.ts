import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Simulator } from '../driver/simulator.ts';
import type { BotStatus } from './feed.ts';

/** A bot that the demo shows; the real one unless a test brings its own. */
interface DemoBot {
  stop(): Promise<void>;
}

/** Starts a bot against a simulator and tells where it stands. */
export type StartDemoBot = (
  sim: Simulator,
  onStatus: (status: BotStatus) => void,
) => Promise<DemoBot>;

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = join(PROJECT, 'dist', 'bot', 'main.js');

/** The bot itself finishes within 10 s of SIGTERM; after this it is ended, ms. */
const STOP_MS = 12_000;

/**
 * Starts `node dist/bot/main.js` as `npm start` does, with documents and library as set for it, and speaking to the
 * simulator only. Its state is this demo's alone: that of a real bot knows other chats.
 */
export function realBot(env: NodeJS.ProcessEnv): StartDemoBot {
  return async (sim, onStatus) => {
    if (!existsSync(ENTRY)) await build();
    const state = await mkdtemp(join(tmpdir(), 'excerpt-bot-demo-'));
    const child = spawn(process.execPath, [ENTRY], {
      cwd: PROJECT,
      env: botEnvironment(env, sim, state),
      // Its progress and its complaints belong into the terminal.
      stdio: ['ignore', 'inherit', 'inherit'],
      // Ctrl-C goes to all processes in the terminal's foreground; this one is stopped by us, once.
      detached: true,
    });
    const kill = (): unknown => child.kill('SIGKILL');
    process.once('exit', kill);
    const stopListening = sim.events.subscribe((event) => {
      if (event.kind === 'call' && event.call.method === 'getUpdates') onStatus('ready');
    });
    const ended = untilEnded(child).then(async () => {
      process.removeListener('exit', kill);
      stopListening();
      onStatus('stopped');
      await rm(state, { recursive: true, force: true });
    });
    return { stop: () => stop(child, ended) };
  };
}

function untilEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** The token, the address and the ports of a real bot are kept from this one, also those in `.env`. */
function botEnvironment(env: NodeJS.ProcessEnv, sim: Simulator, state: string): NodeJS.ProcessEnv {
  return {
    LOG_LEVEL: 'warn',
    ...env,
    BOT_TOKEN: sim.token,
    TELEGRAM_API_ROOT: sim.apiRoot,
    STATE_DIR: state,
    WEBHOOK_URL: '',
    WEBHOOK_SECRET: '',
    METRICS_PORT: '',
  };
}

/** `npm install` builds; this is for a checkout where the build was removed. */
async function build(): Promise<void> {
  process.stdout.write('Building …\n');
  const child = spawn(
    process.execPath,
    [join(PROJECT, 'node_modules/typescript/bin/tsc'), '-p', 'src'],
    {
      cwd: PROJECT,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  await untilEnded(child);
  if (!existsSync(ENTRY)) throw new BuildError('The build failed: see above, then npm run build.');
}

/** Thrown where the bot can't be compiled. */
class BuildError extends Error {
  override name = 'BuildError' as const;
}
