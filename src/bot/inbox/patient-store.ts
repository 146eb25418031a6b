import type { Clock } from '../telegram/clock.ts';
import { Stopping } from '../telegram/errors.ts';
import type { Store } from './store.ts';

export interface PatientStoreParts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Aborted when the time to end has come: waits end with Stopping. */
  readonly stopping: AbortSignal;
}

/** Milliseconds until a database that can't be reached is asked again. */
const WAIT_MS = 500;

/**
 * Waits while the database is away: what is handled goes on when it is back, and is neither answered from less than is known nor
 * half noted. A write whose acknowledgement was lost is done again; all of them may be.
 *
 * @throws Stopping
 */
export function patientStore(parts: PatientStoreParts): Store {
  const { store } = parts;
  return {
    rows: (sql, values) => insisting(() => store.rows(sql, values), parts),
    write: (sql, values) => insisting(() => store.write(sql, values), parts),
    atOnce: (work) => insisting(() => store.atOnce(work), parts),
  };
}

async function insisting<T>(
  asking: () => Promise<T>,
  { clock, stopping }: PatientStoreParts,
): Promise<T> {
  for (;;) {
    try {
      return await asking();
    } catch (error) {
      // By its name, since src/bot doesn't know the database.
      if (!(error instanceof Error && error.name === 'DatabaseError')) throw error;
      if (stopping.aborted) throw new Stopping({ cause: error });
    }
    await clock.sleep(WAIT_MS, stopping);
  }
}
