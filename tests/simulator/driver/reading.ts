import type { TelegramMessage } from '@gramio/types';
import type { Patience, WorldEvent } from '../events.ts';
import type { ChatRecord, PersonRecord, World } from '../world/records.ts';
import type { Person, Stage } from './person.ts';
import { patience } from './queries.ts';
import { type Reply, readReply } from './reply.ts';

type Reading = Pick<Person, 'expectReply' | 'expectEdit'>;

/** What a person sees of the bot; in the private chat `own` unless told otherwise. */
export function readingOf(stage: Stage, record: PersonRecord, own: ChatRecord): Reading {
  const { world, events } = stage;
  return {
    expectReply({ in: chat, to, withinMs } = {}) {
      const place = chat?.record ?? own;
      const fits = (message: TelegramMessage): boolean =>
        to ? repliesTo(message, to) : isFor(record, message);
      const what = `a message of the bot to ${record.user.first_name}`;
      return nextUnread(stage, place, fits, patience(what, withinMs));
    },
    expectEdit(reply, { withinMs } = {}) {
      const look = (): Reply | undefined => {
        const present = current(world, reply.message);
        return present && present.edit_date !== undefined && differs(present, reply.message)
          ? readReply(present)
          : undefined;
      };
      const what = `an edit of "${reply.text.slice(0, 60)}"`;
      return events.until(look, { ...patience(what, withinMs), on: 'edit' });
    },
  };
}

/** The first message of the bot in `place` that fits and was not read; from then on it counts as read. */
export function nextUnread(
  { world, events, read }: Stage,
  place: ChatRecord,
  fits: (message: TelegramMessage) => boolean,
  waiting: Patience,
): Promise<Reply> {
  const isUnread = (message: TelegramMessage): boolean =>
    isByBot(world, message) && fits(message) && !read.has(keyOf(message));
  const look = (event?: WorldEvent): Reply | undefined => {
    const candidates = event?.kind === 'message' ? [event.message] : [...place.messages.values()];
    const unread = candidates.find(
      (message) => message.chat.id === place.chat.id && isUnread(message),
    );
    if (!unread) return undefined;
    read.add(keyOf(unread));
    return readReply(unread);
  };
  return events.until(look, { ...waiting, on: 'message' });
}

function isByBot(world: World, { from, sender_chat: sender }: TelegramMessage): boolean {
  return from?.id === world.bot.user.id && !sender;
}

function keyOf({ chat, message_id: id }: TelegramMessage): string {
  return `${chat.id}:${id}`;
}

function isFor({ user }: PersonRecord, message: TelegramMessage): boolean {
  return message.chat.type === 'private' || message.reply_to_message?.from?.id === user.id;
}

function repliesTo(message: TelegramMessage, to: TelegramMessage): boolean {
  return message.reply_to_message?.message_id === to.message_id;
}

function current(
  world: World,
  { chat, message_id: id }: TelegramMessage,
): TelegramMessage | undefined {
  return world.chats.get(chat.id)?.messages.get(id);
}

function differs(a: TelegramMessage, b: TelegramMessage): boolean {
  const content = ({ text, caption, entities, reply_markup: markup }: TelegramMessage): string =>
    JSON.stringify([text, caption, entities, markup]);
  return content(a) !== content(b);
}
