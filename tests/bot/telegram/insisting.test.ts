import { describe, expect, test } from 'vitest';
import { TelegramRefusal, TelegramUnreachable } from '../../../src/bot/telegram/errors.ts';
import { insist, TokenRefused } from '../../../src/bot/telegram/insisting.ts';
import { leapingClock } from '../support/clock.ts';

const OUTAGE_MS = 10 * 60_000;

/** Polls through an outage of ten minutes that ends a little later each time; milliseconds from its end to the poll that succeeds. */
async function delayAfterOutage(error: Error, extraMs: number): Promise<number> {
  const clock = leapingClock();
  const backAt = clock.now() + OUTAGE_MS + extraMs;
  const troubles: Error[] = [];
  const at = await insist(
    {
      clock,
      stopping: new AbortController().signal,
      onContact: () => {},
      onTrouble: (trouble) => troubles.push(trouble),
    },
    async () => {
      if (clock.now() < backAt) throw error;
      return clock.now();
    },
  );
  expect(troubles.length).toBeGreaterThan(100);
  return (at ?? Infinity) - backAt;
}

describe('[42] after an outage of ten minutes', () => {
  test.each([
    ['nothing listens', new TelegramUnreachable('getUpdates', 'no', 'ECONNREFUSED')],
    ['the gateway answers for it', new TelegramRefusal('getUpdates', 502, 'Bad Gateway')],
  ])('in which %s the first poll comes within five seconds', async (_, error) => {
    for (let extraMs = 0; extraMs < 3500; extraMs += 250) {
      expect(await delayAfterOutage(error, extraMs)).toBeLessThan(5000);
    }
  });
});

test('a token that Telegram does not know is not tried again', async () => {
  let calls = 0;
  const insisting = insist(
    {
      clock: leapingClock(),
      stopping: new AbortController().signal,
      onContact: () => {},
      onTrouble: () => {},
    },
    async () => {
      calls += 1;
      throw new TelegramRefusal('getMe', 401, 'Unauthorized');
    },
  );
  await expect(insisting).rejects.toThrow(TokenRefused);
  expect(calls).toBe(1);
});
