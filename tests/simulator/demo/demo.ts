import { type Simulator, startSimulator } from '../driver/simulator.ts';
import { createStagehand } from './actions.ts';
import type { StartDemoBot } from './bot-process.ts';
import { type Cast, createCast, type Names } from './cast.ts';
import { type BotStatus, type Change, changeFor, peopleOf, snapshotOf } from './feed.ts';
import { type PageServer, servePage } from './page-server.ts';

/** How a demo is started. */
export interface DemoOptions {
  readonly bot: StartDemoBot;
  /** 0 for any free port. */
  readonly port: number;
  readonly names?: Names;
  /** Told of requests of the bot that Telegram would refuse. */
  readonly onViolation?: (words: string) => void;
  /** Told when the bot ends by itself. */
  readonly onEnd?: () => void;
}

/** A demo under way. */
export interface Demo {
  readonly url: string;
  readonly sim: Simulator;
  readonly cast: Cast;
  /** Resolves when the bot takes messages; rejects with BotEndedError where it ends before that. */
  readonly ready: Promise<void>;
  /** Stops the bot, then the rest. */
  close(): Promise<void>;
}

/** Thrown where the bot ends before it took any message. */
class BotEndedError extends Error {
  override name = 'BotEndedError' as const;
}

/**
 * Starts the simulator, the page and the bot; the page can be opened while the bot still starts.
 *
 * @throws PortError
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const sim = await startSimulator({ strict: false });
  const cast = createCast(sim, options.names);
  const feed = createFeed();
  sim.events.subscribe((event) => {
    if (event.kind === 'violation') {
      options.onViolation?.(`${event.violation.method}: ${event.violation.problem}`);
    }
    const change = changeFor(sim, cast, event);
    if (change) feed.tell(change);
  });
  const server = await startPage(options.port, { sim, cast, feed }).catch(
    async (error: unknown) => {
      await sim.close();
      throw error;
    },
  );
  const bot = startBot(options, sim, feed);
  return {
    url: `http://127.0.0.1:${server.port}/`,
    sim,
    cast,
    ready: bot.ready,
    async close() {
      await bot.stop();
      await server.close();
      await sim.close();
    },
  };
}

/** What the page is told, and who listens. */
interface Feed {
  status: BotStatus;
  tell(change: Change): void;
  subscribe(listener: (change: Change) => void): () => void;
}

function createFeed(): Feed {
  const listeners = new Set<(change: Change) => void>();
  return {
    status: 'starting',
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function startPage(
  port: number,
  { sim, cast, feed }: { sim: Simulator; cast: Cast; feed: Feed },
): Promise<PageServer> {
  const stagehand = createStagehand(sim, cast, () =>
    feed.tell({ kind: 'people', people: peopleOf(cast) }),
  );
  return servePage({
    port,
    snapshot: () => snapshotOf(sim, cast, feed.status),
    subscribe: (listener) => feed.subscribe(listener),
    perform: (action) => stagehand.perform(action),
  });
}

function startBot(
  { bot: start, onEnd }: DemoOptions,
  sim: Simulator,
  feed: Feed,
): { readonly ready: Promise<void>; stop(): Promise<void> } {
  let isStopping = false;
  const { promise: ready, resolve, reject } = withResolvers();
  // Who does not ask whether it got ready hears of its end by `onEnd`.
  ready.catch(() => undefined);
  const onStatus = (status: BotStatus): void => {
    if (feed.status === status) return;
    feed.status = status;
    feed.tell({ kind: 'status', status });
    if (status === 'ready') resolve();
    if (status !== 'stopped') return;
    reject(new BotEndedError('The bot ended before it was ready: it says above why.'));
    if (!isStopping) onEnd?.();
  };
  const started = start(sim, onStatus);
  started.catch((error: unknown) => {
    reject(error);
    onStatus('stopped');
  });
  return {
    ready,
    async stop() {
      isStopping = true;
      await started.then(
        (bot) => bot.stop(),
        () => undefined,
      );
    },
  };
}

/** Promise.withResolvers, which Node 20 has not. */
function withResolvers(): {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: unknown) => void;
} {
  let resolve = (): void => undefined;
  let reject = (_reason: unknown): void => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
