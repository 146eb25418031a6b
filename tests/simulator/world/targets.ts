import type { TelegramMessage } from '@gramio/types';
import { badRequest, BotApiError, forbidden } from '../bot-api-error.ts';
import type { ChatRecord, TopicRecord, World } from './records.ts';

/** The chat that a request names, whether or not the bot may write there. */
function findChat(world: World, chatId: number | string): ChatRecord {
  const chat =
    typeof chatId === 'number'
      ? world.chats.get(chatId)
      : [...world.chats.values()].find(
          ({ chat: { username } }) =>
            username !== undefined && `@${username}`.toLowerCase() === chatId.toLowerCase(),
        );
  if (!chat) throw badRequest('chat not found');
  if (chat.migratedTo !== undefined) throw upgraded(chat.migratedTo);
  return chat;
}

/** The chat that a request names, if the bot is in it. */
export function findReadable(world: World, chatId: number | string): ChatRecord {
  const place = findChat(world, chatId);
  const { type } = place.chat;
  if (type === 'private') return place;
  const standing = place.members.get(world.bot.user.id)?.standing;
  if (standing === 'kicked') throw forbidden(`bot was kicked from the ${type} chat`);
  if (standing === undefined || standing === 'left') {
    throw forbidden(`bot is not a member of the ${type} chat`);
  }
  return place;
}

/** The chat that a request names, if the bot may write there (errors: telegram.md §2.3). */
export function findWritable(world: World, chatId: number | string): ChatRecord {
  const place = findReadable(world, chatId);
  const standing = place.members.get(world.bot.user.id)?.standing;
  if (place.chat.type === 'private') checkPrivate(world, place);
  if (place.chat.type === 'channel' && standing !== 'administrator') {
    throw badRequest('need administrator rights in the channel chat', 'world');
  }
  if (standing === 'restricted') {
    throw badRequest('not enough rights to send text messages to the chat', 'world');
  }
  return place;
}

function checkPrivate(world: World, place: ChatRecord): void {
  const person = world.people.get(place.chat.id);
  if (!person) throw badRequest('chat not found');
  if (person.isDeactivated) throw forbidden('user is deactivated');
  if (person.hasBlocked) throw forbidden('bot was blocked by the user');
  if (!person.hasStarted) {
    throw new BotApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
}

function upgraded(chatId: number): BotApiError {
  return new BotApiError(
    400,
    'Bad Request: group chat was upgraded to a supergroup chat',
    'world',
    { migrate_to_chat_id: chatId },
  );
}

/** A message by id. One that was deleted is the world's doing, one that never was is the bot's. */
export function findMessage(place: ChatRecord, messageId: number, words: string): TelegramMessage {
  const message = place.messages.get(messageId);
  if (message) return message;
  throw badRequest(words, messageId <= place.highestId && messageId > 0 ? 'world' : 'bot');
}

/**
 * The topic that a request names. Neither `1` (General) nor the thread of a plain reply chain can be named:
 * tdlib/telegram-bot-api issues 447 and 798 (telegram.md §2.4).
 */
export function findTopic(world: World, place: ChatRecord, threadId: number): TopicRecord {
  const topic = place.chat.is_forum ? place.topics.get(threadId) : undefined;
  if (!topic) throw badRequest('message thread not found');
  if (topic.isDeleted) throw badRequest('message thread not found', 'world');
  const isAdministrator = place.members.get(world.bot.user.id)?.standing === 'administrator';
  if (topic.isClosed && !isAdministrator) throw badRequest('TOPIC_CLOSED', 'world');
  return topic;
}
