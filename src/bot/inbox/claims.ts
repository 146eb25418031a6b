import { setTimeout as sleep } from 'node:timers/promises';
import type { WaitingUpdate } from './inbox.ts';
import { laneOf } from './urgency.ts';

/**
 * Port: which of several instances of the bot handles an update. A claim lapses some seconds after its instance died, so
 * that another one that has the update takes it over.
 */
export interface Claims {
  /**
   * `ours` to handle; `done` by another instance; `elsewhere`: another one handles it now, or something before it.
   *
   * @param lane those of one are handled by one instance at a time
   */
  take(updateId: number, lane: string): Promise<'ours' | 'done' | 'elsewhere'>;
  /** It was handled, and is nobody's any more. */
  done(updateId: number): Promise<void>;
}

/** What is asked before an update is handled, and told after. */
export interface Turn {
  /** False for what another instance has handled; undefined where the bot stops before that is known. */
  isOurs(waiting: WaitingUpdate): Promise<boolean | undefined>;
  done(updateId: number): Promise<void>;
}

/** Milliseconds until another instance's update is looked at again, and a database that can't be asked. */
const WAIT_MS = 500;

/**
 * Waits for updates that another instance handles, and while it handles an earlier one of the same person in the chat: so those
 * stay in order, and none is lost with it. While the claims can't be read nothing is handled, since it could be handled twice;
 * while they can't be noted nothing goes on, since the others wait for what is claimed as long as its owner lives.
 *
 * @param isStopping whether waiting is to end: what isn't noted lapses with the process
 */
export function takingTurns(claims: Claims | undefined, isStopping: () => boolean): Turn {
  if (!claims) return { isOurs: async () => true, done: async () => undefined };
  return {
    async isOurs(waiting) {
      while (!isStopping()) {
        const whose = await claims
          .take(waiting.update.update_id, laneOf(waiting, 'live'))
          .catch(() => 'elsewhere');
        if (whose !== 'elsewhere') return whose === 'ours';
        await sleep(WAIT_MS);
      }
      return undefined;
    },
    async done(updateId) {
      while (!(await isNoted(claims, updateId)) && !isStopping()) await sleep(WAIT_MS);
    },
  };
}

async function isNoted(claims: Claims, updateId: number): Promise<boolean> {
  try {
    await claims.done(updateId);
    return true;
  } catch {
    return false;
  }
}
