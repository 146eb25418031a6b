import type { Api } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { saying } from '../context.ts';
import { isAboutMessage } from '../telegram/errors.ts';

/** What a message of the bot says, and the buttons below it. */
export interface Said {
  readonly text: string;
  readonly buttons?: Buttons;
}

/** Rows of buttons: label, and what a press says to the bot (at most 64 bytes). */
export type Buttons = readonly (readonly (readonly [label: string, press: string])[])[];

/** Where a message of the bot stands, or where it is to stand. */
export interface Spot {
  readonly chatId: number;
  /** The bot's message; undefined where there is none yet. */
  readonly statusId: number | undefined;
  /** The message that a new one replies to. */
  readonly replyTo?: number | undefined;
}

/** Telegram takes no longer messages; a little less, for names that are marked as code. */
const MAX_CHARS = 4000;

/** What is added to every message: no previews, no entities but those that keep names from ringing. */
export function messageOf({ text, buttons = [] }: Said) {
  const shown = saying(text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text);
  return {
    text: shown.text,
    options: {
      entities: shown.entities,
      link_preview_options: { is_disabled: true },
      reply_markup: keyboardOf(buttons),
    },
  };
}

function keyboardOf(buttons: Buttons): InlineKeyboardMarkup {
  return {
    inline_keyboard: buttons.map((row) =>
      row.map(([text, press]) => ({ text, callback_data: press })),
    ),
  };
}

/**
 * Makes a message of the bot say something; one that the person has deleted is sent anew.
 *
 * @returns the message's id
 */
export async function tell(api: Api, spot: Spot, said: Said): Promise<number> {
  const { chatId, statusId, replyTo } = spot;
  const { text, options } = messageOf(said);
  if (statusId !== undefined) {
    try {
      await api.editMessageText(chatId, statusId, text, options);
      return statusId;
    } catch (error) {
      if (!isAboutMessage(error)) throw error;
    }
  }
  const reply = replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo } };
  const sent = await api.sendMessage(chatId, text, { ...options, ...reply });
  return sent.message_id;
}
