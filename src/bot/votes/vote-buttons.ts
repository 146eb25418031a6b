import type { InlineKeyboardButton } from 'grammy/types';
import type { Sentences } from '../languages/sentences.ts';
import { type Vote, voteNamed } from './vote.ts';

const PRESS = 'vote:';

// The buttons say nothing of the answer: the message that they stand under names it.

/** 👍 and 👎. */
export function thumbs(): InlineKeyboardButton[] {
  return [button('👍', 'good'), button('👎', 'bad')];
}

/** “Not what I asked”: too long to share a row on a narrow phone. */
export function missedButton({ votes }: Sentences): InlineKeyboardButton {
  return button(votes.missedButton, 'missed');
}

function button(text: string, vote: Vote): InlineKeyboardButton {
  return { text, callback_data: `${PRESS}${vote}` };
}

/** The vote that a press stands for; undefined for other buttons. */
export function voteOf(press: string): Vote | undefined {
  return press.startsWith(PRESS) ? voteNamed(press.slice(PRESS.length)) : undefined;
}
