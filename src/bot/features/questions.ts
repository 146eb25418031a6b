import { Composer } from 'grammy';
import type { Chat, Message } from 'grammy/types';
import type { Answer, Ask, Preceding } from '../../retrieval/answer.ts';
import type { Overheard, QuestionWords } from '../addressing.ts';
import { type AnswerMemory, digestOf } from '../answered.ts';
import { notedAnswer, type QuestionMemory } from '../asked.ts';
import { type BotContext, replyTo } from '../context.ts';
import { edit } from '../editing.ts';
import { askerOf, precedingOf } from '../following.ts';
import { shrugAt, wantsShrug } from '../groups/shrug.ts';
import type { Observer, QuestionSource } from '../observer.ts';
import { limitFor, showAnswer, type ShownAnswer } from '../showing.ts';
import type { Turn } from '../turns.ts';
import { withTyping } from '../typing.ts';

export interface QuestionParts {
  readonly ask: Ask;
  /** When a question may be searched for. */
  readonly turn: Turn;
  /** Most excerpts in an answer, unless the chat has set another length. */
  readonly excerpts: number;
  readonly answers: AnswerMemory;
  readonly questions: QuestionMemory;
  readonly observer: Observer;
}

type QuestionContext = BotContext & { readonly msg: Message; readonly chat: Chat };

/** A question in a private chat or a group gets its answer as a reply; an edited question edits its answer. */
export function questions(parts: QuestionParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const { addressed } = ctx;
    if (addressed.kind !== 'question' && addressed.kind !== 'overheard') return next();
    // The process may have died after Telegram took the answer and before its update was crossed out.
    if (await parts.answers.find(askedIn(ctx))) return undefined;
    return addressed.kind === 'question'
      ? answerAnew(ctx, addressed, parts)
      : answerOverheard(ctx, addressed, parts);
  });
  composer.on('edited_message', async (ctx, next) => {
    const { addressed } = ctx;
    if (addressed.kind !== 'question' && addressed.kind !== 'overheard') return next();
    if (!isSoon(ctx.editedMessage)) return next();
    const answerId = (await parts.answers.find(askedIn(ctx)))?.answerId;
    if (answerId !== undefined) return editAnswer(ctx, addressed, answerId, parts);
    return addressed.kind === 'question' ? answerAnew(ctx, addressed, parts) : next();
  });
  return composer;
}

async function answerAnew(
  ctx: QuestionContext,
  question: QuestionWords,
  parts: QuestionParts,
): Promise<void> {
  const started = performance.now();
  const asked = await withTyping(
    () => showTyping(ctx),
    () => askInTurn(ctx, question, parts),
  );
  const { answer } = asked;
  if (!(await shrugged(ctx, question, answer))) await reply(ctx, question, asked, parts);
  observe(ctx, parts, { source: sourceOf(ctx), answer, totalMs: performance.now() - started });
}

/** Where the documents don't clearly answer nothing is said, and nothing is kept of it: nobody asked the bot. */
async function answerOverheard(
  ctx: QuestionContext,
  question: Overheard,
  parts: QuestionParts,
): Promise<void> {
  const started = performance.now();
  const { mayQuote } = ctx;
  const limit = limitFor(ctx, parts.excerpts);
  const answer = await parts.turn(() => parts.ask(question.text, { limit, mayQuote }));
  if (answer.kind !== 'found') return;
  await reply(ctx, question, { answer, after: undefined }, parts);
  observe(ctx, parts, { source: 'group', answer, totalMs: performance.now() - started });
}

async function reply(
  ctx: QuestionContext,
  question: QuestionWords,
  asked: InContext,
  parts: QuestionParts,
): Promise<void> {
  const shown = show(ctx, question, asked.answer, parts.excerpts);
  const answerId = await replyTo(ctx, question.answerTo, shown.message, shown.buttons);
  await remember(ctx, asked, { answerId, shown, parts });
}

/** Whether a reaction has said that nothing was found. One that an edited question got before is taken back. */
async function shrugged(
  ctx: QuestionContext,
  { answerTo }: QuestionWords,
  { kind }: Answer,
): Promise<boolean> {
  if (!wantsShrug(ctx)) return false;
  if (kind === 'nothing') return shrugAt(ctx, answerTo, true);
  if (ctx.editedMessage) await shrugAt(ctx, answerTo, false);
  return false;
}

async function editAnswer(
  ctx: QuestionContext,
  question: QuestionWords,
  answerId: number,
  parts: QuestionParts,
): Promise<void> {
  const started = performance.now();
  const asked = await askInTurn(ctx, question, parts);
  const shown = show(ctx, question, asked.answer, parts.excerpts);
  if ((await parts.answers.find(askedIn(ctx)))?.digest === digestOf(shown)) return;
  await edit(ctx, { chatId: ctx.chat.id, messageId: answerId }, shown);
  await remember(ctx, asked, { answerId, shown, parts });
  const { answer } = asked;
  observe(ctx, parts, { source: 'edit', answer, totalMs: performance.now() - started });
}

/** An answer with what its question was understood to follow, if anything. */
interface InContext {
  readonly answer: Answer;
  readonly after: Preceding | undefined;
}

async function askInTurn(
  ctx: QuestionContext,
  { text, answerTo }: QuestionWords,
  { ask, turn, excerpts, questions }: QuestionParts,
): Promise<InContext> {
  // What somebody else wrote, and is asked about with a bare command, goes on from nothing of the asker's.
  const isOwn = answerTo === ctx.msg.message_id;
  const after = isOwn ? await precedingOf(ctx.msg, questions) : undefined;
  const { mayQuote } = ctx;
  const limit = limitFor(ctx, excerpts);
  const answer = await turn(() => ask(text, { limit, mayQuote, ...(after && { after }) }));
  return { answer, after: answer.followsUp ? after : undefined };
}

function show(
  ctx: QuestionContext,
  question: QuestionWords,
  answer: Answer,
  excerpts: number,
): ShownAnswer {
  const onlyBeginningChars = question.isBeginning ? question.text.length : undefined;
  return showAnswer(ctx, answer, { excerpts, onlyBeginningChars });
}

/** Both notes go to disk together. */
async function remember(
  ctx: QuestionContext,
  { answer, after }: InContext,
  to: { readonly answerId: number; readonly shown: ShownAnswer; readonly parts: QuestionParts },
): Promise<void> {
  const { answerId, shown, parts } = to;
  await Promise.all([
    parts.answers.remember(askedIn(ctx), { answerId, digest: digestOf(shown) }),
    parts.questions.remember({
      ...askerOf(ctx.msg),
      ...askedIn(ctx),
      answerId,
      question: answer.question,
      after,
      asWritten: false,
      ...notedAnswer(answer, shown.excerpts),
      askedMs: ctx.msg.date * 1000,
    }),
  ]);
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

function askedIn(ctx: QuestionContext) {
  return { chatId: ctx.chat.id, messageId: ctx.msg.message_id };
}

function sourceOf(ctx: QuestionContext): QuestionSource {
  return ctx.chat.type === 'private' ? 'private' : 'group';
}

/** A sign of life is not worth an error. */
async function showTyping(ctx: QuestionContext): Promise<void> {
  try {
    await ctx.replyWithChatAction('typing');
  } catch {
    return;
  }
}

function observe(
  ctx: QuestionContext,
  { observer }: QuestionParts,
  event: { source: QuestionSource; answer: Answer; totalMs: number },
): void {
  observer.answered({ updateId: ctx.update.update_id, ...event });
}
