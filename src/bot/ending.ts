import { BackupError } from './backup/backup-errors.ts';
import { StateError } from './inbox/state.ts';
import { PortError } from './operating/listening.ts';
import type { Logger } from './operating/log.ts';
import { BotTokenError } from './settings.ts';
import { TelegramRefusal } from './telegram/errors.ts';
import { TokenRefused } from './telegram/insisting.ts';
import { AnotherInstance } from './telegram/polling.ts';

/** TelegramRefusal: of what the settings ask for, such as a webhook's address. */
const OPERATOR_ERRORS = [
  AnotherInstance,
  BackupError,
  BotTokenError,
  PortError,
  StateError,
  TelegramRefusal,
  TokenRefused,
];

/** What an operator is told, in one line, about an error of the bot that is theirs to mend; undefined for others. */
export function botAdvice(error: unknown): string | undefined {
  return OPERATOR_ERRORS.some((kind) => error instanceof kind)
    ? (error as Error).message
    : undefined;
}

/** sysexits.h: the configuration is wrong. A supervisor need not try again. */
const EX_CONFIG = 78;

export function exitCodeFor(error: unknown): number {
  if (error instanceof BotTokenError || error instanceof TokenRefused) return EX_CONFIG;
  return error instanceof Error && error.name === 'SettingsError' ? EX_CONFIG : 1;
}

/** A terminal sends Ctrl-C to all of its processes, and npm passes it on to ours once more: one wish, not two. */
const SAME_WISH_MS = 1000;

/**
 * Sees to it that the process ends when it is told to, and not before.
 *
 * @returns aborted at the first SIGTERM or SIGINT; a further one ends the process at once
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  let first: { readonly signal: NodeJS.Signals; readonly atMs: number } | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (first === undefined) {
      first = { signal, atMs: now };
      stopping.abort();
    } else if (signal !== first.signal || now - first.atMs > SAME_WISH_MS) process.exit(1);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stopping.signal;
}

/** A failure that nobody awaited costs a line in the log, not the bot. After an uncaught exception nothing is certain. */
export function surviveRejections(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unforeseen failure'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'unforeseen exception');
    process.exit(1);
  });
}
