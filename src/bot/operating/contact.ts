import type { Clock } from '../telegram/clock.ts';
import type { ContactParts } from '../telegram/insisting.ts';
import type { Logger } from './log.ts';

/** When Telegram last answered, and what is told to the operator when it does not. */
export interface Contact extends ContactParts {
  /** Since Telegram last answered, milliseconds; undefined before the first time. */
  lastContactMs(): number | undefined;
}

/** A trouble that lasts is told once in this time. */
const TELL_AGAIN_MS = 60_000;

export function createContact(parts: {
  readonly log: Logger;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
}): Contact {
  const { log, clock, stopping } = parts;
  let lastContact: number | undefined;
  let toldAt: number | undefined;
  return {
    clock,
    stopping,
    onContact() {
      lastContact = clock.now();
      if (toldAt !== undefined) log.info('Telegram answers again');
      toldAt = undefined;
    },
    onTrouble(error) {
      if (toldAt !== undefined && clock.now() - toldAt < TELL_AGAIN_MS) return;
      toldAt = clock.now();
      log.warn({ err: error }, 'Telegram does not answer as it should; trying again');
    },
    lastContactMs: () => (lastContact === undefined ? undefined : clock.now() - lastContact),
  };
}
