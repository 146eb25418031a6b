import type {
  TelegramInlineQueryResult,
  TelegramMessage,
  TelegramMessageOrigin,
  TelegramUser,
} from '@gramio/types';
import type { Events } from '../events.ts';
import { buttonsOf, press } from '../world/buttons.ts';
import { askInline, choose } from '../world/inline.ts';
import type {
  CallbackAnswer,
  ChatRecord,
  InlineAnswer,
  InlineQueryRecord,
  PersonRecord,
  World,
} from '../world/records.ts';
import { setBlocked } from '../world/members.ts';
import { remove } from '../world/post.ts';
import { plainText, rewrite, write } from '../world/says.ts';
import { splitAsApps } from '../world/splitting.ts';
import { privateChat } from '../world/world.ts';
import { type Reply, readReply } from './reply.ts';

/** A chat that people can be in; what driver/chats.ts makes. */
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
  /** A channel in whose name it's written. */
  readonly as?: Chat;
}

/** Which reply is awaited. */
export interface Awaited {
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
export interface PressedButton {
  /** What the person is told: a toast, an alert, or nothing when the text is undefined. */
  answered(options?: { readonly withinMs?: number }): Promise<CallbackAnswer>;
}

/** Somebody with a Telegram app. */
export interface Person {
  readonly record: PersonRecord;
  readonly user: TelegramUser;
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
  /** Forwards a message of anywhere; into the private chat with the bot unless told. */
  forwards(message: TelegramMessage, where?: Where): TelegramMessage;
  /** Presses the button with this label, or, with `data`, any callback. */
  presses(reply: Reply | TelegramMessage, label: string | { readonly data: string }): PressedButton;
  asksInline(
    text: string,
    where?: { readonly in?: Chat; readonly offset?: string },
  ): InlineQuestion;
  /** The next message of the bot that this person has not yet read: in groups, one that replies to this person. */
  expectReply(awaited?: Awaited): Promise<Reply>;
}

/** What a driver needs of the simulator. */
export interface Stage {
  readonly world: World;
  readonly events: Events;
  /** Messages that a test has read already, so that each is expected once. */
  readonly read: Set<TelegramMessage>;
}

/** The driver of one account. */
export function drivePerson(stage: Stage, record: PersonRecord): Person {
  const { world, events, read } = stage;
  const own = privateChat(world, record);
  const placeOf = (where: Pick<Where, 'in'> = {}): ChatRecord => where.in?.record ?? own;
  const sends = (content: Content, where: Where = {}): TelegramMessage => {
    const { replyTo, topic, agoMs, as } = where;
    const replied = replyTo && ('message' in replyTo ? replyTo.message : replyTo);
    const place = placeOf(where);
    return write(
      world,
      record,
      { place, replyTo: replied, topic, agoMs, asChat: as?.record.chat },
      content,
    );
  };
  const says = (text: string, where?: Where): TelegramMessage => {
    const parts = splitAsApps(text);
    if (parts.length !== 1)
      throw new Error('The apps do not send this as one message: use pastes().');
    return sends(plainText(parts[0] ?? ''), where);
  };
  return {
    record,
    user: record.user,
    says,
    pastes: (text, where) => splitAsApps(text).map((part) => says(part, where)),
    sends,
    edits: (message, text) =>
      rewrite(
        world,
        world.chats.get(message.chat.id) ?? own,
        message.message_id,
        plainText(text.trim()),
      ),
    deletes(target) {
      const message = 'message' in target ? target.message : target;
      remove(world, world.chats.get(message.chat.id) ?? own, message.message_id);
    },
    blocksBot: () => setBlocked(world, record, own, true),
    unblocksBot: () => setBlocked(world, record, own, false),
    leavesTelegram() {
      record.isDeactivated = true;
    },
    forwards: (message, where) => sends(forwarded(message), where),
    presses(target, label) {
      const message = 'message' in target ? target.message : target;
      const place = world.chats.get(message.chat.id) ?? own;
      const data = typeof label === 'string' ? dataOf(message, label) : label.data;
      const pressed = press(world, record, place, { message, data });
      return {
        answered: ({ withinMs } = {}) =>
          events.until(
            () => pressed.answer,
            patience(withinMs, `an answer to the button "${data}"`),
          ),
      };
    },
    asksInline: (text, { in: place, offset = '' } = {}) =>
      driveInline(stage, record, { text, offset, place: place?.record }),
    expectReply({ in: chat, to, withinMs } = {}) {
      const place = chat?.record ?? own;
      const what = `a message of the bot to ${record.user.first_name}`;
      return events.until(
        () => {
          const message = [...place.messages.values()].find(
            (each) => !read.has(each) && isForPerson(world, record, each) && repliesTo(each, to),
          );
          if (message) read.add(message);
          return message && readReply(message);
        },
        patience(withinMs, what),
      );
    },
  };
}

/** A forwarded message says where it comes from, and loses its reply and its keyboard. */
function forwarded(message: TelegramMessage): Content {
  const { from, sender_chat: chat, date, message_id: id } = message;
  const { text, entities, caption, caption_entities: captionEntities, document, photo } = message;
  const origin: TelegramMessageOrigin = chat
    ? { type: 'channel', date, chat, message_id: id }
    : { type: 'user', date, sender_user: from ?? NOBODY };
  return defined({
    forward_origin: origin,
    text,
    entities,
    caption,
    caption_entities: captionEntities,
    document,
    photo,
  });
}

const NOBODY: TelegramUser = { id: 777_000, is_bot: false, first_name: 'Telegram' };

function defined(content: { readonly [K in keyof Content]: Content[K] | undefined }): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function patience(withinMs: number | undefined, what: string): { withinMs?: number; what: string } {
  return { what, ...(withinMs !== undefined && { withinMs }) };
}

function isForPerson(world: World, { user }: PersonRecord, message: TelegramMessage): boolean {
  if (message.from?.id !== world.bot.user.id) return false;
  return message.chat.type === 'private' || message.reply_to_message?.from?.id === user.id;
}

function repliesTo(message: TelegramMessage, to: TelegramMessage | undefined): boolean {
  return to === undefined || message.reply_to_message?.message_id === to.message_id;
}

function dataOf(message: TelegramMessage, label: string): string {
  const buttons = buttonsOf(message).flat();
  const data = buttons.find(({ text }) => text === label)?.callback_data;
  if (data !== undefined) return data;
  const labels = buttons.map(({ text }) => `"${text}"`).join(', ');
  throw new Error(`There is no callback button "${label}"; there are: ${labels || 'none'}.`);
}

interface Typed {
  readonly text: string;
  readonly offset: string;
  readonly place: ChatRecord | undefined;
}

function driveInline(stage: Stage, person: PersonRecord, typed: Typed): InlineQuestion {
  const { world, events } = stage;
  const record = askInline(world, person, typed);
  const answered: InlineQuestion['answered'] = ({ withinMs } = {}) =>
    events.until(
      () => record.answer,
      patience(withinMs, `an answer to the inline query "${typed.text}"`),
    );
  return {
    record,
    answered,
    async next() {
      const { nextOffset } = await answered();
      if (nextOffset === '') throw new Error('There are no further results.');
      return driveInline(stage, person, { ...typed, offset: nextOffset });
    },
    choose(result, where = {}) {
      if (!result) throw new Error('There is no such result to choose.');
      const place = where.in?.record ?? typed.place ?? privateChat(world, person);
      return choose(world, person, place, { query: record.query, result });
    },
  };
}
