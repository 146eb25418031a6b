import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Answer, Excerpt } from '../retrieval/answer.ts';
import type { Sentences } from './languages/sentences.ts';
import { rowsUnderAnswer } from './reading/reading-buttons.ts';
import { saveButton } from './saved/save-button.ts';
import { missedButton, thumbs } from './votes/vote-buttons.ts';

/** Callback data of the button that asks a question as it was written. */
export const ASK_AS_WRITTEN = 'as-written';

/** Buttons beside each other; a row without any is none. */
export type ButtonRow = readonly InlineKeyboardButton[];

/** An answer as it is shown. */
export interface UnderAnswer {
  readonly answer: Answer;
  /** The excerpts that the message shows, best first; none where nothing was found. */
  readonly shown: readonly Excerpt[];
  readonly sentences: Sentences;
}

/** What stands under an answer; undefined for nothing. */
export function buttonsUnder(under: UnderAnswer): InlineKeyboardMarkup | undefined {
  return keyboardOf([...rowsUnderAnswer(under), ...voteRows(under), asWrittenRow(under)]);
}

function voteRows({ shown, sentences }: UnderAnswer): ButtonRow[] {
  const [first] = shown;
  if (!first) return [];
  return [[...thumbs(), saveButton(sentences, first.id)], [missedButton(sentences)]];
}

function asWrittenRow({ answer, sentences }: UnderAnswer): ButtonRow {
  if (answer.searchedFor === undefined) return [];
  const text = answer.followsUp ? sentences.askAfresh : sentences.askAsWritten;
  return [{ text, callback_data: ASK_AS_WRITTEN }];
}

/** A keyboard of the rows that hold any buttons; undefined where none does. */
export function keyboardOf(rows: readonly ButtonRow[]): InlineKeyboardMarkup | undefined {
  const held = rows.filter((row) => row.length > 0).map((row) => [...row]);
  return held.length === 0 ? undefined : { inline_keyboard: held };
}
