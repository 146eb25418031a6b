import { createHash } from 'node:crypto';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { Ask } from '../../retrieval/answer.ts';
import type { Examples } from '../../retrieval/examples.ts';
import type { QuestionMemory } from '../asked.ts';
import type { BotContext } from '../context.ts';
import { label } from '../label.ts';
import { citing } from '../showing.ts';
import type { Turn } from '../turns.ts';
import { articleOf } from './articles.ts';

export interface SuggestionParts {
  readonly ask: Ask;
  /** When a question may be searched for. */
  readonly turn: Turn;
  readonly questions: Pick<QuestionMemory, 'recentOf'>;
  readonly examples: Examples;
}

/** Of each kind: together they fill a screen. */
const RECENT = 4;
const EXAMPLES = 4;

/** A question as a title, UTF-16 units. */
const QUESTION_CHARS = 120;

const UNFRAMED = { before: '', after: '' };

/**
 * What is offered before anything is typed: the questions that this person asked lately, and examples. Each inserts the quotation
 * that answers it; what the documents don't clearly answer to this person is left out.
 *
 * @param isWanted false where the person has typed on meanwhile
 */
export async function suggestions(
  ctx: BotContext,
  parts: SuggestionParts,
  isWanted: () => boolean,
): Promise<InlineQueryResultArticle[]> {
  const { from, mayQuote, sentences } = ctx;
  const recent = from ? await parts.questions.recentOf(from.id, RECENT) : [];
  // Nobody keeps maintainers from recording a question twice, and Telegram refuses two results of one id.
  const seen = (await parts.examples()).filter(({ document }) => mayQuote(document));
  const examples = [...new Set(seen.map(({ question }) => question))].filter(
    (question) => !recent.includes(question),
  );
  const answer = (question: string) => suggested(question, ctx, parts);
  return [
    ...(await firstAnswered(recent, RECENT, { answer, isWanted })),
    ...(await firstAnswered(examples, EXAMPLES, { answer, isWanted })).map((article) => ({
      ...article,
      title: sentences.inline.example(article.title),
    })),
  ];
}

async function firstAnswered(
  questions: readonly string[],
  most: number,
  {
    answer,
    isWanted,
  }: {
    readonly answer: (question: string) => Promise<InlineQueryResultArticle[]>;
    readonly isWanted: () => boolean;
  },
): Promise<InlineQueryResultArticle[]> {
  const articles: InlineQueryResultArticle[] = [];
  for (const question of questions) {
    if (articles.length >= most || !isWanted()) break;
    articles.push(...(await answer(question)));
  }
  return articles;
}

async function suggested(
  question: string,
  ctx: BotContext,
  { ask, turn }: SuggestionParts,
): Promise<InlineQueryResultArticle[]> {
  const { mayQuote } = ctx;
  const answer = await turn(() => ask(question, { limit: 1, mayQuote }));
  const [best] = answer.excerpts;
  if (answer.kind !== 'found' || !best || best.text.trim() === '') return [];
  const article = articleOf(best, UNFRAMED, citing(ctx));
  return [{ ...article, id: idOf(question), title: label(question, QUESTION_CHARS) }];
}

/** Two questions may be answered by one passage, so its id won't do. */
function idOf(question: string): string {
  return createHash('sha256').update(question).digest('base64url').slice(0, 16);
}
