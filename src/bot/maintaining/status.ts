import type { Api } from 'grammy';
import { type Said, type Spot, tell } from './telling.ts';

/** A message of the bot that tells how far something is. */
export interface Status {
  /** Shows the latest of what it is given, now and then: what comes faster than it may be said is left out. */
  show(text: string): void;
  /** Says the last word. @returns the message's id */
  end(said: Said): Promise<number>;
}

/** Telegram lets a bot write to a chat once a second; answers are to find room in between. */
const EDIT_EVERY_MS = 2500;

/** @param onSent told of the message's id when there is one: it may be a new one */
export function createStatus(
  api: Api,
  spot: Spot,
  onSent: (statusId: number) => void,
  everyMs = EDIT_EVERY_MS,
): Status {
  let { statusId } = spot;
  const write = async (said: Said): Promise<number> => {
    statusId = await tell(api, { ...spot, statusId }, said);
    onSent(statusId);
    return statusId;
  };
  // Progress that can't be shown is no matter: the end will be told.
  const latest = latestOnly((text) => write({ text }).then(nothing, nothing), everyMs);
  return {
    show: (text) => latest.push(text),
    async end(said) {
      await latest.stop();
      return write(said);
    },
  };
}

const nothing = (): void => undefined;

/** Hands on the latest of what it is given, not more often than every so often, and never while it is busy. */
function latestOnly(write: (text: string) => Promise<void>, everyMs: number) {
  let wanted: string | undefined;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = -Infinity;
  const start = (): void => {
    timer = undefined;
    const text = wanted ?? '';
    wanted = undefined;
    lastAt = performance.now();
    writing = write(text).finally(() => {
      writing = undefined;
      plan();
    });
  };
  const plan = (): void => {
    if (wanted === undefined || writing || timer) return;
    const waitMs = lastAt + everyMs - performance.now();
    if (waitMs <= 0) start();
    else timer = setTimeout(start, waitMs);
  };
  return {
    push(text: string): void {
      wanted = text;
      plan();
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      wanted = undefined;
      await writing;
    },
  };
}
