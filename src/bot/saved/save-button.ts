import type { InlineKeyboardButton } from 'grammy/types';
import type { Sentences } from '../languages/sentences.ts';

const PRESS = 'save:';

/** Keeps a quotation for whoever presses, by its citation id. */
export function saveButton({ saved }: Sentences, citationId: string): InlineKeyboardButton {
  return { text: saved.button, callback_data: `${PRESS}${citationId}` };
}

/** The citation id that a press names; undefined for other buttons. */
export function citationToSave(press: string): string | undefined {
  return press.startsWith(PRESS) ? press.slice(PRESS.length) : undefined;
}
