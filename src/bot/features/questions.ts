import { Composer } from 'grammy';
import type { Ask, Answer } from '../../retrieval/answer.ts';
import type { Question } from '../addressing.ts';
import { type AnswerMemory, digestOf } from '../answered.ts';
import { type BotContext, replyTo } from '../context.ts';
import type { Observer, QuestionSource } from '../observer.ts';
import { renderAnswer } from '../rendering.ts';
import type { Turn } from '../turns.ts';
import { withTyping } from '../typing.ts';

export interface QuestionParts {
  readonly ask: Ask;
  /** When a question may be searched for. */
  readonly turn: Turn;
  /** Most excerpts in an answer. */
  readonly excerpts: number;
  readonly answers: AnswerMemory;
  readonly observer: Observer;
}

/** A question in a private chat or a group gets its answer as a reply; an edited question edits its answer. */
export function questions(parts: QuestionParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'question') return next();
    // The process may have died after Telegram took the answer and before its update was crossed out.
    if (parts.answers.find(askedIn(ctx))) return undefined;
    return answerAnew(ctx, ctx.addressed, parts);
  });
  composer.on('edited_message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'question' || !isSoon(ctx.editedMessage)) return next();
    const asked = { chatId: ctx.chat.id, messageId: ctx.editedMessage.message_id };
    const answerId = parts.answers.find(asked)?.answerId;
    return answerId === undefined
      ? answerAnew(ctx, ctx.addressed, parts)
      : editAnswer(ctx, ctx.addressed, answerId, parts);
  });
  return composer;
}

type MessageContext = BotContext & { readonly msg: { readonly message_id: number } } & {
  readonly chat: { readonly id: number; readonly type: string };
};

async function answerAnew(
  ctx: MessageContext,
  question: Question,
  parts: QuestionParts,
): Promise<void> {
  const started = performance.now();
  const answer = await withTyping(
    () => showTyping(ctx),
    () => askInTurn(question, parts),
  );
  const shown = renderAnswer(answer, renderingFor(ctx, question));
  const answerId = await replyTo(ctx, question.answerTo, shown);
  await parts.answers.remember(askedIn(ctx), { answerId, digest: digestOf(shown) });
  observe(ctx, parts, { source: sourceOf(ctx), answer, totalMs: performance.now() - started });
}

async function editAnswer(
  ctx: MessageContext,
  question: Question,
  answerId: number,
  parts: QuestionParts,
): Promise<void> {
  const started = performance.now();
  const answer = await askInTurn(question, parts);
  const shown = renderAnswer(answer, renderingFor(ctx, question));
  const digest = digestOf(shown);
  if (parts.answers.find(askedIn(ctx))?.digest === digest) return;
  await ctx.api.editMessageText(ctx.chat.id, answerId, shown.text, {
    entities: shown.entities,
    link_preview_options: { is_disabled: true },
  });
  await parts.answers.remember(askedIn(ctx), { answerId, digest });
  observe(ctx, parts, { source: 'edit', answer, totalMs: performance.now() - started });
}

function askInTurn({ text }: Question, { ask, turn, excerpts }: QuestionParts): Promise<Answer> {
  return turn(() => ask(text, { limit: excerpts }));
}

/** An edit that comes later than this is left alone: whoever read the answer has moved on. Seconds. */
const EDIT_WINDOW_SECONDS = 600;

function isSoon({
  date,
  edit_date: editDate = date,
}: {
  date: number;
  edit_date?: number;
}): boolean {
  return editDate - date <= EDIT_WINDOW_SECONDS;
}

function askedIn(ctx: MessageContext) {
  return { chatId: ctx.chat.id, messageId: ctx.msg.message_id };
}

function sourceOf(ctx: MessageContext): QuestionSource {
  return ctx.chat.type === 'private' ? 'private' : 'group';
}

function renderingFor(ctx: MessageContext, question: Question) {
  return {
    sentences: ctx.sentences,
    audience: ctx.chat.type === 'private' ? ('person' as const) : ('group' as const),
    onlyBeginningChars: question.isBeginning ? question.text.length : undefined,
  };
}

/** A sign of life is not worth an error. */
async function showTyping(ctx: MessageContext): Promise<void> {
  try {
    await ctx.replyWithChatAction('typing');
  } catch {
    return;
  }
}

function observe(
  ctx: MessageContext,
  { observer }: QuestionParts,
  event: { source: QuestionSource; answer: Answer; totalMs: number },
): void {
  observer.answered({ updateId: ctx.update.update_id, ...event });
}
