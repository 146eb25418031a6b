import { Composer, type Filter } from 'grammy';
import type { InlineQueryResult, InlineQueryResultsButton } from 'grammy/types';
import type { Answer, Excerpt } from '../../retrieval/answer.ts';
import { isPhraseAlone, phrasesHeld, quotedPhrases } from '../../retrieval/phrases.ts';
import type { BotContext } from '../context.ts';
import { articleOf } from '../inline/articles.ts';
import { type FramedQuestion, framedQuestion, isAsking } from '../inline/framed.ts';
import { offsetOf, type Page, pageAt } from '../inline/pages.ts';
import { suggestions, type SuggestionParts } from '../inline/suggestions.ts';
import { label } from '../label.ts';
import type { Sentences } from '../languages/sentences.ts';
import type { NewestInlineQueries } from '../newest.ts';
import type { Observer } from '../observer.ts';
import { citing } from '../showing.ts';

export interface InlineParts extends SuggestionParts {
  /** Names the library in use. */
  readonly libraryId: () => string;
  /** How long Telegram may show the same results again, seconds; they may be that old after a rebuild. */
  readonly cacheSeconds: number;
  readonly newest: NewestInlineQueries;
  readonly observer: Observer;
}

type InlineContext = Filter<BotContext, 'inline_query'>;

/** A question on a button: UTF-16 units. */
const SEARCHED_FOR_CHARS = 40;

/** What somebody asked lately changes with each question: seconds. */
const SUGGESTIONS_CACHE_SECONDS = 10;

/** `@bot question` in any chat: passages to choose from, each inserting its quotation and citation. */
export function inline(parts: InlineParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', async (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    const question = framedQuestion(query);
    const libraryId = parts.libraryId();
    const page = pageAt(offset, libraryId);
    if (!page) return send(ctx, { results: [], cacheSeconds: parts.cacheSeconds });
    if (!isAsking(question.question)) return suggest(ctx, page, parts);
    return answerPage(ctx, { question, page, libraryId }, parts);
  });
  return composer;
}

/** They fill one page. */
async function suggest(ctx: InlineContext, { start }: Page, parts: InlineParts): Promise<void> {
  const isNewest = () => parts.newest.isNewest(ctx.update);
  const results = start === 0 ? await suggestions(ctx, parts, isNewest) : [];
  if (!isNewest()) return;
  const button = buttonSaying(ctx.sentences.inline.open);
  await send(ctx, { results, cacheSeconds: SUGGESTIONS_CACHE_SECONDS, button });
}

/** What a query asks for: a part of the list that one library gives for a question. */
interface Wanted {
  readonly question: FramedQuestion;
  readonly page: Page;
  readonly libraryId: string;
}

async function answerPage(ctx: InlineContext, wanted: Wanted, parts: InlineParts): Promise<void> {
  const started = performance.now();
  const answer = await askIfNewest(ctx, wanted, parts);
  if (!answer) return;
  const listed = answer.kind === 'nothing' && !isExact(wanted) ? [] : answer.excerpts;
  const results = offered(listed, wanted).map((excerpt) =>
    articleOf(excerpt, wanted.question, citing(ctx)),
  );
  // One past the page's end was asked for: there is another page where it came, from the same library.
  const hasMore = listed.length > wanted.page.end && parts.libraryId() === wanted.libraryId;
  await send(ctx, {
    results,
    cacheSeconds: parts.cacheSeconds,
    nextOffset: hasMore ? offsetOf(wanted.page, wanted.libraryId) : '',
    button: buttonAbove(answer, results.length, ctx.sentences),
  });
  const totalMs = performance.now() - started;
  const { update_id: updateId } = ctx.update;
  if (wanted.page.start === 0)
    parts.observer.answered({ updateId, source: 'inline', answer, totalMs });
}

/** Undefined where the person has typed on meanwhile. */
async function askIfNewest(
  ctx: InlineContext,
  { question, page }: Wanted,
  { ask, turn, newest }: InlineParts,
): Promise<Answer | undefined> {
  const isNewest = () => newest.isNewest(ctx.update);
  const answer = await turn(async () =>
    isNewest()
      ? ask(question.question, { limit: page.end + 1, mayQuote: ctx.mayQuote })
      : undefined,
  );
  return isNewest() ? answer : undefined;
}

/** Exact words are looked for wherever they stand, whether or not that answers anything. */
function isExact({ question: { question } }: Wanted): boolean {
  return isPhraseAlone(question);
}

/** Those of a page. Each passage once, since Telegram refuses two results of one id; whoever wants exact words gets no others. */
function offered(listed: readonly Excerpt[], wanted: Wanted): Excerpt[] {
  const { start, end } = wanted.page;
  const phrases = isExact(wanted) ? quotedPhrases(wanted.question.question) : [];
  return listed.slice(start, end).filter((excerpt) => {
    const isFirst = listed.find(({ id }) => id === excerpt.id) === excerpt;
    const holds = phrasesHeld(phrases, excerpt.text) === phrases.length;
    return isFirst && holds && excerpt.text.trim() !== '';
  });
}

/** Leads to the private chat, and says what results can't: that there are none, or that the spelling was corrected. */
function buttonAbove(
  { searchedFor }: Answer,
  results: number,
  sentences: Sentences,
): InlineQueryResultsButton {
  if (results === 0) return buttonSaying(sentences.inline.nothing);
  return searchedFor === undefined
    ? buttonSaying(sentences.inline.open)
    : buttonSaying(sentences.searchedFor(label(searchedFor, SEARCHED_FOR_CHARS)));
}

function buttonSaying(text: string): InlineQueryResultsButton {
  return { text, start_parameter: 'inline' };
}

interface Offer {
  readonly results: readonly InlineQueryResult[];
  readonly cacheSeconds: number;
  readonly nextOffset?: string;
  readonly button?: InlineQueryResultsButton;
}

/**
 * Telegram keeps results for whoever asked alone: they are in that person's language, and of what that person may see. Where
 * not everyone may ask, it keeps none: who is removed gets nothing more.
 */
async function send(ctx: BotContext, offer: Offer): Promise<void> {
  const { results, cacheSeconds, nextOffset = '', button } = offer;
  await ctx.answerInlineQuery([...results], {
    cache_time: ctx.access === 'open' ? cacheSeconds : 0,
    is_personal: true,
    next_offset: nextOffset,
    ...(button && { button }),
  });
}
