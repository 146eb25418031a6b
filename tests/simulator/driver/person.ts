import type {
  TelegramInlineQueryResult,
  TelegramMessage,
  TelegramMessageEntity,
  TelegramUser,
} from '@gramio/types';
import type { Events } from '../events.ts';
import type { NewFile } from '../world/files.ts';
import type {
  CallbackAnswer,
  ChatRecord,
  InlineAnswer,
  InlineQueryRecord,
  PersonRecord,
  World,
} from '../world/records.ts';
import type { Reply } from './reply.ts';

/** A chat that people can be in; what driver/group.ts makes. */
export interface Chat {
  readonly record: ChatRecord;
}

/** Where something is written; the private chat with the bot unless told. */
export interface Where {
  readonly in?: Chat;
  readonly replyTo?: TelegramMessage | Reply;
  /** A topic of a forum, by the id of the message that opened it. */
  readonly topic?: number;
  readonly agoMs?: number;
  /** What the person marked in the text, such as `code` or a `text_mention`; the rest Telegram finds by itself. */
  readonly entities?: readonly TelegramMessageEntity[];
  /** A channel in whose name it's written. */
  readonly as?: Chat;
}

/** Which reply is awaited. */
interface Awaited {
  readonly in?: Chat;
  /** Only a reply to this message. */
  readonly to?: TelegramMessage;
  readonly withinMs?: number;
}

/** Anything but text that a message can hold. */
export type Content = Partial<Omit<TelegramMessage, 'message_id' | 'date' | 'chat' | 'from'>>;

/** An inline query under way. */
export interface InlineQuestion {
  readonly record: InlineQueryRecord;
  /** What the bot (or the server's cache) answered. */
  answered(options?: { readonly withinMs?: number }): Promise<InlineAnswer>;
  /** Asks for the next page, as scrolling down does. */
  next(): Promise<InlineQuestion>;
  /** Sends a result to the chat where the query was typed. */
  choose(result: TelegramInlineQueryResult | undefined, where?: Pick<Where, 'in'>): TelegramMessage;
}

/** A button that was pressed. */
interface PressedButton {
  /** What the person is told: a toast, an alert, or nothing when the text is undefined. */
  answered(options?: { readonly withinMs?: number }): Promise<CallbackAnswer>;
}

/** A guest query under way. */
interface Summons {
  answered(options?: { readonly withinMs?: number }): Promise<Reply>;
}

/** Somebody with a Telegram app. */
export interface Person {
  readonly record: PersonRecord;
  readonly user: TelegramUser;
  /** The private chat with the bot. */
  readonly chat: Chat;
  says(text: string, where?: Where): TelegramMessage;
  /** A text of any length, sent as the apps do: in parts of at most 4,096 characters. */
  pastes(text: string, where?: Where): readonly TelegramMessage[];
  /** A message with something else than text: `{ sticker: … }`, `{ photo: …, caption: … }`. */
  sends(content: Content, where?: Where): TelegramMessage;
  edits(message: TelegramMessage, text: string): TelegramMessage;
  deletes(message: TelegramMessage | Reply): void;
  blocksBot(): void;
  unblocksBot(): void;
  /** The account is gone. */
  leavesTelegram(): void;
  /** Sends a file; `caption` is read as any text of a person. */
  uploads(file: NewFile & { readonly caption?: string }, where?: Where): TelegramMessage;
  /** Forwards a message of anywhere; into the private chat with the bot unless told. */
  forwards(message: TelegramMessage, where?: Where): TelegramMessage;
  /** Presses the button with this label, or, with `data`, any callback. */
  presses(reply: Reply | TelegramMessage, label: string | { readonly data: string }): PressedButton;
  asksInline(
    text: string,
    where?: { readonly in?: Chat; readonly offset?: string },
  ): InlineQuestion;
  /** Calls the bot by its name in a chat where it isn't; the promise is its answer. */
  summons(text: string, where: Required<Pick<Where, 'in'>> & Pick<Where, 'replyTo'>): Summons;
  /** The next message of the bot that this person has not yet read: in groups, one that replies to this person. */
  expectReply(awaited?: Awaited): Promise<Reply>;
  /** What the bot makes of a message that it sent: waits until its text or its buttons differ from these. */
  expectEdit(reply: Reply, options?: Pick<Awaited, 'withinMs'>): Promise<Reply>;
}

/** What a driver needs of the simulator. */
export interface Stage {
  readonly world: World;
  readonly events: Events;
  /** Messages that a test has read already, so that each is expected once; see driver/reading.ts. */
  readonly read: Set<string>;
}
