import { InputFile } from 'grammy';
import type { Update } from 'grammy/types';
import { createBot, ALLOWED_UPDATES } from '../../../src/bot/bot.ts';
import { openBooks } from '../../../src/bot/books.ts';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { sqliteStore } from '../../../src/bot/inbox/sqlite-store.ts';
import { openState } from '../../../src/bot/inbox/state.ts';
import { openAudit } from '../../../src/bot/maintaining/audit.ts';
import { newestInlineQueries } from '../../../src/bot/newest.ts';
import type { Retrieval } from '../../../src/bot/run-parts.ts';
import { readBotSettings } from '../../../src/bot/settings.ts';
import { createBudget } from '../../../src/bot/telegram/budget.ts';
import { sending } from '../../../src/bot/telegram/sending.ts';
import type { Simulator } from '../../simulator/driver/simulator.ts';
import { leapingClock } from './clock.ts';

/** The bot in this process, with a state of its own on disk. */
export interface BotInProcess {
  /** Handles all updates that there are, and those that come of it. */
  handleAll(): Promise<void>;
  /** What went wrong unforeseen. */
  readonly failures: readonly unknown[];
  close(): void;
}

export interface BotInProcessParts {
  readonly retrieval: Omit<Retrieval, 'close'>;
  readonly stateDir: string;
}

/**
 * The real bot without its inbox: its calls go to the simulator as JSON, without waiting and (but for files) without HTTP, so
 * that thousands of cases take seconds.
 */
export function botInProcess(sim: Simulator, parts: BotInProcessParts): BotInProcess {
  const { token: BOT_TOKEN, apiRoot: TELEGRAM_API_ROOT, world } = sim;
  // Nobody is hindered from going on.
  const settings = readBotSettings({
    BOT_TOKEN,
    TELEGRAM_API_ROOT,
    PERSON_PER_MINUTE: '0',
    GROUP_PER_MINUTE: '0',
  });
  const db = openState(parts.stateDir);
  // Nothing here has to survive the machine.
  db.exec('PRAGMA synchronous = OFF');
  const books = openBooks(db, sqliteStore(db, createJournal(db)), settings);
  const failures: unknown[] = [];
  const clock = leapingClock();
  const newest = newestInlineQueries();
  const bot = createBot({
    ...parts.retrieval,
    ...books,
    audit: openAudit(parts.stateDir),
    settings,
    me: world.bot.user as never,
    newest,
    observer: { answered: () => {}, failed: ({ error }) => void failures.push(error) },
    transformers: [
      (prev, method, payload, signal) =>
        holdsFile(payload ?? {})
          ? prev(method, payload, signal)
          : carriedOut(sim, method, payload ?? {}),
      sending({
        clock,
        budget: createBudget(clock),
        chats: books.chats,
        stopping: new AbortController().signal,
        onRetry: () => {},
      }),
    ],
  });
  world.queue.allow(ALLOWED_UPDATES);
  return {
    failures,
    async handleAll() {
      for (;;) {
        // Two packages describe the same updates, one of them more narrowly.
        const updates = world.queue.read(0, 100) as never as readonly Update[];
        const last = updates.at(-1);
        if (!last) return;
        world.queue.confirm(last.update_id + 1);
        for (const update of updates) newest.arrived(update);
        for (const update of updates) await bot.handleUpdate(update);
      }
    },
    close: () => void db.close(),
  };
}

/** What JSON can't carry goes over HTTP, as it does in earnest. */
function holdsFile(payload: object): boolean {
  return Object.values(payload).some((value) => value instanceof InputFile);
}

/** As a request: what JSON can't say doesn't arrive. */
async function carriedOut(sim: Simulator, method: string, payload: object) {
  const outcome = await sim.carriesOut(method, JSON.parse(JSON.stringify(payload)) as never);
  return outcome.kind === 'refused'
    ? { ok: false as const, error_code: outcome.code, description: outcome.description }
    : { ok: true as const, result: (outcome.kind === 'ok' ? outcome.result : true) as never };
}
