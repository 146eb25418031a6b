import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Quotation } from '../../retrieval/answer.ts';
import { type BotContext, replyTo } from '../context.ts';
import type { Sentences } from '../languages/sentences.ts';
import { boundaryAtOrBefore, wellFormed } from '../label.ts';
import { MAX_MESSAGE_CHARS, renderCitation } from '../rendering.ts';
import { writePress } from './presses.ts';

/** Telegram copies up to this many characters at a press: https://core.telegram.org/bots/api#copytextbutton */
const MAX_COPIED_CHARS = 256;

/** Copies the marked sentence with its place, or the whole quotation where none is marked. */
export function copyButton(quotation: Quotation, sentences: Sentences): InlineKeyboardButton {
  const text = copied(quotation, sentences);
  const { copy } = sentences.reading;
  if (text.length <= MAX_COPIED_CHARS) return { text: copy, copy_text: { text } };
  const { id, firstId, lastId } = quotation;
  const [first, last] = isMarked(quotation) ? [id, id] : [firstId, lastId];
  return { text: copy, callback_data: writePress({ act: 'copy', first, last }) };
}

/** A message to be copied from: apps copy a block of code with a press. */
export async function sendCopy(
  ctx: BotContext,
  replyToId: number,
  quotation: Quotation,
): Promise<void> {
  const text = copied(quotation, ctx.sentences);
  const fitting = text.slice(0, boundaryAtOrBefore(text, MAX_MESSAGE_CHARS));
  await replyTo(ctx, replyToId, FormattedString.pre(fitting, ''));
}

/** What is copied: plain text, to be pasted anywhere. */
function copied(quotation: Quotation, sentences: Sentences): string {
  const { text, start, best } = quotation;
  const quoted = isMarked(quotation) ? text.slice(best.start - start, best.end - start) : text;
  const place = renderCitation(quotation, { sentences, botName: '' }).text;
  return `${wellFormed(quoted).trim()}\n(${place.replaceAll(ISOLATES, '')})`;
}

/** They steer the direction of text in a message; elsewhere they are in the way. */
const ISOLATES = /[\u2068\u2069]/gu;

function isMarked({ best }: Quotation): boolean {
  return best.end > best.start;
}
