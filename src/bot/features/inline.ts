import { Composer, type Filter } from 'grammy';
import type { InlineQueryResult, InlineQueryResultsButton } from 'grammy/types';
import type { Answer, Ask, Excerpt } from '../../retrieval/answer.ts';
import { isPhraseAlone, phrasesHeld, quotedPhrases } from '../../retrieval/phrases.ts';
import type { BotContext } from '../context.ts';
import { articleOf } from '../inline/articles.ts';
import { type FramedQuestion, framedQuestion, isAsking } from '../inline/framed.ts';
import { offsetOf, type Page, pageAt } from '../inline/pages.ts';
import { label } from '../label.ts';
import type { Sentences } from '../languages/sentences.ts';
import type { NewestInlineQueries } from '../newest.ts';
import type { Observer } from '../observer.ts';
import type { Turn } from '../turns.ts';

export interface InlineParts {
  readonly ask: Ask;
  /** Names the library in use. */
  readonly libraryId: () => string;
  /** When a query may be searched for. */
  readonly turn: Turn;
  /** How long Telegram may show the same results again, seconds; they may be that old after a rebuild. */
  readonly cacheSeconds: number;
  readonly newest: NewestInlineQueries;
  readonly observer: Observer;
}

type InlineContext = Filter<BotContext, 'inline_query'>;

/** A question on a button: UTF-16 units. */
const SEARCHED_FOR_CHARS = 40;

/** Results for a query without words change only with the bot's wording, but its language may: seconds. */
const EMPTY_CACHE_SECONDS = 10;

/** `@bot question` in any chat: passages to choose from, each inserting its quotation and citation. */
export function inline(parts: InlineParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', async (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    const question = framedQuestion(query);
    const libraryId = parts.libraryId();
    const page = pageAt(offset, libraryId);
    if (!page) return send(ctx, { results: [], cacheSeconds: parts.cacheSeconds });
    if (!isAsking(question.question)) return send(ctx, nothingAsked(ctx.sentences));
    return answerPage(ctx, { question, page, libraryId }, parts);
  });
  return composer;
}

function nothingAsked({ inline: { open } }: Sentences): Offer {
  return { results: [], cacheSeconds: EMPTY_CACHE_SECONDS, button: buttonSaying(open) };
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
  // One past the page's end was asked for: there is another page where it came, from the same library.
  const excerpts = excerptsToOffer(answer, wanted.question);
  const hasMore = excerpts.length > wanted.page.end && parts.libraryId() === wanted.libraryId;
  await send(ctx, {
    results: excerpts
      .slice(wanted.page.start, wanted.page.end)
      .map((excerpt) => articleOf(excerpt, wanted.question, ctx.sentences)),
    cacheSeconds: parts.cacheSeconds,
    nextOffset: hasMore ? offsetOf(wanted.page, wanted.libraryId) : '',
    button: buttonAbove(answer, excerpts.length, ctx.sentences),
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

/** Each passage once, since Telegram refuses two results of one id. Who searches for exact words gets no others. */
function excerptsToOffer(answer: Answer, { question }: FramedQuestion): Excerpt[] {
  const isExact = isPhraseAlone(question);
  if (answer.kind === 'nothing' && !isExact) return [];
  const phrases = isExact ? quotedPhrases(question) : [];
  const offered = answer.excerpts.filter(
    ({ text }) => text.trim() !== '' && phrasesHeld(phrases, text) === phrases.length,
  );
  return [...new Map(offered.map((excerpt) => [excerpt.id, excerpt])).values()];
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

async function send(ctx: BotContext, offer: Offer): Promise<void> {
  const { results, cacheSeconds, nextOffset = '', button } = offer;
  await ctx.answerInlineQuery([...results], {
    cache_time: cacheSeconds,
    next_offset: nextOffset,
    ...(button && { button }),
  });
}
