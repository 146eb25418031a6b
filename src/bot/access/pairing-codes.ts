import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { ask, type Store, type Work } from '../inbox/store.ts';
import { createRecent } from '../recent.ts';

/** Codes that let one person or group in. */
export interface PairingCodes {
  /** A new code, as people read it: `ABCD-2345`. */
  issue(): Promise<string>;
  /** A right code works once. @param by whoever sends it: each has a few attempts only */
  redeem(code: string, by: number): Promise<'right' | 'wrong' | 'last-attempt' | 'no-attempts'>;
}

/** A code is of no use after this long. */
export const CODE_MINUTES = 15;

/** Wrong codes of one sender within CODE_MINUTES; after these, right ones count no longer either. */
const ATTEMPTS = 5;

/** Letters and digits that nobody mistakes for others: no 0 O, no 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** 31^8 codes, 40 bits: whoever has a thousand accounts guesses one of ten open codes with a probability of 6e-8. */
const CODE_CHARS = 8;

/** Senders whose wrong codes are counted; each one costs an account. */
const MAX_SENDERS = 10_000;

/** Open and used codes, kept in the bot's state: as digests, so that a copy of it lets nobody in. */
export function openPairingCodes(store: Store, now: () => number = Date.now): PairingCodes {
  const attempts = createAttempts(now);
  return {
    async issue() {
      await store.write('DELETE FROM pairing_codes WHERE expires_ms <= ?', [now()]);
      const letters = Array.from(
        { length: CODE_CHARS },
        () => ALPHABET[randomInt(ALPHABET.length)],
      );
      const code = letters.join('');
      await store.write(INSERT, [digestOf(code), now() + CODE_MINUTES * 60_000]);
      return `${code.slice(0, 4)}-${code.slice(4)}`;
    },
    async redeem(code, by) {
      const before = attempts.countOf(by);
      if (before >= ATTEMPTS) return 'no-attempts';
      // Before anything is waited for, or many at once would count as one.
      attempts.count(by, 1);
      if (await store.atOnce(() => redeeming(digestOf(tidy(code)), now()))) {
        attempts.count(by, -1);
        return 'right';
      }
      return before + 1 === ATTEMPTS ? 'last-attempt' : 'wrong';
    },
  };
}

const INSERT = `INSERT INTO pairing_codes VALUES (?, ?)
  ON CONFLICT (digest) DO UPDATE SET expires_ms = excluded.expires_ms`;

/** @returns whether that code was open; it no longer is */
function* redeeming(given: string, nowMs: number): Work<boolean> {
  const open = yield* ask<{ readonly digest: string }>(
    'SELECT digest FROM pairing_codes WHERE expires_ms > ?',
    [nowMs],
  );
  const [match] = open.filter(({ digest }) => isSame(digest, given));
  if (match) yield* ask('DELETE FROM pairing_codes WHERE digest = ?', [match.digest]);
  return match !== undefined;
}

function createAttempts(now: () => number) {
  const made = createRecent<number, { readonly sinceMs: number; readonly count: number }>(
    MAX_SENDERS,
  );
  const countOf = (by: number): number => {
    const { sinceMs = 0, count = 0 } = made.get(by) ?? {};
    return now() - sinceMs < CODE_MINUTES * 60_000 ? count : 0;
  };
  return {
    countOf,
    count(by: number, change: 1 | -1): void {
      const before = countOf(by);
      const sinceMs = before === 0 ? now() : (made.get(by)?.sinceMs ?? now());
      made.set(by, { sinceMs, count: Math.max(0, before + change) });
    },
  };
}

/** People write small letters, and leave the dash out or find another one. */
function tidy(code: string): string {
  return code.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
}

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}

/** Takes as long for a near miss as for a far one. Both are digests of one length. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
