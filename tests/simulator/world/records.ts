import type {
  TelegramBotCommand,
  TelegramChat,
  TelegramInlineQuery,
  TelegramInlineQueryResult,
  TelegramInlineQueryResultsButton,
  TelegramMessage,
  TelegramUser,
} from '@gramio/types';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { UpdateQueue } from '../updates/queue.ts';

/** A person (or another bot) with a Telegram account. */
export interface PersonRecord {
  user: TelegramUser;
  /** Has written to the bot: before that a bot can't write to a person. */
  hasStarted: boolean;
  hasBlocked: boolean;
  isDeactivated: boolean;
}

/** What somebody is in a chat; the words are the Bot API's. */
export type Standing = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export interface MemberRecord {
  standing: Standing;
  /** An administrator who writes in the group's name. */
  isAnonymous: boolean;
}

export interface TopicRecord {
  readonly id: number;
  name: string;
  isClosed: boolean;
  isDeleted: boolean;
}

export interface ChatRecord {
  readonly chat: TelegramChat;
  readonly messages: Map<number, TelegramMessage>;
  /** Texts that a message had before it was edited: a quote of them was right once. */
  readonly formerTexts: Map<number, string[]>;
  /** Ephemeral messages of the bot: each is seen by its receiver alone, and is none of `messages`. */
  readonly asides: TelegramMessage[];
  readonly members: Map<number, MemberRecord>;
  readonly topics: Map<number, TopicRecord>;
  /** Highest message id ever given in this chat: below it an absent message was deleted. */
  highestId: number;
  migratedTo: number | undefined;
}

export interface FileRecord {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly bytes: Buffer;
  /** What Telegram says of the size; a lying or absent one tests the bot's own cap. */
  readonly statedSize: number | undefined;
}

export interface InlineQueryRecord {
  readonly query: TelegramInlineQuery;
  /** By the simulator's clock, ms. */
  readonly askedAt: number;
  readonly chat: ChatRecord | undefined;
  readonly expiresAt: number;
  answer: InlineAnswer | undefined;
}

export interface InlineAnswer {
  readonly results: readonly TelegramInlineQueryResult[];
  readonly nextOffset: string;
  readonly button: TelegramInlineQueryResultsButton | undefined;
  readonly cacheTimeS: number;
  readonly isPersonal: boolean;
}

export interface CallbackQueryRecord {
  readonly id: string;
  readonly expiresAt: number;
  answer: CallbackAnswer | undefined;
}

export interface GuestQueryRecord {
  readonly id: string;
  readonly place: ChatRecord;
  readonly message: TelegramMessage;
  readonly expiresAt: number;
  /** The bot's answer; there can be only one. */
  sent: TelegramMessage | undefined;
}

export interface CallbackAnswer {
  readonly text: string | undefined;
  readonly alert: boolean;
  readonly url: string | undefined;
}

/** The account under test. */
interface BotRecord {
  readonly user: TelegramUser;
  /** BotFather's setting; on by default. A change takes effect in a group once the bot is added again. */
  privacyMode: boolean;
  /** BotFather's inline feedback: without it no chosen_inline_result is sent. */
  inlineFeedback: boolean;
  /** Key: scope and language, see methods/commands.ts. */
  readonly commands: Map<string, readonly TelegramBotCommand[]>;
}

/** Windows that Telegram does not publish; telegram.md §6 asks to keep them configurable. Milliseconds. */
interface Windows {
  readonly inlineAnswerMs: number;
  readonly callbackAnswerMs: number;
}

/** The state of the simulated Telegram. */
export interface World {
  readonly clock: Clock;
  readonly events: Events;
  readonly queue: UpdateQueue;
  readonly bot: BotRecord;
  readonly windows: Windows;
  readonly people: Map<number, PersonRecord>;
  readonly chats: Map<number, ChatRecord>;
  readonly files: Map<string, FileRecord>;
  readonly inlineQueries: Map<string, InlineQueryRecord>;
  readonly callbackQueries: Map<string, CallbackQueryRecord>;
  readonly guestQueries: Map<string, GuestQueryRecord>;
  /** Messages that were sent by inline queries, with a keyboard: they have no chat for the bot. */
  readonly inlineMessages: Map<string, { readonly chat: ChatRecord; readonly messageId: number }>;
  /** A number that was not used before, for ids of all sorts. */
  unique(): number;
}
