import { Composer } from 'grammy';
import type { ListedDocument, Reader } from '../../retrieval/reading/reader.ts';
import type { Shown } from '../answered.ts';
import { type BotContext, replyTo, saying } from '../context.ts';
import { edit } from '../editing.ts';
import { type ListPress, readListPress } from './list-presses.ts';
import {
  contentsView,
  documentsView,
  matchesView,
  PAGE_SIZES,
  wordsIn,
  wordsShown,
} from './lists.ts';
import { isThere, seenIn, stretchView, whyNot } from './views.ts';

interface BrowsingParts {
  readonly reader: Reader;
}

/** `/doc`, `/toc` and `/search`: what documents there are, what they are about, and where words stand in them. */
export function browsing(parts: BrowsingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const { addressed, msg } = ctx;
    const { kind } = addressed;
    if (kind !== 'doc' && kind !== 'toc' && kind !== 'search') return next();
    const view = await VIEWS[kind](ctx, addressed.words, parts);
    return void (await replyTo(ctx, msg.message_id, view.message, view.buttons));
  });
  composer.on('callback_query:data', async (ctx, next) => {
    const press = readListPress(ctx.callbackQuery.data);
    const { message } = ctx.callbackQuery;
    if (!press || !message || message.date === 0) return next();
    const words = wordsIn(('text' in message && message.text) || '');
    const view = await pressed(ctx, press, { words, parts });
    await ctx.answerCallbackQuery(typeof view === 'string' ? { text: view } : {});
    const spot = { chatId: message.chat.id, messageId: message.message_id };
    return typeof view === 'string' ? undefined : edit(ctx, spot, view);
  });
  return composer;
}

type View = (ctx: BotContext, words: string, parts: BrowsingParts) => Promise<Shown>;

const VIEWS: Readonly<Record<'doc' | 'toc' | 'search', View>> = {
  async doc(ctx, words, { reader }) {
    const sought = tidy(words);
    const page = await reader.documents(
      sought,
      { page: 1, size: PAGE_SIZES.documents },
      seenIn(ctx),
    );
    return page.total === 0
      ? said(ctx.sentences.reading.noDocuments)
      : documentsView(ctx, page, { words: sought });
  },
  async toc(ctx, words, { reader }) {
    const sought = tidy(words);
    const page = await reader.documents(
      sought,
      { page: 1, size: PAGE_SIZES.documents },
      seenIn(ctx),
    );
    const numbered = await documentOfNumber(ctx, sought, reader);
    const [only, ...others] = numbered ? [numbered] : page.items;
    if (!only) return said(ctx.sentences.reading.noDocuments);
    if (others.length > 0) return documentsView(ctx, page, { words: sought, isAsking: true });
    const contents = await contentsOf(ctx, { key: only.key, page: 1 }, reader);
    return typeof contents === 'string' ? said(contents) : contents;
  },
  async search(ctx, words, { reader }) {
    const sought = tidy(words);
    if (sought === '') return said(ctx.sentences.reading.searchHint);
    return matchesView(ctx, await reader.search(sought, matchesPage(1), seenIn(ctx)), sought);
  },
};

/** The document that has this number in the list of all; a larger number may be a part of a name. */
async function documentOfNumber(
  ctx: BotContext,
  words: string,
  reader: Reader,
): Promise<ListedDocument | undefined> {
  const number = /^[1-9]\d{0,5}$/u.test(words) ? Number(words) : 0;
  if (number === 0) return undefined;
  const { items, total } = await reader.documents('', { page: number, size: 1 }, seenIn(ctx));
  return number <= total ? items[0] : undefined;
}

/** As the head of the list shows it, and as it is read from there when pages are turned. */
function tidy(words: string): string {
  return wordsIn(wordsShown(words) ?? '');
}

function matchesPage(page: number) {
  return { page, size: PAGE_SIZES.matches };
}

/** What a press shows, or the toast that says why not. */
async function pressed(
  ctx: BotContext,
  press: ListPress,
  { words, parts }: { readonly words: string; readonly parts: BrowsingParts },
): Promise<Shown | string> {
  const { reader } = parts;
  switch (press.list) {
    case 'all-documents':
      return VIEWS.doc(ctx, '', parts);
    case 'documents': {
      const of = { page: press.page, size: PAGE_SIZES.documents };
      return documentsView(ctx, await reader.documents(words, of, seenIn(ctx)), { words });
    }
    case 'contents':
      return contentsOf(ctx, press, reader);
    case 'matches':
      return matchesView(
        ctx,
        await reader.search(words, matchesPage(press.page), seenIn(ctx)),
        words,
      );
    case 'beginning': {
      const read = await reader.around(press.citation, seenIn(ctx));
      return isThere(read) ? stretchView(ctx, read) : whyNot(read, ctx.sentences.reading);
    }
  }
}

async function contentsOf(
  ctx: BotContext,
  { key, page }: { readonly key: string; readonly page: number },
  reader: Reader,
): Promise<Shown | string> {
  const contents = await reader.contents(key, { page, size: PAGE_SIZES.contents }, seenIn(ctx));
  if (contents.kind === 'contents') return contentsView(ctx, contents);
  return whyNot(contents, ctx.sentences.reading);
}

function said(sentence: string): Shown {
  return { message: saying(sentence), buttons: undefined };
}
