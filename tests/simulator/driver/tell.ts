import type { TelegramMessage } from '@gramio/types';
import type { WorldEvent } from '../events.ts';
import type { Call } from '../http/call.ts';
import { kindOf } from '../updates/kinds.ts';

const MAX_CHARS = 160;

/** An event in one line for the story of a failed test; undefined for those that say nothing new. */
export function tell(event: WorldEvent): string | undefined {
  switch (event.kind) {
    case 'message':
      return `${speaker(event.message)} in ${place(event.message)}: ${short(textOf(event.message))}`;
    case 'aside':
      return `${speaker(event.message)} to ${event.message.receiver_user?.first_name ?? 'somebody'} alone: ${short(textOf(event.message))}`;
    case 'edit':
      return `${speaker(event.message)} edits ${event.message.message_id}: ${short(textOf(event.message))}`;
    case 'delete':
      return `message ${event.messageId} is deleted`;
    case 'answered':
      return event.call.method === 'getUpdates' ? pollOutcome(event.call) : callOutcome(event.call);
    case 'update':
      return `→ bot: update ${event.update.update_id} ${kindOf(event.update)}`;
    case 'push-refused':
      return `→ bot: update ${event.update.update_id} refused: ${event.reason}`;
    case 'violation':
      return `WRONG REQUEST ${event.violation.method}: ${event.violation.problem}`;
    case 'broken':
      return `BROKEN: ${event.reason.message}`;
    case 'action':
    case 'call':
    case 'callback-answer':
    case 'chat':
    case 'commands':
    case 'confirmed':
    case 'inline-answer':
    case 'inline-edit':
    case 'polled':
    case 'reaction':
      return undefined;
  }
}

function speaker({ from, sender_chat: chat }: TelegramMessage): string {
  return from?.first_name ?? chat?.title ?? 'somebody';
}

function place({ chat }: TelegramMessage): string {
  return chat.title ?? chat.first_name ?? String(chat.id);
}

function textOf({ text, caption }: TelegramMessage): string {
  return text ?? caption ?? '(no text)';
}

function short(text: string): string {
  const line = JSON.stringify(text);
  return line.length > MAX_CHARS ? `${line.slice(0, MAX_CHARS)}…` : line;
}

function callOutcome({ method, outcome }: Call): string {
  if (outcome?.kind === 'refused') return `bot → ${method}: ${outcome.code} ${outcome.description}`;
  return `bot → ${method}: ${outcome?.kind ?? 'under way'}`;
}

function pollOutcome(call: Call): string | undefined {
  return call.outcome?.kind === 'ok' ? undefined : callOutcome(call);
}
