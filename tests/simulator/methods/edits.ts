import type { TelegramMessage } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { checkKeyboard } from '../validator/keyboard.ts';
import { checkMessageText, MAX_TEXT_CHARS } from '../validator/text.ts';
import { withFoundEntities } from '../world/entities.ts';
import { remove, replace } from '../world/post.ts';
import type { ChatRecord, World } from '../world/records.ts';
import { findMessage, findWritable } from '../world/targets.ts';
import type { Methods } from './method.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

interface Target {
  readonly chat_id?: number | string;
  readonly message_id?: number;
  readonly inline_message_id?: string;
}

interface Found {
  readonly place: ChatRecord;
  readonly message: TelegramMessage;
  readonly inlineId: string | undefined;
}

/** The message to edit: one of the bot's own, or one that was sent via it. */
function findOwn(world: World, target: Target): Found {
  const inlineId = target.inline_message_id;
  if (inlineId !== undefined) {
    const sent = world.inlineMessages.get(inlineId);
    const message = sent?.chat.messages.get(sent.messageId);
    if (!sent || !message) throw badRequest('MESSAGE_ID_INVALID', sent ? 'world' : 'bot');
    return { place: sent.chat, message, inlineId };
  }
  if (target.chat_id === undefined) throw badRequest('chat_id is empty');
  if (target.message_id === undefined) throw badRequest('message identifier is not specified');
  const place = findWritable(world, target.chat_id);
  const message = findMessage(place, target.message_id, 'message to edit not found');
  const isOwn = message.from?.id === world.bot.user.id || place.chat.type === 'channel';
  if (!isOwn) throw badRequest("message can't be edited");
  return { place, message, inlineId: undefined };
}

/** Puts the changed message in place; an edit that changes nothing is refused, and that is an everyday race. */
function commit(
  world: World,
  { place, message, inlineId }: Found,
  changed: TelegramMessage,
): TelegramMessage | true {
  const content = ({ text, entities, reply_markup: markup }: TelegramMessage): string =>
    JSON.stringify([text, entities ?? [], markup ?? null]);
  if (content(message) === content(changed)) throw badRequest(NOT_MODIFIED, 'world');
  const edited = replace(world, place, { ...changed, edit_date: world.clock.seconds() });
  if (inlineId === undefined) return edited;
  world.events.emit({ kind: 'inline-edit', inlineMessageId: inlineId });
  return true;
}

function withKeyboard(message: TelegramMessage, markup: unknown): TelegramMessage {
  const { reply_markup: _former, ...rest } = message;
  const keyboard = checkKeyboard(markup);
  return keyboard ? { ...rest, reply_markup: keyboard } : rest;
}

/** Changing and removing messages. */
export const editMethods: Methods<
  'editMessageText' | 'editMessageReplyMarkup' | 'deleteMessage' | 'deleteMessages'
> = {
  editMessageText({ world }, params) {
    if (params.text === undefined) throw badRequest('rich messages are not simulated');
    const { text, entities } = checkMessageText({
      text: String(params.text),
      entities: params.entities,
      parseMode: params.parse_mode,
      maxChars: MAX_TEXT_CHARS,
    });
    const found = findOwn(world, params);
    if (found.message.text === undefined)
      throw badRequest('there is no text in the message to edit');
    const { entities: _former, link_preview_options: _preview, ...rest } = found.message;
    const all = withFoundEntities(text, entities);
    const preview = params.link_preview_options;
    const changed = {
      ...rest,
      text,
      ...(all.length > 0 && { entities: all }),
      ...(preview && { link_preview_options: preview }),
    };
    return commit(world, found, withKeyboard(changed, params.reply_markup));
  },
  editMessageReplyMarkup({ world }, params) {
    const found = findOwn(world, params);
    return commit(world, found, withKeyboard(found.message, params.reply_markup));
  },
  deleteMessage({ world }, { chat_id: chatId, message_id: id }) {
    const place = findWritable(world, chatId);
    const message = findMessage(place, id, 'message to delete not found');
    checkDeletable(world, place, message);
    remove(world, place, id);
    return true;
  },
  deleteMessages({ world }, { chat_id: chatId, message_ids: ids }) {
    const place = findWritable(world, chatId);
    for (const id of ids) remove(world, place, id);
    return true;
  },
};

/** Own messages, and in groups as an administrator those of others: https://core.telegram.org/bots/api#deletemessage */
function checkDeletable(world: World, place: ChatRecord, message: TelegramMessage): void {
  const isOwn = message.from?.id === world.bot.user.id || place.chat.type === 'private';
  const isAdministrator = place.members.get(world.bot.user.id)?.standing === 'administrator';
  if (!isOwn && !isAdministrator) throw badRequest("message can't be deleted for everyone");
}
