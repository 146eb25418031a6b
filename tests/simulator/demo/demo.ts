import { type Simulator, startSimulator } from '../driver/simulator.ts';
import { createStagehand } from './actions.ts';
import type { StartDemoBot } from './bot-process.ts';
import { type Cast, createCast, type Names } from './cast.ts';
import { type BotStatus, type Change, changeFor, peopleOf, snapshotOf } from './feed.ts';
import { servePage } from './page-server.ts';

/** How a demo is started. */
export interface DemoOptions {
  readonly bot: StartDemoBot;
  /** 0 for any free port. */
  readonly port: number;
  readonly names?: Names;
  /** Told of requests of the bot that Telegram would refuse. */
  readonly onViolation?: (words: string) => void;
  readonly onStatus?: (status: BotStatus) => void;
}

/** A demo under way. */
export interface Demo {
  readonly url: string;
  readonly sim: Simulator;
  readonly cast: Cast;
  readonly status: BotStatus;
  /** Stops the bot, then the rest. */
  close(): Promise<void>;
}

/** Starts the simulator, the page and the bot; the page can be opened while the bot still starts. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const sim = await startSimulator({ strict: false });
  const cast = createCast(sim, options.names);
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  let status: BotStatus = 'starting';
  const onStatus = (now: BotStatus): void => {
    if (now === status) return;
    status = now;
    tell({ kind: 'status', status });
    options.onStatus?.(now);
  };
  sim.events.subscribe((event) => {
    if (event.kind === 'violation') {
      options.onViolation?.(`${event.violation.method}: ${event.violation.problem}`);
    }
    const change = changeFor(sim, cast, event);
    if (change) tell(change);
  });
  const stagehand = createStagehand(sim, cast, () =>
    tell({ kind: 'people', people: peopleOf(cast) }),
  );
  const server = await servePage({
    port: options.port,
    snapshot: () => snapshotOf(sim, cast, status),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    perform: (action) => stagehand.perform(action),
  }).catch(async (error: unknown) => {
    await sim.close();
    throw error;
  });
  const bot = options.bot(sim, onStatus);
  // A bot that can't be started is reported by `started`; until that is awaited it must not end the process.
  bot.catch(() => onStatus('stopped'));
  return {
    url: `http://127.0.0.1:${server.port}/`,
    sim,
    cast,
    get status() {
      return status;
    },
    async close() {
      await bot.then(
        (running) => running.stop(),
        () => undefined,
      );
      await server.close();
      await sim.close();
    },
  };
}
