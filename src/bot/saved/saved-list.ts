import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { Composer, type Filter } from 'grammy';
import type { Page, Reader } from '../../retrieval/reading/reader.ts';
import type { Shown } from '../answered.ts';
import { type ButtonRow, keyboardOf } from '../buttons.ts';
import { type BotContext, replyTo } from '../context.ts';
import { edit } from '../editing.ts';
import { wellFormed } from '../label.ts';
import { silenceNames } from '../names.ts';
import { personAlone, toPrivateChat } from '../personal.ts';
import { seenIn } from '../reading/views.ts';
import { renderCitation } from '../rendering.ts';
import { shorten } from '../shortening.ts';
import { citing } from '../showing.ts';
import type { SavedBook, SavedQuote } from './saved-book.ts';

export interface SavedListParts {
  readonly saved: Pick<SavedBook, 'page' | 'remove'>;
  readonly reader: Pick<Reader, 'around'>;
}

/** Quotes on a page, and what is shown of each, UTF-16 units: with their places they fit into one message. */
const PAGE_SIZE = 4;
const QUOTE_CHARS = 400;

/** `saved:2` turns to a page, `drop:17:2` takes a quote away and shows the page again. */
const PRESS = /^(?:saved|drop:(\d{1,15})):(\d{1,4})$/;

/** /saved, in the private chat alone: what somebody saved, page by page, with buttons to remove it. */
export function savedList(parts: SavedListParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const { addressed } = ctx;
    const isLink = addressed.kind === 'start' && addressed.payload === 'saved';
    if (!isLink && addressed.kind !== 'saved') return next();
    const personId = personAlone(ctx);
    if (personId === undefined) return toPrivateChat(ctx, 'saved');
    const { message, buttons } = await pageView(ctx, personId, { ...parts, page: 1 });
    return void (await replyTo(ctx, ctx.msg.message_id, message, buttons));
  });
  composer.on('callback_query:data', async (ctx, next) => {
    const [press, id, page] = PRESS.exec(ctx.callbackQuery.data) ?? [];
    const personId = personAlone(ctx);
    if (press === undefined || personId === undefined) return next();
    if (id !== undefined) await parts.saved.remove(personId, Number(id));
    await ctx.answerCallbackQuery(id === undefined ? {} : { text: ctx.sentences.saved.removed });
    return turnTo(ctx, Number(page), personId, parts);
  });
  return composer;
}

async function turnTo(
  ctx: Filter<BotContext, 'callback_query:data'>,
  page: number,
  personId: number,
  parts: SavedListParts,
): Promise<void> {
  const { message } = ctx.callbackQuery;
  if (!message) return;
  const spot = { chatId: message.chat.id, messageId: message.message_id };
  await edit(ctx, spot, await pageView(ctx, personId, { ...parts, page }));
}

async function pageView(
  ctx: BotContext,
  personId: number,
  { saved, reader, page: wanted }: SavedListParts & { readonly page: number },
): Promise<Shown> {
  const words = ctx.sentences.saved;
  const page = await saved.page(personId, { page: wanted, size: PAGE_SIZE });
  const first = (page.page - 1) * PAGE_SIZE + 1;
  const last = first + page.items.length - 1;
  if (page.total === 0) return { message: new FormattedString(words.none), buttons: undefined };
  const quotes = await Promise.all(
    page.items.map(async (quote, position) =>
      quoteIn(ctx, quote, {
        number: first + position,
        isChanged: await isChanged(ctx, quote, reader),
      }),
    ),
  );
  const head = new FormattedString(words.list(first, last, page.total));
  return {
    message: silenceNames(FormattedString.join([head, ...quotes], '\n\n')),
    buttons: keyboardOf(rowsUnder(page, first, ctx)),
  };
}

/** Whether its document says something else now, or is gone. */
export async function isChanged(
  ctx: BotContext,
  { quotation }: SavedQuote,
  reader: Pick<Reader, 'around'>,
): Promise<boolean> {
  const { kind } = await reader.around(quotation.id, seenIn(ctx));
  return kind === 'changed' || kind === 'document-gone';
}

function quoteIn(
  ctx: BotContext,
  { quotation }: SavedQuote,
  { number, isChanged }: { readonly number: number; readonly isChanged: boolean },
): FormattedString {
  const { text } = shorten(quotation, QUOTE_CHARS);
  const isShortened = text.length < quotation.text.length;
  const notes = [
    ...(isShortened ? [ctx.sentences.shortened] : []),
    ...(isChanged ? [ctx.sentences.saved.changed] : []),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join(ctx.sentences.comma)})`;
  const quoted = FormattedString.expandableBlockquote(wellFormed(text));
  return fmt`${quoted}\n${number}. ${renderCitation(quotation, citing(ctx))}${note}`;
}

function rowsUnder(
  { items, page, pages }: Page<SavedQuote>,
  first: number,
  { sentences }: BotContext,
): ButtonRow[] {
  const { removeButton, newer, older } = sentences.saved;
  const removing = items.map(({ id }, position) => ({
    text: removeButton(first + position),
    callback_data: `drop:${id}:${page}`,
  }));
  return [
    removing.slice(0, 2),
    removing.slice(2),
    [
      ...(page > 1 ? [{ text: newer, callback_data: `saved:${page - 1}` }] : []),
      ...(page < pages ? [{ text: older, callback_data: `saved:${page + 1}` }] : []),
    ],
  ];
}
