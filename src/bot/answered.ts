import { createHash } from 'node:crypto';
import type { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardMarkup } from 'grammy/types';

/** The message that asked, in its chat. */
export interface Asked {
  readonly chatId: number;
  readonly messageId: number;
}

/** Where a question's answer stands, so that an edited question edits it. */
export interface AnsweredQuestion {
  /** Message id of the answer, in the same chat. */
  readonly answerId: number;
  /** Of the answer as it was shown: an equal one needs no edit. */
  readonly digest: string;
}

/** Port: what the bot remembers of its answers. No text is kept. */
export interface AnswerMemory {
  /** Durable when it resolves. */
  remember(asked: Asked, answered: AnsweredQuestion): Promise<void>;
  find(asked: Asked): Promise<AnsweredQuestion | undefined>;
  /** Forgets those whose question Telegram can no longer deliver. */
  forgetOld(): Promise<void>;
}

/** A message as people see it. */
export interface Shown {
  readonly message: FormattedString;
  readonly buttons: InlineKeyboardMarkup | undefined;
}

/** Tells whether two messages are shown alike. */
export function digestOf({ message: { text, entities }, buttons }: Shown): string {
  return createHash('sha256')
    .update(JSON.stringify([text, entities, ...(buttons ? [buttons.inline_keyboard] : [])]))
    .digest('base64url');
}
