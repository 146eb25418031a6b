import type { ApiResponse, ReplyParameters } from 'grammy/types';
import { TelegramRefusal, TelegramUnreachable } from './errors.ts';

/** One attempt to call a method. */
export type Call = (payload: object) => Promise<ApiResponse<unknown>>;

/** What is sent to a chat, as far as its delivery is concerned. */
export interface ChatPayload {
  readonly chat_id: number;
  readonly reply_parameters?: ReplyParameters;
  readonly entities?: unknown;
}

export type Refused = Extract<ApiResponse<unknown>, { ok: false }>;

/**
 * Telegram's response to one attempt. grammY wraps what the connection throws; inside is our own error, without the address.
 *
 * @throws TelegramUnreachable
 */
export async function answered(
  method: string,
  attempt: () => Promise<ApiResponse<unknown>>,
): Promise<ApiResponse<unknown>> {
  try {
    return await attempt();
  } catch (error) {
    const inner = error instanceof Error && 'error' in error ? error.error : error;
    throw inner instanceof TelegramUnreachable
      ? inner
      : new TelegramUnreachable(method, 'perhaps', 'unknown');
  }
}

export function refusalOf(
  method: string,
  { error_code, description, parameters }: Refused,
): TelegramRefusal {
  return new TelegramRefusal(method, error_code, description, parameters?.retry_after);
}
