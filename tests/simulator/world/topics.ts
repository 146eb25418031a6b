import type { TelegramUser } from '@gramio/types';
import { deliverMessage } from './delivery.ts';
import { type Draft, post } from './post.ts';
import type { ChatRecord, TopicRecord, World } from './records.ts';

const ICON_COLOR = 7_322_096;

/** Opens a topic: its id is that of the service message which opens it (https://core.telegram.org/api/forum). */
export function openTopic(
  world: World,
  place: ChatRecord,
  name: string,
  by: TelegramUser,
): TopicRecord {
  if (!place.chat.is_forum) throw new Error(`${place.chat.title ?? 'The chat'} is no forum.`);
  const message = post(world, place, {
    from: by,
    forum_topic_created: { name, icon_color: ICON_COLOR },
    is_topic_message: true,
    message_thread_id: place.highestId + 1,
  });
  const topic: TopicRecord = { id: message.message_id, name, isClosed: false, isDeleted: false };
  place.topics.set(topic.id, topic);
  deliverMessage(world, place, message);
  return topic;
}

/** Closes or opens a topic again; in a closed one only administrators write. */
export function setClosed(
  world: World,
  place: ChatRecord,
  topic: TopicRecord,
  { isClosed, by }: { readonly isClosed: boolean; readonly by: TelegramUser },
): void {
  topic.isClosed = isClosed;
  const news: Draft = isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  const message = post(world, place, {
    from: by,
    ...news,
    is_topic_message: true,
    message_thread_id: topic.id,
  });
  deliverMessage(world, place, message);
}

/** Deletes a topic with all that was written in it. Bots are not told. */
export function deleteTopic(place: ChatRecord, topic: TopicRecord): void {
  topic.isDeleted = true;
  for (const [id, message] of place.messages) {
    if (message.message_thread_id === topic.id) place.messages.delete(id);
  }
}
