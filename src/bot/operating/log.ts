import { type Logger, pino } from 'pino';
import type { Observer } from '../observer.ts';
import { isAboutChat, TelegramRefusal, TelegramUnreachable } from '../telegram/errors.ts';

export type { Logger };

/**
 * Structured lines on standard output, written at once, so that the last ones before an end are there.
 *
 * Nothing that anyone wrote goes in, nor the token: errors are reduced to what `describeError` lets through.
 */
export function createLog(level: string): Logger {
  return pino(
    { level, base: {}, serializers: { err: describeError } },
    pino.destination({ sync: true }),
  );
}

/** Errors whose messages are our own words or Telegram's, never a person's. */
function isSpeakable(error: Error): boolean {
  return error instanceof TelegramRefusal || error instanceof TelegramUnreachable;
}

/**
 * What of an error may be written down: its name and where it arose. A message may hold anything (a parser quotes what it
 * could not read, grammY what was sent), so only known ones are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, stack = '', cause } = error;
  return {
    name,
    ...(isSpeakable(error) ? { message: redact(error.message) } : { at: framesOf(stack) }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

/** Enough to find the line. */
const FRAMES = 6;

function framesOf(stack: string): string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, FRAMES).map((frame) => redact(frame.trim()));
}

/** Bot tokens, wherever they come from. */
function redact(text: string): string {
  return text.replace(/\d+:[\w-]{20,}/g, '<token>');
}

/** Writes one line per answered question, and one per failure. */
export function logObserver(log: Logger): Observer {
  return {
    answered({ updateId, source, answer, totalMs }) {
      const { kind, excerpts, probability, ms } = answer;
      log.info(
        {
          question: updateId,
          source,
          kind,
          excerpts: excerpts.length,
          probability: rounded(probability, 3),
          ms: { total: rounded(totalMs), ask: rounded(ms.total), embed: rounded(ms.embed) },
        },
        'answered',
      );
    },
    failed({ updateId, error }) {
      const isExpected = error instanceof TelegramRefusal && isAboutChat(error);
      log[isExpected ? 'warn' : 'error']({ update: updateId, err: error }, 'update failed');
    },
  };
}

function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
