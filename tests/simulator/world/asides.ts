import type { TelegramEphemeralMessageParameters, TelegramMessage } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { isPresent } from './members.ts';
import type { Draft } from './post.ts';
import type { ChatRecord, World } from './records.ts';

/**
 * Sends a message that one member alone sees: https://core.telegram.org/bots/api#ephemeral-messages. A bot that is no
 * administrator may do so only in answer to a press, for 15 seconds. The words of the refusals are unknown.
 */
export function postAside(
  world: World,
  place: ChatRecord,
  { receiver_user_id: receiverId, callback_query_id: pressId }: TelegramEphemeralMessageParameters,
  draft: Draft,
): TelegramMessage {
  const receiver = world.people.get(receiverId)?.user;
  if (
    !receiver ||
    receiver.is_bot ||
    place.chat.type === 'private' ||
    place.chat.type === 'channel'
  ) {
    throw badRequest('EPHEMERAL_RECEIVER_INVALID');
  }
  if (!isPresent(place, receiverId)) throw badRequest('EPHEMERAL_RECEIVER_INVALID', 'world');
  const isAdministrator = place.members.get(world.bot.user.id)?.standing === 'administrator';
  const press = pressId === undefined ? undefined : world.callbackQueries.get(pressId);
  if (!isAdministrator && (!press || press.expiresAt <= world.clock.now())) {
    throw badRequest('EPHEMERAL_NOT_ALLOWED', 'world');
  }
  const message: TelegramMessage = {
    ...draft,
    message_id: 0,
    ephemeral_message_id: world.unique(),
    receiver_user: receiver,
    chat: place.chat,
    date: world.clock.seconds(),
  };
  place.asides.push(message);
  world.events.emit({ kind: 'aside', message });
  return message;
}
