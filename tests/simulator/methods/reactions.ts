import type { TelegramReactionType } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { findMessage, findWritable } from '../world/targets.ts';
import type { Methods } from './method.ts';

/** Reactions of the bot; a bot sets at most one, and only of the public list. */
export const reactionMethods: Methods<'setMessageReaction'> = {
  setMessageReaction({ world }, { chat_id: chatId, message_id: id, reaction = [] }) {
    const place = findWritable(world, chatId);
    findMessage(place, id, 'message to react not found');
    if (reaction.length > 1 || reaction.some(({ type }) => type !== 'emoji')) {
      throw badRequest('REACTIONS_TOO_MANY');
    }
    const reactions: readonly TelegramReactionType[] = reaction;
    world.events.emit({ kind: 'reaction', chat: place.chat, messageId: id, reactions });
    return true;
  },
};
