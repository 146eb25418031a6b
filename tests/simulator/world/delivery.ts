import type { TelegramMessage, TelegramUpdate } from '@gramio/types';
import type { Occurrence } from '../updates/kinds.ts';
import { botApiSchema } from '../validator/schema.ts';
import type { ChatRecord, World } from './records.ts';

/**
 * Sends an update to the bot. The simulator's own updates are checked against the published schema as well: a mistake
 * here would teach the bot things that Telegram never does.
 */
export function deliver(world: World, occurrence: Occurrence): TelegramUpdate | undefined {
  const update = world.queue.push(occurrence);
  const problems = update ? botApiSchema().problemsOfUpdate(update) : [];
  if (problems.length === 0) return update;
  throw new Error(`The simulator made a wrong update: ${problems.join('; ')}`);
}

/** Delivers a message, new or edited, to the bot if Telegram would. */
export function deliverMessage(
  world: World,
  place: ChatRecord,
  message: TelegramMessage,
): TelegramUpdate | undefined {
  if (!reachesBot(world, place, message)) return undefined;
  const isEdit = message.edit_date !== undefined;
  if (place.chat.type === 'channel') {
    return deliver(world, isEdit ? { edited_channel_post: message } : { channel_post: message });
  }
  return deliver(world, isEdit ? { edited_message: message } : { message });
}

/** Whether the bot gets to see a message (telegram.md §2.4). */
function reachesBot(world: World, place: ChatRecord, message: TelegramMessage): boolean {
  if (message.from?.id === world.bot.user.id) return false;
  if (place.chat.type === 'private') return !world.people.get(place.chat.id)?.hasBlocked;
  const standing = place.members.get(world.bot.user.id)?.standing;
  if (standing === undefined || standing === 'left' || standing === 'kicked') return false;
  if (place.chat.type === 'channel') return standing === 'administrator';
  // Bots don't see other bots' messages, whatever the mode: https://core.telegram.org/bots/faq#why-doesn-39t-my-bot-see-messages-from-other-bots
  // Those that came via the bot, or in the group's or a channel's name, only look like a bot's.
  if (message.from?.is_bot && !message.sender_chat) return false;
  if (standing === 'administrator' || !world.bot.privacyMode) return true;
  return reachesThroughPrivacy(world, message);
}

/**
 * What gets through in privacy mode: commands, replies to the bot, messages via it and service messages.
 * A plain mention does not, whatever BotFather's text says: five projects measured it (telegram.md §2.4).
 */
function reachesThroughPrivacy(world: World, message: TelegramMessage): boolean {
  const { id } = world.bot.user;
  if (isService(message) || message.via_bot?.id === id) return true;
  if (message.reply_to_message?.from?.id === id && !message.reply_to_message.forum_topic_created) {
    return true;
  }
  return isCommandFor(world, message);
}

function isCommandFor(world: World, message: TelegramMessage): boolean {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command) return false;
  const [, addressee] = text.slice(0, command.length).split('@');
  return (
    addressee === undefined || addressee.toLowerCase() === world.bot.user.username?.toLowerCase()
  );
}

const SERVICE: readonly (keyof TelegramMessage)[] = [
  'new_chat_members',
  'left_chat_member',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_reopened',
  'new_chat_title',
  'group_chat_created',
];

function isService(message: TelegramMessage): boolean {
  return SERVICE.some((field) => message[field] !== undefined);
}
