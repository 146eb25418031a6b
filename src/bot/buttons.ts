import { InlineKeyboard } from 'grammy';
import type { Answer } from '../retrieval/answer.ts';
import type { Sentences } from './languages/sentences.ts';

/** Callback data of the button that asks a question as it was written. */
export const ASK_AS_WRITTEN = 'as-written';

/** What stands under an answer; undefined for nothing. */
export function buttonsUnder(
  { searchedFor, followsUp }: Answer,
  { askAfresh, askAsWritten }: Sentences,
): InlineKeyboard | undefined {
  if (searchedFor === undefined) return undefined;
  return new InlineKeyboard().text(followsUp ? askAfresh : askAsWritten, ASK_AS_WRITTEN);
}
