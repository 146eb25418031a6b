import type { StateDatabase } from './state.ts';

/** A change to the state. */
interface Note {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/** Writes notes down, many with one commit. */
export interface Journal {
  /** Resolves when the note is on disk. */
  write(note: Note): Promise<void>;
}

interface Pending {
  readonly note: Note;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * All that is noted in one turn of the event loop goes to disk together. A commit takes milliseconds, during which nothing
 * else runs: when thirty answers are accepted at once, the last one would otherwise be noted a quarter of a second after
 * Telegram took it, and be given twice if the process died meanwhile.
 */
export function createJournal(db: StateDatabase): Journal {
  let pending: Pending[] = [];
  const prepared = new Map<string, ReturnType<StateDatabase['prepare']>>();
  const writeAll = db.transaction((batch: readonly Pending[]) => {
    for (const { note } of batch) {
      const statement = prepared.get(note.sql) ?? db.prepare(note.sql);
      prepared.set(note.sql, statement);
      statement.run(...note.values);
    }
  });
  const flush = (): void => {
    const batch = pending;
    pending = [];
    try {
      writeAll(batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return {
    write: (note) =>
      new Promise((resolve, reject) => {
        pending.push({ note, resolve, reject });
        if (pending.length === 1) setImmediate(flush);
      }),
  };
}
