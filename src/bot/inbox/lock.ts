import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { StateError } from './state.ts';

/** Releases the folder for another instance. */
export type Unlock = () => void;

/**
 * Takes a state folder for this process alone. The lock is one of the operating system on an empty SQLite file: it ends
 * with the process, however that ends, so that there is no stale one to be told from a live one.
 *
 * @throws StateError where another process holds it
 */
export function lockState(stateDir: string): Unlock {
  mkdirSync(stateDir, { recursive: true });
  const db = new Database(path.join(stateDir, 'lock.db'));
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new StateError(
      `Another bot is running with the state folder ${stateDir}. Stop it first, or name another STATE_DIR.`,
      { cause: error },
    );
  }
  return () => db.close();
}
