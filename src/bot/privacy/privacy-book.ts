import type { StateDatabase } from '../inbox/state.ts';
import type { VoteBook } from '../votes/vote-book.ts';
import { STATE_TABLES } from './personal-tables.ts';

/** How much of somebody is kept at this moment. */
interface Kept {
  readonly questions: number;
  readonly votes: number;
  readonly quotes: number;
}

/** What is kept about people, all in all. */
export interface PrivacyBook {
  kept(personId: number): Kept;
  /** Erases what is about somebody, and some moments later its traces in the file as well. */
  forget(personId: number): void;
}

export interface PrivacyBookParts {
  readonly db: StateDatabase;
  readonly votes: Pick<VoteBook, 'withdraw'>;
}

/**
 * The press that asked to be forgotten is itself about the person, and its words are erased when it is done, well within this
 * time. What was erased stands in the file's journal until that is emptied. Milliseconds.
 */
const TRACES_STAY_MS = 2000;

export function openPrivacy({ db, votes }: PrivacyBookParts): PrivacyBook {
  const count = (rows: string) => db.prepare(`SELECT count(*) AS count FROM ${rows}`);
  const questions = count('asked WHERE person_id = @person OR chat_id = @person');
  const cast = count("votes WHERE person_id = @person AND vote <> 'none'");
  const quotes = count('saved WHERE person_id = @person');
  const erasing = STATE_TABLES.flatMap((one) => ('erase' in one ? [db.prepare(one.erase)] : []));
  const erase = db.transaction((person: number) => {
    votes.withdraw(person);
    for (const statement of erasing) statement.run({ person });
  });
  return {
    kept: (person) => ({
      questions: countIn(questions, person),
      votes: countIn(cast, person),
      quotes: countIn(quotes, person),
    }),
    forget(personId) {
      erase(personId);
      setTimeout(() => db.open && eraseTraces(db), TRACES_STAY_MS).unref();
    },
  };
}

function countIn(statement: ReturnType<StateDatabase['prepare']>, person: number): number {
  return (statement.get({ person }) as { readonly count: number }).count;
}

/** Empties the journal into the file, where what is erased is overwritten (PRAGMA secure_delete), and gives room back. */
function eraseTraces(db: StateDatabase): void {
  db.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);');
}
