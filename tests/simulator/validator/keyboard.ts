import type { TelegramInlineKeyboardButton, TelegramInlineKeyboardMarkup } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';

/** telegram.md §2.1: 100 buttons in all, 8 in a row. */
const MAX_BUTTONS = 100;
const MAX_IN_ROW = 8;
/** Besides its text a button has exactly one of these: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const LOOKS: ReadonlySet<string> = new Set(['text', 'icon_custom_emoji_id', 'style']);

/** The inline keyboard of a request, checked; undefined when there is none or it's empty. */
export function checkKeyboard(markup: unknown): TelegramInlineKeyboardMarkup | undefined {
  if (!isInlineKeyboard(markup)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length > MAX_BUTTONS)
    throw badRequest(`${buttons.length} buttons, more than ${MAX_BUTTONS}`);
  if (rows.some((row) => row.length > MAX_IN_ROW)) {
    throw badRequest(`more than ${MAX_IN_ROW} buttons in a row`);
  }
  for (const button of buttons) checkButton(button);
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function isInlineKeyboard(markup: unknown): markup is TelegramInlineKeyboardMarkup {
  return typeof markup === 'object' && markup !== null && 'inline_keyboard' in markup;
}

function checkButton(button: TelegramInlineKeyboardButton): void {
  if (button.text.trim() === '') throw badRequest('button text is empty');
  const actions = Object.keys(button).filter((key) => !LOOKS.has(key));
  if (actions.length === 0) {
    throw badRequest(`Text buttons are unallowed in the inline keyboard ("${button.text}")`);
  }
  if (actions.length > 1) {
    throw badRequest(`button "${button.text}" has more than one action: ${actions.join(', ')}`);
  }
  if (button.url !== undefined && !/^(https?|tg):\/\/\S+$/.test(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid`);
  }
}
