import { InlineKeyboard } from 'grammy';
import type { Answer } from '../retrieval/answer.ts';
import type { Sentences } from './languages/sentences.ts';
import { missedButton, thumbs } from './votes/vote-buttons.ts';

/** Callback data of the button that asks a question as it was written. */
export const ASK_AS_WRITTEN = 'as-written';

/** What stands under an answer; undefined for nothing. */
export function buttonsUnder(
  { kind, excerpts, searchedFor, followsUp }: Answer,
  sentences: Sentences,
): InlineKeyboard | undefined {
  const keyboard = new InlineKeyboard();
  if (kind !== 'nothing' && excerpts.length > 0) {
    keyboard.row(...thumbs()).row(missedButton(sentences));
  }
  if (searchedFor !== undefined) {
    const { askAfresh, askAsWritten } = sentences;
    keyboard.row().text(followsUp ? askAfresh : askAsWritten, ASK_AS_WRITTEN);
  }
  return keyboard.inline_keyboard.flat().length > 0 ? keyboard : undefined;
}
