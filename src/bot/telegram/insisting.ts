import type { Api } from 'grammy';
import type { Clock } from './clock.ts';
import { Stopping, TelegramRefusal, TelegramUnreachable } from './errors.ts';

/** Thrown where Telegram does not know the token. */
export class TokenRefused extends Error {
  override name = 'TokenRefused' as const;
}

export interface ContactParts {
  readonly clock: Clock;
  /** Ends the waiting. */
  readonly stopping: AbortSignal;
  readonly onContact: () => void;
  readonly onTrouble: (error: Error) => void;
}

/** Pauses while Telegram can't be reached, doubling: the first poll comes soon after the network is back. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;

/**
 * Repeats a call until it succeeds, however long Telegram can't be reached. Undefined where the bot was stopped before.
 *
 * @throws TokenRefused; TelegramRefusal and other errors that no waiting mends
 */
export async function insist<T>(
  parts: ContactParts,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const { stopping, clock, onContact, onTrouble } = parts;
  for (let troubles = 0; !stopping.aborted; troubles++) {
    try {
      const outcome = await call();
      onContact();
      return outcome;
    } catch (error) {
      if (stopping.aborted) return undefined;
      const pauseMs = pauseAfter(error, troubles);
      if (error instanceof Error) onTrouble(error);
      await pause(pauseMs, clock, stopping);
    }
  }
  return undefined;
}

/** grammY's types know another make of signals only; it takes Node's as well. */
export function signalFor(signal: AbortSignal): NonNullable<Parameters<Api['getMe']>[0]> {
  return signal as unknown as NonNullable<Parameters<Api['getMe']>[0]>;
}

/** Ends early where the bot is to stop. */
export async function pause(ms: number, clock: Clock, stopping: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, stopping);
  } catch (error) {
    if (!(error instanceof Stopping)) throw error;
  }
}

/** Milliseconds to wait; throws what no waiting mends. */
function pauseAfter(error: unknown, troubles: number): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** troubles, LONGEST_PAUSE_MS);
  if (error instanceof TelegramUnreachable) return doubled;
  if (!(error instanceof TelegramRefusal)) throw error;
  const { code, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  if (code === 409) return LONGEST_PAUSE_MS;
  if (code >= 500) return doubled;
  if (code === 401 || error.description === 'Not Found') {
    throw new TokenRefused(
      'Telegram does not know this BOT_TOKEN. Copy it again from @BotFather, who may have revoked it.',
      { cause: error },
    );
  }
  // A poll is right by construction: whatever Telegram has against it will pass. Other calls depend on settings.
  if (error.method === 'getUpdates') return LONGEST_PAUSE_MS;
  throw error;
}
