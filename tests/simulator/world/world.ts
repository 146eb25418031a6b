import type { TelegramUser } from '@gramio/types';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import { createUpdateQueue } from '../updates/queue.ts';
import type { ChatRecord, PersonRecord, World } from './records.ts';

/** What a test may choose about the bot's account and the server. */
export interface WorldOptions {
  readonly username?: string;
  readonly privacyMode?: boolean;
  readonly inlineFeedback?: boolean;
  readonly supportsGuestQueries?: boolean;
  /** How long an inline query can be answered; measured between 10 and 20 s (telegram.md §2.4). */
  readonly inlineAnswerMs?: number;
  /** "seconds to tens of seconds" (telegram.md §2.4). */
  readonly callbackAnswerMs?: number;
}

const INLINE_ANSWER_MS = 10_000;
const CALLBACK_ANSWER_MS = 60_000;
const BOT_ID = 7_654_321_098;

/** An empty Telegram with one bot. */
export function createWorld(clock: Clock, events: Events, options: WorldOptions): World {
  let last = 1000;
  return {
    clock,
    events,
    queue: createUpdateQueue(clock, events),
    bot: {
      user: botUser(options),
      privacyMode: options.privacyMode ?? true,
      inlineFeedback: options.inlineFeedback ?? true,
      commands: new Map(),
    },
    windows: {
      inlineAnswerMs: options.inlineAnswerMs ?? INLINE_ANSWER_MS,
      callbackAnswerMs: options.callbackAnswerMs ?? CALLBACK_ANSWER_MS,
    },
    people: new Map(),
    chats: new Map(),
    files: new Map(),
    inlineQueries: new Map(),
    callbackQueries: new Map(),
    guestQueries: new Map(),
    inlineMessages: new Map(),
    unique: () => ++last,
  };
}

function botUser(options: WorldOptions): TelegramUser {
  return {
    id: BOT_ID,
    is_bot: true,
    first_name: 'Library',
    username: options.username ?? 'LibraryBot',
    can_join_groups: true,
    can_read_all_group_messages: !(options.privacyMode ?? true),
    supports_guest_queries: options.supportsGuestQueries ?? false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

/** The bot as it stands in messages: without what only getMe tells. */
export function botAsSender({ bot }: World): TelegramUser {
  const { id, is_bot, first_name, username } = bot.user;
  return { id, is_bot, first_name, ...(username !== undefined && { username }) };
}

/** A new account; its private chat with the bot exists, but the bot may not write there yet. */
export function addPerson(world: World, user: Omit<TelegramUser, 'id'>): PersonRecord {
  const person: PersonRecord = {
    user: { id: 100_000_000 + world.unique(), ...user },
    hasStarted: false,
    hasBlocked: false,
    isDeactivated: false,
  };
  world.people.set(person.user.id, person);
  return person;
}

/** The private chat of somebody with the bot: its id is the person's. */
export function privateChat(world: World, { user }: PersonRecord): ChatRecord {
  const known = world.chats.get(user.id);
  if (known) return known;
  const { id, first_name, last_name, username } = user;
  const chat: ChatRecord = emptyChat({
    id,
    type: 'private',
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
  });
  world.chats.set(id, chat);
  return chat;
}

/** A chat without members, messages and topics. */
export function emptyChat(chat: ChatRecord['chat']): ChatRecord {
  return {
    chat,
    messages: new Map(),
    formerTexts: new Map(),
    asides: [],
    members: new Map(),
    topics: new Map(),
    highestId: 0,
    migratedTo: undefined,
  };
}
