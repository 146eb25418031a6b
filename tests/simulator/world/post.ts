import type { TelegramMessage } from '@gramio/types';
import type { ChatRecord, World } from './records.ts';

/** A message before it has an id and a place. */
export type Draft = Omit<TelegramMessage, 'message_id' | 'chat' | 'date'> & {
  readonly date?: number;
};

/** Puts a message into a chat, where everybody sees it; what the bot sees is world/delivery.ts. */
export function post(world: World, place: ChatRecord, draft: Draft): TelegramMessage {
  const message: TelegramMessage = {
    message_id: nextMessageId(world, place),
    chat: place.chat,
    ...draft,
    date: draft.date ?? world.clock.seconds(),
  };
  place.messages.set(message.message_id, message);
  world.events.emit({ kind: 'message', message });
  return message;
}

/** Puts a changed message in place of the former one. */
export function replace(
  world: World,
  place: ChatRecord,
  message: TelegramMessage,
): TelegramMessage {
  const former = place.messages.get(message.message_id)?.text;
  if (former !== undefined && former !== message.text) {
    const texts = place.formerTexts.get(message.message_id) ?? [];
    place.formerTexts.set(message.message_id, [...texts, former]);
  }
  place.messages.set(message.message_id, message);
  world.events.emit({ kind: 'edit', message });
  return message;
}

/** Takes a message away; false when there is none. */
export function remove(world: World, place: ChatRecord, messageId: number): boolean {
  if (!place.messages.delete(messageId)) return false;
  world.events.emit({ kind: 'delete', chat: place.chat, messageId });
  return true;
}

/**
 * Supergroups and channels count their own messages; in private chats and basic groups all chats of an account share
 * one counter: https://core.telegram.org/api/updates ("common message box").
 */
function nextMessageId(world: World, place: ChatRecord): number {
  const ownsCounter = place.chat.type === 'supergroup' || place.chat.type === 'channel';
  place.highestId = ownsCounter ? place.highestId + 1 : world.unique();
  return place.highestId;
}

/** A message as it stands inside the message that replies to it: one level deep, as the Bot API sends it. */
export function asReplied(message: TelegramMessage): TelegramMessage {
  const { reply_to_message: _nested, ...flat } = message;
  return flat;
}

/** The fields that place a message into a topic. Messages of the General topic carry none (telegram.md §2.4). */
export function topicFields(
  place: ChatRecord,
  topic: number | undefined,
): Pick<TelegramMessage, 'message_thread_id' | 'is_topic_message'> {
  if (topic === undefined) return {};
  return place.chat.is_forum
    ? { message_thread_id: topic, is_topic_message: true }
    : { message_thread_id: topic };
}

/**
 * The thread that a message belongs to. In a forum it's the topic; in other supergroups replies carry the id of the
 * message that began the chain, which is no topic and can't be sent to (telegram.md §2.4).
 */
export function threadOfReply(place: ChatRecord, replied: TelegramMessage): number | undefined {
  if (place.chat.type !== 'supergroup') return undefined;
  if (place.chat.is_forum) return replied.is_topic_message ? replied.message_thread_id : undefined;
  return replied.message_thread_id ?? replied.message_id;
}
