import type { Transformer } from 'grammy';
import type { ApiResponse } from 'grammy/types';
import { answered, type Call, type ChatPayload, refusalOf } from './call.ts';
import { sendSurely, type SendingParts } from './persistence.ts';

/**
 * Carries every call of the bot to Telegram: within the budget, and again where that can help.
 *
 * | outcome | messages and edits | typing | the rest |
 * |---|---|---|---|
 * | 429 | again after retry_after; other chats go on | dropped | error |
 * | not taken (connection refused, 5xx) | again, for 15 minutes | dropped | error |
 * | perhaps taken (reply lost) | again, at most 3 times: each may cost a duplicate | dropped | error |
 * | vanished reply target, bad quote, bad entities | once more without them | | |
 * | group became a supergroup | once more, to the new id, which is remembered | | |
 * | not modified | fine | | |
 * | 403 | error; the chat is marked | dropped | error |
 *
 * @throws TelegramRefusal, TelegramUnreachable, Stopping
 */
export function sending(parts: SendingParts): Transformer {
  return async (prev, method, payload, signal) => {
    const call = (changed: object): Promise<ApiResponse<unknown>> =>
      prev(method, changed as typeof payload, signal);
    const outcome = hasChat(payload)
      ? method === 'sendChatAction'
        ? await sendIfSpare(call, payload, parts)
        : await sendSurely(call, { method, payload }, parts)
      : await callOnce(call, method, payload ?? {});
    return outcome as Awaited<ReturnType<typeof prev<typeof method>>>;
  };
}

const DONE: ApiResponse<true> = { ok: true, result: true };

function hasChat(payload: unknown): payload is ChatPayload {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'chat_id' in payload &&
    typeof payload.chat_id === 'number'
  );
}

/** Answers to inline queries and buttons, and all that concerns no chat. */
async function callOnce(
  call: Call,
  method: string,
  payload: object,
): Promise<ApiResponse<unknown>> {
  const response = await answered(method, () => call(payload));
  if (response.ok) return response;
  if (isTooOld(response.description)) return DONE;
  throw refusalOf(method, response);
}

/** A person went on typing, or away: nobody waits for this answer. */
function isTooOld(description: string): boolean {
  return description.includes('query is too old');
}

/** A sign of life that would delay an answer is left out, and whatever becomes of one that is sent is no matter. */
async function sendIfSpare(
  call: Call,
  payload: ChatPayload,
  { budget, chats }: SendingParts,
): Promise<ApiResponse<unknown>> {
  const chat_id = await chats.currentId(payload.chat_id);
  if (!budget.takeSpare(chat_id)) return DONE;
  const response = await answered('sendChatAction', () => call({ ...payload, chat_id }));
  const seconds = response.ok ? undefined : response.parameters?.retry_after;
  if (seconds !== undefined) budget.pause(chat_id, seconds * 1000);
  return DONE;
}
