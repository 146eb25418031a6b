import type { TelegramUpdate } from '@gramio/types';
import type { Simulator } from './driver/simulator.ts';

/** What the Bot API replies. */
export interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** One bare request, for tests of the server itself. */
export async function request(
  sim: Simulator,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  token = sim.token,
): Promise<Answer> {
  const response = await fetch(`${sim.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Answer;
}

/** What waits for the bot at this moment; confirmed at once, so that the next call brings only what is new. */
export async function takeUpdates(
  sim: Simulator,
  allowed?: readonly string[],
): Promise<readonly TelegramUpdate[]> {
  const waiting = sim.world.queue.read(0, 100);
  const last = waiting.at(-1)?.update_id;
  if (last !== undefined) {
    await request(sim, 'getUpdates', {
      offset: last + 1,
      limit: 1,
      ...(allowed && { allowed_updates: allowed }),
    });
  }
  return waiting;
}
