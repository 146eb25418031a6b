import type { TelegramChat, TelegramMessage, TelegramMessageEntity } from '@gramio/types';
import { deliverMessage } from './delivery.ts';
import { withFoundEntities } from './entities.ts';
import { asReplied, type Draft, post, replace, threadOfReply, topicFields } from './post.ts';
import type { ChatRecord, PersonRecord, World } from './records.ts';

/** Where and how a person writes. */
export interface Occasion {
  readonly place: ChatRecord;
  readonly replyTo?: TelegramMessage | undefined;
  /** A topic of a forum; the General topic unless told. */
  readonly topic?: number | undefined;
  /** How long ago it was written, by the simulator's clock. */
  readonly agoMs?: number | undefined;
  /** A channel in whose name the person writes. */
  readonly asChat?: TelegramChat | undefined;
}

/** Accounts that stand for senders who are no person (telegram.md §2.4; python-telegram-bot's constants). */
const ANONYMOUS_ADMIN = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};
const CHANNEL_SENDER = {
  id: 136_817_688,
  is_bot: true,
  first_name: 'Channel',
  username: 'Channel_Bot',
};

/** A text as Telegram keeps it when a person sends it: without blank ends, with the entities it finds. */
export function plainText(
  text: string,
  given: readonly TelegramMessageEntity[] = [],
): Pick<TelegramMessage, 'text' | 'entities'> {
  const entities = withFoundEntities(text, given);
  return { text, ...(entities.length > 0 && { entities }) };
}

/** A person's message: it's posted, and delivered to the bot if Telegram would. */
export function write(
  world: World,
  person: PersonRecord,
  occasion: Occasion,
  content: Omit<Draft, 'date'>,
): TelegramMessage {
  const { place, replyTo, topic, agoMs = 0 } = occasion;
  checkPresence(person, occasion);
  const thread = topic ?? (replyTo && threadOfReply(place, replyTo));
  // In a topic every message replies to something: to the message that opened the topic, if to no other.
  const opening = topic === undefined ? undefined : place.messages.get(topic);
  const replied = replyTo ?? opening;
  const message = post(world, place, {
    ...senderOf(person, occasion),
    ...topicFields(place, thread),
    ...(replied && { reply_to_message: asReplied(replied) }),
    ...content,
    date: Math.floor((world.clock.now() - agoMs) / 1000),
  });
  deliverMessage(world, place, message);
  return message;
}

/** A person changes a message of theirs. */
export function rewrite(
  world: World,
  place: ChatRecord,
  messageId: number,
  content: Pick<TelegramMessage, 'text' | 'entities'>,
): TelegramMessage {
  const former = place.messages.get(messageId);
  if (!former) throw new Error(`There is no message ${messageId} to edit.`);
  const { entities: _entities, ...rest } = former;
  const message = { ...rest, ...content, edit_date: world.clock.seconds() };
  replace(world, place, message);
  deliverMessage(world, place, message);
  return message;
}

function senderOf(
  { user }: PersonRecord,
  { place, asChat }: Occasion,
): Pick<TelegramMessage, 'from' | 'sender_chat'> {
  if (place.chat.type === 'channel') return { sender_chat: place.chat };
  if (asChat) return { from: CHANNEL_SENDER, sender_chat: asChat };
  if (place.members.get(user.id)?.isAnonymous) {
    return { from: ANONYMOUS_ADMIN, sender_chat: place.chat };
  }
  return { from: user };
}

function checkPresence(person: PersonRecord, { place }: Occasion): void {
  if (place.chat.type === 'private') {
    if (person.hasBlocked) throw new Error(`${person.user.first_name} has blocked the bot.`);
    if (place.chat.id !== person.user.id) throw new Error('That private chat is not theirs.');
    person.hasStarted = true;
    return;
  }
  const standing = place.members.get(person.user.id)?.standing;
  if (standing === undefined || standing === 'left' || standing === 'kicked') {
    throw new Error(`${person.user.first_name} is not in ${place.chat.title ?? 'the chat'}.`);
  }
}
