import { eraseTraces, type StateDatabase } from '../inbox/state.ts';
import { ask, type Store, type Work } from '../inbox/store.ts';
import type { VoteBook } from '../votes/vote-book.ts';
import { STATE_TABLES, type StateTable } from './personal-tables.ts';

/** How much of somebody is kept at this moment. */
interface Kept {
  readonly questions: number;
  readonly votes: number;
  readonly quotes: number;
}

/** What is kept about people, all in all. */
export interface PrivacyBook {
  kept(personId: number): Promise<Kept>;
  /** Erases what is about somebody, and some moments later its traces in the file as well. */
  forget(personId: number): Promise<void>;
}

export interface PrivacyBookParts {
  /** Of this instance alone. */
  readonly db: StateDatabase;
  readonly store: Store;
  readonly votes: Pick<VoteBook, 'withdraw'>;
}

/**
 * The press that asked to be forgotten is itself about the person, and its words are erased when it is done, well within this
 * time. What was erased stands in the file's journal until that is emptied. Milliseconds.
 */
const TRACES_STAY_MS = 2000;

export function openPrivacy({ db, store, votes }: PrivacyBookParts): PrivacyBook {
  const own = erasing('own').map((sql) => db.prepare(sql));
  function* erase(personId: number): Work<void> {
    yield* votes.withdraw(personId);
    for (const sql of erasing('shared')) yield* ask(sql, [personId]);
  }
  return {
    kept: (personId) => store.atOnce(() => counting(personId)),
    async forget(personId) {
      await store.atOnce(() => erase(personId));
      for (const statement of own) statement.run(personId);
      setTimeout(() => db.open && eraseTraces(db), TRACES_STAY_MS).unref();
    },
  };
}

function erasing(whose: StateTable['whose']): string[] {
  return STATE_TABLES.flatMap((one) => ('erase' in one && one.whose === whose ? [one.erase] : []));
}

function* counting(personId: number): Work<Kept> {
  return {
    questions: yield* count('asked WHERE person_id = ?1 OR chat_id = ?1', personId),
    votes: yield* count("votes WHERE person_id = ?1 AND vote <> 'none'", personId),
    quotes: yield* count('saved WHERE person_id = ?1', personId),
  };
}

function* count(rows: string, personId: number): Work<number> {
  const [row] = yield* ask<{ count: number }>(`SELECT count(*) AS count FROM ${rows}`, [personId]);
  return row?.count ?? 0;
}
