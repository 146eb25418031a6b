import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Simulator } from './simulator.ts';

/** A Bot API server that a bot can be started against; every simulator is one, and tests/peer/ has another. */
export type BotServer = Pick<Simulator, 'apiRoot' | 'token' | 'until' | 'whenClosed'> & {
  readonly calls: readonly Pick<Simulator['calls'][number], 'method'>[];
  readonly events: Pick<Simulator['events'], 'emit'>;
};

/** Where a bot keeps its things. Hand them to another `startBot` to begin where the first one ended. */
interface BotFolders {
  readonly documents: string;
  readonly library: string;
  readonly state: string;
}

/** How the bot under test is started. */
export interface BotOptions {
  readonly folders?: Partial<BotFolders>;
  /** Documents by file name, written into a new folder; one short text unless told, so that the library is built at once. */
  readonly documents?: Readonly<Record<string, string>>;
  /** Further environment variables; undefined takes one away (BOT_TOKEN, say). */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another program than the bot: what the simulator's own tests run. */
  readonly program?: string;
  /** `polling`: it asked for updates (or got a webhook set); `nothing`: it was spawned. `polling` unless told. */
  readonly until?: 'polling' | 'nothing';
  /** Milliseconds until it must be ready; a library may have to be built first. */
  readonly withinMs?: number;
}

/** How a process ended. */
interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from the start, or from the signal that was sent last. */
  readonly ms: number;
}

/** The real bot in a process of its own. */
export interface Bot {
  readonly folders: BotFolders;
  readonly pid: number;
  /** Everything it printed so far, both streams, restarts included. */
  readonly output: string;
  readonly isRunning: boolean;
  /** Resolves when the present process ends, whatever the reason. */
  readonly exited: Promise<Exit>;
  /** SIGKILL: no chance to finish anything. */
  kill9(): Promise<Exit>;
  /** SIGTERM, or another signal. */
  terminate(signal?: NodeJS.Signals): Promise<Exit>;
  /** Starts it again in the same folders, after its end (which it brings about with SIGKILL if need be). */
  restart(options?: Pick<BotOptions, 'env' | 'until' | 'withinMs'>): Promise<void>;
}

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = join(PROJECT, 'dist', 'bot', 'main.js');
const READY_MS = 60_000;

const DOCUMENTS = {
  'lighthouse.txt': `The lighthouse of Alexandria

The lighthouse of Alexandria stood on the island of Pharos. It was built in the reign of Ptolemy II Philadelphus.

How tall was the lighthouse? Ancient writers say that it was at least one hundred metres tall. An earthquake in 1303 damaged it badly.
`,
};

/** Starts `node dist/bot/main.js` against a simulator. `sim.close()` ends it and removes the folders made here. */
export async function startBot(sim: BotServer, options: BotOptions = {}): Promise<Bot> {
  const program = options.program ?? ENTRY;
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first.`);
  const folders = await prepareFolders(sim, options);
  let output = '';
  let running = launch();
  children.add(running);

  const bot: Bot = {
    folders,
    get pid() {
      return running.child.pid ?? 0;
    },
    get output() {
      return output;
    },
    get isRunning() {
      return running.end === undefined;
    },
    get exited() {
      return running.exited;
    },
    kill9: () => end('SIGKILL'),
    terminate: (signal = 'SIGTERM') => end(signal),
    async restart(again = {}) {
      if (running.end === undefined) await end('SIGKILL');
      running = launch(again.env);
      children.add(running);
      await ready({ ...options, ...again });
    },
  };
  sim.whenClosed(async () => {
    if (running.end === undefined) await end('SIGKILL');
  });
  await ready(options);
  return bot;

  function launch(env: BotOptions['env'] = {}): Running {
    const child = spawn(process.execPath, [program], {
      cwd: PROJECT,
      env: environment(sim, folders, { ...options.env, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const note = (text: string): void => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', note);
    child.stderr.setEncoding('utf8').on('data', note);
    return watch(child, (exit) => {
      const words = `The bot ended by itself (${exit.code ?? exit.signal}). It said:\n${output.slice(-2000)}`;
      sim.events.emit({ kind: 'broken', reason: new Error(words) });
    });
  }

  function end(signal: NodeJS.Signals): Promise<Exit> {
    running.awaitEnd();
    running.child.kill(signal);
    return running.exited;
  }

  async function ready({ until = 'polling', withinMs = READY_MS }: BotOptions): Promise<void> {
    if (until === 'nothing') return;
    const first = sim.calls.length;
    const look = (): true | undefined => {
      const isReady = ({ method }: { method: string }): boolean =>
        method === 'getUpdates' || method === 'setWebhook';
      return sim.calls.slice(first).some(isReady) ? true : undefined;
    };
    try {
      await sim.until(look, { withinMs, what: 'the bot to ask for updates' });
    } catch (error) {
      running.awaitEnd();
      running.child.kill('SIGKILL');
      throw new Error(`The bot did not start. It said:\n${output.slice(-2000)}`, { cause: error });
    }
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  end: Exit | undefined;
  /** From now on an end is no surprise, and its time counts from here. */
  awaitEnd(): void;
}

const children = new Set<Running>();
process.once('exit', () => {
  for (const { child, end } of children) if (end === undefined) child.kill('SIGKILL');
});

function watch(child: ChildProcess, onSurprise: (exit: Exit) => void): Running {
  let since = Date.now();
  let isExpected = false;
  const exited = new Promise<Exit>((resolve) => {
    // `close` and not `exit`: by then both streams are read to their ends.
    child.once('close', (code, signal) => {
      const exit = { code, signal, ms: Date.now() - since };
      running.end = exit;
      children.delete(running);
      resolve(exit);
      if (!isExpected) onSurprise(exit);
    });
  });
  const running: Running = {
    child,
    exited,
    end: undefined,
    awaitEnd() {
      isExpected = true;
      since = Date.now();
    },
  };
  return running;
}

async function prepareFolders(sim: BotServer, options: BotOptions): Promise<BotFolders> {
  const { documents, library, state } = options.folders ?? {};
  if (documents !== undefined && library !== undefined && state !== undefined)
    return { documents, library, state };
  const made = await makeFolders(options.documents);
  sim.whenClosed(made.remove);
  return { ...made.folders, ...options.folders };
}

/** New folders with documents in them, for tests that share a library between several bots. */
export async function makeFolders(
  documents: Readonly<Record<string, string>> = DOCUMENTS,
): Promise<{ readonly folders: BotFolders; readonly remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'bot-under-test-'));
  const folders = {
    documents: join(root, 'documents'),
    library: join(root, 'library'),
    state: join(root, 'state'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder);
  for (const [name, text] of Object.entries(documents)) {
    const path = join(folders.documents, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return { folders, remove: () => rm(root, { recursive: true, force: true }) };
}

function environment(
  sim: BotServer,
  folders: BotFolders,
  env: NonNullable<BotOptions['env']>,
): NodeJS.ProcessEnv {
  const complete: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    BOT_TOKEN: sim.token,
    TELEGRAM_API_ROOT: sim.apiRoot,
    DOCUMENTS_DIR: folders.documents,
    LIBRARY_DIR: folders.library,
    STATE_DIR: folders.state,
    ...env,
  };
  return Object.fromEntries(Object.entries(complete).filter(([, value]) => value !== undefined));
}
