import type { Chat, Message, MessageEntity, User } from 'grammy/types';

export const ME = {
  id: 4242,
  is_bot: true,
  first_name: 'Documents',
  username: 'DocBot',
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: true,
} as const;

const ALICE: User = { id: 7, is_bot: false, first_name: 'Alice', language_code: 'en' };

const PRIVATE: Chat.PrivateChat = { id: 7, type: 'private', first_name: 'Alice' };
const GROUP: Chat.SupergroupChat = { id: -1007, type: 'supergroup', title: 'Town' };

/** A message of Alice to the bot. Commands and mentions are marked as Telegram marks them. */
export function toBot(text: string, given: Partial<Message> = {}): Message {
  return message({ chat: PRIVATE, text, entities: marksIn(text), ...given });
}

/** A message of Alice in a group. */
export function inGroup(text: string, given: Partial<Message> = {}): Message {
  return message({ chat: GROUP, text, entities: marksIn(text), ...given });
}

/** A message of Alice to the bot that is no text. */
export function mediaToBot(given: Partial<Message>): Message {
  return message({ chat: PRIVATE, ...given });
}

/** Somebody's message that another one replies to. */
export function repliedTo(
  text: string,
  given: Partial<Message> = {},
): NonNullable<Message['reply_to_message']> {
  const from: User = { id: 8, is_bot: false, first_name: 'Bob' };
  return message({ chat: GROUP, text, from, ...given }) as Message & {
    reply_to_message: undefined;
  };
}

function message(given: Partial<Message>): Message {
  const base = { message_id: given.reply_to_message ? 12 : 11, date: 1_790_000_000, from: ALICE };
  // A message is a union of a hundred shapes: tests give the fields that matter.
  return { ...base, ...given } as Message;
}

function marksIn(text: string): MessageEntity[] {
  const mark = (type: 'bot_command' | 'mention', pattern: RegExp): MessageEntity[] =>
    [...text.matchAll(pattern)].map((match) => ({
      type,
      offset: match.index,
      length: match[0].length,
    }));
  return [
    ...mark('bot_command', /(?<![^\s])\/\w{1,64}(@\w+)?/g),
    ...mark('mention', /(?<![\w/@])@\w{2,}/g).filter(({ offset }) => text[offset - 1] !== '/'),
  ];
}
