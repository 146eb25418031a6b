import type { TelegramMessage, TelegramMessageOrigin, TelegramUser } from '@gramio/types';
import { documentOf, storeFile } from '../world/files.ts';
import { remove } from '../world/post.ts';
import type { ChatRecord, PersonRecord } from '../world/records.ts';
import { plainText, rewrite, write } from '../world/says.ts';
import { splitAsApps } from '../world/splitting.ts';
import type { Content, Person, Stage, Where } from './person.ts';
import { messageOf } from './reply.ts';

type Writing = Pick<
  Person,
  'says' | 'pastes' | 'sends' | 'edits' | 'deletes' | 'uploads' | 'forwards'
>;

/** What a person writes; into the private chat `own` unless told otherwise. */
export function writingOf({ world }: Stage, record: PersonRecord, own: ChatRecord): Writing {
  const placeOf = (message: TelegramMessage): ChatRecord => world.chats.get(message.chat.id) ?? own;
  const sends = (content: Content, where: Where = {}): TelegramMessage => {
    const { replyTo, topic, agoMs, as } = where;
    const place = where.in?.record ?? own;
    const replied = replyTo && messageOf(replyTo);
    const occasion = { place, replyTo: replied, topic, agoMs, asChat: as?.record.chat };
    return write(world, record, occasion, content);
  };
  const says = (text: string, where?: Where): TelegramMessage => {
    const [only, ...more] = splitAsApps(text);
    if (only !== undefined && more.length === 0)
      return sends(plainText(only, where?.entities), where);
    throw new Error('The apps do not send this text as one message: use pastes().');
  };
  return {
    says,
    sends,
    pastes: (text, where) => splitAsApps(text).map((part) => says(part, where)),
    edits: (message, text) =>
      rewrite(world, placeOf(message), message.message_id, plainText(text.trim())),
    deletes(target) {
      const message = messageOf(target);
      remove(world, placeOf(message), message.message_id);
    },
    uploads({ caption = '', ...file }, where) {
      const document = documentOf(storeFile(world, file), file);
      return sends({ document, ...captionOf(caption.trim()) }, where);
    },
    forwards: (message, where) => sends(forwarded(message), where),
  };
}

function captionOf(caption: string): Content {
  const { entities } = plainText(caption);
  if (caption === '') return {};
  return { caption, ...(entities && { caption_entities: entities }) };
}

const NOBODY: TelegramUser = { id: 777_000, is_bot: false, first_name: 'Telegram' };

/** What a message keeps when it's forwarded: its reply and its keyboard are lost. */
const FORWARDED: ReadonlySet<string> = new Set([
  'text',
  'entities',
  'caption',
  'caption_entities',
  'document',
  'photo',
  'sticker',
  'voice',
]);

/** A forwarded message says where it comes from: https://core.telegram.org/bots/api#messageorigin */
function forwarded(message: TelegramMessage): Content {
  const { from, sender_chat: chat, date, message_id: id } = message;
  const origin: TelegramMessageOrigin = chat
    ? { type: 'channel', date, chat, message_id: id }
    : { type: 'user', date, sender_user: from ?? NOBODY };
  const kept = Object.entries(message).filter(([field]) => FORWARDED.has(field));
  return { ...Object.fromEntries(kept), forward_origin: origin };
}
