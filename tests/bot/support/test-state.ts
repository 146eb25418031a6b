import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { sqliteStore } from '../../../src/bot/inbox/sqlite-store.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import type { Store } from '../../../src/bot/inbox/store.ts';

/** A bot's state that holds nothing yet. */
export interface TestState {
  /** What an instance has for itself. */
  readonly db: StateDatabase;
  readonly store: Store;
  /** What another run of the bot finds. */
  readonly restarted: () => Promise<Store>;
  readonly close: () => Promise<void>;
}

/** Contracts of books take it, so that they hold wherever the rows are. */
export type OpenTestState = () => Promise<TestState>;

/** All of it in one file, as one instance alone has it. */
export async function stateInFile(): Promise<TestState> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bot-state-'));
  const opened: StateDatabase[] = [];
  const open = () => {
    const db = openState(folder);
    opened.push(db);
    return db;
  };
  const db = open();
  return {
    db,
    store: storeOf(db),
    restarted: async () => storeOf(open()),
    async close() {
      for (const one of opened) one.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** What is remembered of people and chats in a file. */
export function storeOf(db: StateDatabase): Store {
  return sqliteStore(db, createJournal(db));
}
