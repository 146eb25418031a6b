import { createRecent } from '../recent.ts';

/** Counts what somebody wants in a minute. */
export interface Rates {
  /**
   * `first-beyond`: for the first time since the last minute in which they kept within.
   *
   * @param atMs when it was wanted, milliseconds since the epoch: not when it is handled, so that what piled up in an outage is
   * no burst
   * @param weight in questions
   */
  take(who: string, atMs: number, weight: number): 'within' | 'first-beyond' | 'beyond';
}

/** People and groups of the last minutes that are remembered. Whoever is forgotten may ask anew. */
const MAX_REMEMBERED = 20_000;

const MINUTE_MS = 60_000;

interface Taken {
  readonly weight: number;
  readonly isBeyond: boolean;
}

/** @param perMinute questions; 0: no limit */
export function createRates(perMinute: number): Rates {
  const taken = createRecent<string, Taken>(MAX_REMEMBERED);
  return {
    take(who, atMs, weight) {
      if (perMinute === 0) return 'within';
      const minute = Math.floor(atMs / MINUTE_MS);
      const key = `${who} ${minute}`;
      const before = taken.get(key) ?? { weight: 0, isBeyond: false };
      const sum = before.weight + weight;
      if (sum <= perMinute) {
        taken.set(key, { weight: sum, isBeyond: before.isBeyond });
        return 'within';
      }
      taken.set(key, { weight: before.weight, isBeyond: true });
      const wasBeyond = before.isBeyond || taken.get(`${who} ${minute - 1}`)?.isBeyond === true;
      return wasBeyond ? 'beyond' : 'first-beyond';
    },
  };
}
