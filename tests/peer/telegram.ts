import type { TelegramInlineQueryResult, TelegramMessage } from '@gramio/types';
import type { Bot, BotOptions } from '../simulator/driver/bot.ts';
import type { Reply } from '../simulator/driver/reply.ts';
import type { Line } from './line.ts';

/** A Bot API server with people at it: all that the core suite asks of one, whoever wrote it. */
export interface Telegram {
  /** What lies between the bot and the server. */
  readonly line: Line;
  /** Starts the real bot; `close` ends it. */
  startBot(options?: BotOptions): Promise<Bot>;
  person(name: string): Person;
  group(title: string, members: readonly [Person, ...Person[]]): Place;
  /** What the bot has sent as a reply to a message, oldest first. */
  repliesTo(message: TelegramMessage): readonly Reply[];
  /** Ends what was started with it; throws where the server found a request of the bot wrong. */
  close(): Promise<void>;
}

/** A group with the bot in it. */
export interface Place {
  readonly id: number;
}

/** Somebody with a Telegram app in English. */
export interface Person {
  /** Writes to the bot in private, or in a group. */
  says(text: string, where?: { in?: Place; replyTo?: Reply }): TelegramMessage;
  /** The bot's reply to a message of this person. */
  expectReply(awaited: { to: TelegramMessage; in?: Place }): Promise<Reply>;
  /** Presses a button below a message, by the data that it sends. */
  presses(reply: Reply, button: { data: string }): { answered(): Promise<{ text?: string }> };
  asksInline(text: string): InlineQuestion;
}

/** An inline query under way. */
export interface InlineQuestion {
  answered(): Promise<{ readonly results: readonly TelegramInlineQueryResult[] }>;
  /** Sends a result to the private chat with the bot, which hears of it. */
  choose(result: TelegramInlineQueryResult | undefined): TelegramMessage;
}
