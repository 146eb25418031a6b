import type { TelegramChatFullInfo, TelegramChatMember, TelegramUser } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { changeStanding, chatMember, isPresent, memberOf } from '../world/members.ts';
import type { ChatRecord, World } from '../world/records.ts';
import { findReadable } from '../world/targets.ts';
import { botAsSender } from '../world/world.ts';
import type { Methods } from './method.ts';

const GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

function userOf(world: World, id: number): TelegramUser {
  const user = id === world.bot.user.id ? botAsSender(world) : world.people.get(id)?.user;
  if (!user) throw badRequest('PARTICIPANT_ID_INVALID');
  return user;
}

function memberIn(world: World, place: ChatRecord, id: number): TelegramChatMember {
  return chatMember(userOf(world, id), memberOf(place, id));
}

/** Asking about chats and their members. */
export const chatMethods: Methods<
  'getChat' | 'getChatMember' | 'getChatAdministrators' | 'getChatMemberCount' | 'leaveChat'
> = {
  getChat({ world }, { chat_id: chatId }): TelegramChatFullInfo {
    const { chat } = findReadable(world, chatId);
    return { ...chat, accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: GIFTS };
  },
  getChatMember({ world }, { chat_id: chatId, user_id: userId }) {
    const place = findReadable(world, chatId);
    if (place.chat.type === 'private') throw badRequest('there are no members in the private chat');
    return memberIn(world, place, userId);
  },
  getChatAdministrators({ world }, { chat_id: chatId }) {
    const place = findReadable(world, chatId);
    if (place.chat.type === 'private') {
      throw badRequest('there are no administrators in the private chat');
    }
    const isAdministrator = ([, { standing }]: [number, { standing: string }]): boolean =>
      standing === 'creator' || standing === 'administrator';
    const ids = [...place.members].filter(isAdministrator).map(([id]) => id);
    // "which aren't bots", except the asking one: https://core.telegram.org/bots/api#getchatadministrators
    const shown = ids.filter((id) => !userOf(world, id).is_bot || id === world.bot.user.id);
    return shown.map((id) => memberIn(world, place, id));
  },
  getChatMemberCount({ world }, { chat_id: chatId }) {
    const place = findReadable(world, chatId);
    if (place.chat.type === 'private') return 2;
    return [...place.members.keys()].filter((id) => isPresent(place, id)).length;
  },
  leaveChat({ world }, { chat_id: chatId }) {
    const place = findReadable(world, chatId);
    if (place.chat.type === 'private')
      throw badRequest("chat member status can't be changed in private chats");
    const bot = botAsSender(world);
    changeStanding(world, place, { who: world.bot.user, by: bot, to: 'left' });
    return true;
  },
};
