import type { ApiResponse } from 'grammy/types';
import type { Budget } from './budget.ts';
import { answered, type Call, type ChatPayload, refusalOf, type Refused } from './call.ts';
import type { Clock } from './clock.ts';
import { isAboutChat, Stopping, TelegramUnreachable } from './errors.ts';
import { isHurried } from './hurried.ts';

/** Port: what is known of chats across restarts. */
export interface ChatBook {
  /** The id to write to: another one where the group has become a supergroup. */
  currentId(chatId: number): Promise<number>;
  /** What is set for the chat, and that it was let in, goes with it. */
  moved(from: number, to: number): Promise<void>;
  /** The bot was blocked, kicked or muted there. */
  gone(chatId: number): Promise<void>;
  /** When `gone` was last said of it, milliseconds since the epoch. */
  goneAt(chatId: number): Promise<number | undefined>;
}

export interface SendingParts {
  readonly clock: Clock;
  readonly budget: Budget;
  readonly chats: ChatBook;
  /** Aborted when the bot stops: waits end with Stopping. */
  readonly stopping: AbortSignal;
  /** Told of every repetition of a call. */
  readonly onRetry: (event: { readonly method: string; readonly reason: RetryReason }) => void;
}

export type RetryReason = 'flood' | 'not-taken' | 'reply-lost' | 'changed';

/** After this long a call is given up, whatever hinders it: by then the question is stale. */
const GIVE_UP_AFTER_MS = 15 * 60_000;

/** Replies that may be lost on one message: each may cost a duplicate, so there is an end. */
const MAX_LOST_REPLIES = 3;

/** Pauses between attempts, doubling from the first to the longest. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

export interface Request {
  readonly method: string;
  readonly payload: ChatPayload;
}

/** What an attempt came to. */
type Outcome =
  | { readonly kind: 'done'; readonly response: ApiResponse<unknown> }
  | { readonly kind: 'wait'; readonly reason: 'not-taken' | 'reply-lost'; readonly error: Error }
  | { readonly kind: 'flood'; readonly error: Error }
  | { readonly kind: 'changed'; readonly payload: ChatPayload }
  | { readonly kind: 'refused'; readonly error: Error };

/**
 * Sends to a chat until it is taken, refused for good, or hopeless.
 *
 * @throws TelegramRefusal, TelegramUnreachable, Stopping
 */
export async function sendSurely(
  call: Call,
  request: Request,
  parts: SendingParts,
): Promise<ApiResponse<unknown>> {
  const { clock, budget, chats, stopping } = parts;
  const giveUpAt = clock.now() + GIVE_UP_AFTER_MS;
  let { payload } = request;
  let lostReplies = 0;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const chatId = await chats.currentId(payload.chat_id);
    const answeredNow = await budget.turn(chatId, stopping, isHurried(payload));
    const sent: Request = { ...request, payload: addressedTo(chatId, payload) };
    const outcome = await attempt(call, sent, parts);
    answeredNow();
    if (outcome.kind === 'done') return outcome.response;
    if (outcome.kind === 'refused') throw outcome.error;
    if (outcome.kind === 'changed') {
      payload = outcome.payload;
    } else {
      if (outcome.kind === 'wait' && outcome.reason === 'reply-lost') lostReplies++;
      if (lostReplies > MAX_LOST_REPLIES || clock.now() > giveUpAt) throw outcome.error;
      if (outcome.kind === 'wait') await clock.sleep(pauseMs, stopping);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    parts.onRetry({ method: request.method, reason: reasonOf(outcome) });
  }
}

/** In a supergroup that was a group messages have other numbers: what was replied to there can't be named here. */
function addressedTo(chatId: number, payload: ChatPayload): ChatPayload {
  if (chatId === payload.chat_id) return payload;
  const { reply_parameters: _, ...bare } = payload;
  return { ...bare, chat_id: chatId };
}

function reasonOf(outcome: Outcome): RetryReason {
  if (outcome.kind === 'wait') return outcome.reason;
  return outcome.kind === 'flood' ? 'flood' : 'changed';
}

async function attempt(call: Call, request: Request, parts: SendingParts): Promise<Outcome> {
  try {
    const response = await answered(request.method, () => call(request.payload));
    return response.ok ? { kind: 'done', response } : await outcomeOf(response, request, parts);
  } catch (error) {
    if (!(error instanceof TelegramUnreachable)) throw error;
    if (parts.stopping.aborted && error.wasTaken === 'no') throw new Stopping({ cause: error });
    return { kind: 'wait', reason: error.wasTaken === 'no' ? 'not-taken' : 'reply-lost', error };
  }
}

async function outcomeOf(
  response: Refused,
  request: Request,
  { budget, chats }: SendingParts,
): Promise<Outcome> {
  const { method, payload } = request;
  const { error_code: code, description, parameters = {} } = response;
  const error = refusalOf(method, response);
  if (parameters.retry_after !== undefined) {
    budget.pause(payload.chat_id, parameters.retry_after * 1000);
    return { kind: 'flood', error };
  }
  if (parameters.migrate_to_chat_id !== undefined) {
    await chats.moved(payload.chat_id, parameters.migrate_to_chat_id);
    return { kind: 'changed', payload };
  }
  if (code >= 500) return { kind: 'wait', reason: 'not-taken', error };
  if (description.includes('message is not modified')) {
    return { kind: 'done', response: { ok: true, result: true } };
  }
  const lighter = code === 400 ? withoutWhatIsRefused(payload, description) : undefined;
  if (lighter) return { kind: 'changed', payload: lighter };
  if (isAboutChat(error) && code === 403) await chats.gone(payload.chat_id);
  return { kind: 'refused', error };
}

/** What is left of a message whose quote, reply target or marks Telegram refuses; each is dropped once. */
function withoutWhatIsRefused(payload: ChatPayload, description: string): ChatPayload | undefined {
  const { reply_parameters: reply, entities, ...bare } = payload;
  if (reply?.quote !== undefined && /quote/i.test(description)) {
    const { quote: _, ...target } = reply;
    return { ...payload, reply_parameters: target };
  }
  if (reply && /repl(y|ied)|quote/i.test(description)) {
    return { ...bare, ...(entities !== undefined && { entities }) };
  }
  if (entities !== undefined && /entit/i.test(description)) {
    return { ...bare, ...(reply && { reply_parameters: reply }) };
  }
  return undefined;
}
