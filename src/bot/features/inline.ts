import { Composer, type Filter } from 'grammy';
import type { InlineQueryResultArticle, InlineQueryResultsButton } from 'grammy/types';
import type { Answer, Ask, Excerpt } from '../../retrieval/answer.ts';
import type { BotContext } from '../context.ts';
import { label, wellFormed } from '../label.ts';
import type { Sentences } from '../languages/sentences.ts';
import type { NewestInlineQueries } from '../newest.ts';
import type { Observer } from '../observer.ts';
import { headingOf, renderExcerpt } from '../rendering.ts';
import type { Turn } from '../turns.ts';

export interface InlineParts {
  readonly ask: Ask;
  /** When a query may be searched for. */
  readonly turn: Turn;
  /** How long Telegram may show the same results again, seconds; they may be that old after a rebuild. */
  readonly cacheSeconds: number;
  readonly newest: NewestInlineQueries;
  readonly observer: Observer;
}

/** Results that one query shows. Telegram takes up to 50; nobody scrolls that far while typing. */
const RESULTS = 10;

/** Below the title, before the client cuts it: UTF-16 units. */
const DESCRIPTION_CHARS = 200;

/** A question on a button: UTF-16 units. */
const SEARCHED_FOR_CHARS = 40;

/** Results for a query without words change only with the bot's wording, but its language may: seconds. */
const EMPTY_CACHE_SECONDS = 10;

/** `@bot question` in any chat: passages to choose from, each inserting its quotation and citation. */
export function inline(parts: InlineParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', async (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    if (!/[\p{L}\p{N}]/u.test(query) || offset !== '') return answerWithButton(ctx, offset);
    const started = performance.now();
    const answer = await askIfNewest(ctx, parts);
    if (!answer) return undefined;
    await answerWith(ctx, answer, parts.cacheSeconds);
    const totalMs = performance.now() - started;
    return parts.observer.answered({
      updateId: ctx.update.update_id,
      source: 'inline',
      answer,
      totalMs,
    });
  });
  return composer;
}

/** Undefined where the person has typed on meanwhile. */
async function askIfNewest(
  ctx: Filter<BotContext, 'inline_query'>,
  { ask, turn, newest }: InlineParts,
): Promise<Answer | undefined> {
  const isNewest = () => newest.isNewest(ctx.update);
  const question = ctx.inlineQuery.query.trim();
  const answer = await turn(async () =>
    isNewest() ? ask(question, { limit: RESULTS }) : undefined,
  );
  return isNewest() ? answer : undefined;
}

async function answerWith(ctx: BotContext, answer: Answer, cacheSeconds: number): Promise<void> {
  const { sentences } = ctx;
  const excerpts = answer.kind === 'nothing' ? [] : answer.excerpts;
  const button = buttonAbove(answer, excerpts.length, sentences);
  await ctx.answerInlineQuery(
    distinct(excerpts).map((excerpt) => resultOf(excerpt, sentences)),
    { cache_time: cacheSeconds, next_offset: '', ...(button && { button }) },
  );
}

/** Says what results can't: that there are none, or that the spelling was corrected. */
function buttonAbove(
  { searchedFor }: Answer,
  results: number,
  sentences: Sentences,
): InlineQueryResultsButton | undefined {
  if (results === 0) return buttonTo(sentences.inline.nothing);
  return searchedFor === undefined
    ? undefined
    : buttonTo(sentences.searchedFor(label(searchedFor, SEARCHED_FOR_CHARS)));
}

/** Nothing asked yet, or a page beyond the only one. */
async function answerWithButton(ctx: BotContext, offset: string): Promise<void> {
  const button = offset === '' ? buttonTo(ctx.sentences.inline.open) : undefined;
  await ctx.answerInlineQuery([], {
    cache_time: EMPTY_CACHE_SECONDS,
    next_offset: '',
    ...(button && { button }),
  });
}

function buttonTo(text: string): InlineQueryResultsButton {
  return { text, start_parameter: 'inline' };
}

/** Telegram refuses two results of one id. */
function distinct(excerpts: readonly Excerpt[]): Excerpt[] {
  return [...new Map(excerpts.map((excerpt) => [excerpt.id, excerpt])).values()];
}

function resultOf(excerpt: Excerpt, sentences: Sentences): InlineQueryResultArticle {
  const { text, entities } = renderExcerpt(excerpt, sentences);
  return {
    type: 'article',
    id: excerpt.id,
    title: headingOf(excerpt),
    description: label(bestSentence(excerpt), DESCRIPTION_CHARS),
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
  };
}

function bestSentence({ text, start, best }: Excerpt): string {
  const sentence = wellFormed(text.slice(best.start - start, best.end - start));
  return sentence.trim() === '' ? wellFormed(text) : sentence;
}
