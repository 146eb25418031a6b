import type {
  TelegramCallbackQuery,
  TelegramInlineKeyboardButton,
  TelegramMessage,
} from '@gramio/types';
import { deliver } from './delivery.ts';
import type { CallbackQueryRecord, ChatRecord, PersonRecord, World } from './records.ts';

/** The buttons of a message, by row. */
export function buttonsOf(
  message: TelegramMessage,
): readonly (readonly TelegramInlineKeyboardButton[])[] {
  const markup = message.reply_markup;
  return markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
}

/** What was pressed: by its data, so that tests can also press what no button holds. */
export interface Press {
  readonly message: TelegramMessage;
  readonly data: string;
}

/** A person presses a callback button: https://core.telegram.org/bots/api#callbackquery */
export function press(
  world: World,
  person: PersonRecord,
  place: ChatRecord,
  { message, data }: Press,
): CallbackQueryRecord {
  const id = String(4_000_000_000_000 + world.unique());
  const record: CallbackQueryRecord = {
    id,
    expiresAt: world.clock.now() + world.windows.callbackAnswerMs,
    answer: undefined,
  };
  world.callbackQueries.set(id, record);
  deliver(world, {
    callback_query: {
      id,
      from: person.user,
      chat_instance: String(place.chat.id * 7),
      data,
      ...originOf(world, place, message),
    },
  });
  return record;
}

/** Messages sent by inline query have no chat for the bot; deleted ones are inaccessible, with date 0. */
function originOf(
  world: World,
  place: ChatRecord,
  message: TelegramMessage,
): Pick<TelegramCallbackQuery, 'message' | 'inline_message_id'> {
  for (const [id, sent] of world.inlineMessages) {
    if (sent.chat === place && sent.messageId === message.message_id)
      return { inline_message_id: id };
  }
  const present = place.messages.get(message.message_id);
  return { message: present ?? { chat: place.chat, message_id: message.message_id, date: 0 } };
}
