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
