import { Composer, type Filter } from 'grammy';
import type { Ask } from '../../retrieval/answer.ts';
import type { Reader } from '../../retrieval/reading/reader.ts';
import { type AnswerMemory, digestOf, type Shown } from '../answered.ts';
import type { AskedQuestion, QuestionMemory } from '../asked.ts';
import { askAgain } from '../asking-again.ts';
import type { BotContext } from '../context.ts';
import { deepLink, LINKS } from '../deep-links.ts';
import { edit } from '../editing.ts';
import { questionAnsweredBy } from '../noted.ts';
import { limitFor, showAnswer } from '../showing.ts';
import type { Turn } from '../turns.ts';
import { sendCopy } from './copying.ts';
import { readPress, type ReadingPress } from './presses.ts';
import { excerptView, isThere, partView, seenIn, stretchView, whyNot } from './views.ts';

export interface ReadingParts {
  readonly reader: Reader;
  readonly ask: Ask;
  /** When a question may be searched for. */
  readonly turn: Turn;
  /** Most excerpts in an answer. */
  readonly excerpts: number;
  readonly answers: AnswerMemory;
  readonly questions: QuestionMemory;
}

type Pressed = Filter<BotContext, 'callback_query:data'>;

/** The message whose button was pressed. */
interface Spot {
  readonly chatId: number;
  readonly messageId: number;
  /** Seconds since the epoch. */
  readonly date: number;
}

type PressOf<Act extends ReadingPress['act']> = Extract<ReadingPress, { act: Act }>;

/** Buttons under a quotation: they turn its message into what stands around it, and back. */
export function readingOn(parts: ReadingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const press = readPress(ctx.callbackQuery.data);
    const { message } = ctx.callbackQuery;
    // One that Telegram no longer shows has date 0 and can't be edited.
    if (!press || !message || message.date === 0) return next();
    const spot = { chatId: message.chat.id, messageId: message.message_id, date: message.date };
    return follow(ctx, press, spot, parts);
  });
  return composer;
}

function follow(ctx: Pressed, press: ReadingPress, spot: Spot, parts: ReadingParts): Promise<void> {
  switch (press.act) {
    case 'before':
    case 'after':
      return readBeside(ctx, press, spot, parts);
    case 'section':
      return readSection(ctx, press, spot, parts);
    case 'excerpt':
      return turnToExcerpt(ctx, press, spot, parts);
    case 'back':
      return goBack(ctx, press, spot, parts);
    case 'copy':
      return copy(ctx, press, spot, parts);
  }
}

async function readBeside(
  ctx: Pressed,
  { act, edge, origin }: PressOf<'before' | 'after'>,
  spot: Spot,
  parts: ReadingParts,
): Promise<void> {
  const { reading } = ctx.sentences;
  const read = await parts.reader[act](edge, seenIn(ctx));
  if (isThere(read)) return show(ctx, stretchView(ctx, read, origin), spot, parts);
  const end = act === 'before' ? reading.atBeginning : reading.atEnd;
  const text = read.kind === 'no-further' ? end : whyNot(read, reading);
  await ctx.answerCallbackQuery({ text });
}

async function readSection(
  ctx: Pressed,
  { part, at, origin }: PressOf<'section'>,
  spot: Spot,
  parts: ReadingParts,
): Promise<void> {
  const read = await parts.reader.section(at, part === 0 ? undefined : part, seenIn(ctx));
  if (isThere(read)) return show(ctx, partView(ctx, read, origin), spot, parts);
  await ctx.answerCallbackQuery({ text: whyNot(read, ctx.sentences.reading) });
}

/**
 * Excerpts beyond those of the answer are not remembered: its question is asked again, so that they come from the library in
 * use, and nothing more is kept of anybody. If there is none of that number any more, the answer is shown anew.
 */
async function turnToExcerpt(
  ctx: Pressed,
  { number }: PressOf<'excerpt'>,
  spot: Spot,
  parts: ReadingParts,
): Promise<void> {
  const asked = await questionOf(spot, parts);
  if (!asked) return forgotten(ctx);
  await ctx.answerCallbackQuery();
  const { excerpts } = await askAgain(ctx, asked, parts, { limit: number + 1 });
  const excerpt = excerpts[number - 1];
  if (!excerpt) return showAgain(ctx, asked, spot, parts);
  const hasNext = excerpts.length > number;
  await change(ctx, excerptView(ctx, excerpt, { number, hasNext }), spot, parts);
}

async function forgotten(ctx: Pressed): Promise<void> {
  await ctx.answerCallbackQuery({ text: ctx.sentences.reading.forgotten });
}

/** To the answer; where its question is forgotten, or the message is none, to the excerpt that reading began at. */
async function goBack(
  ctx: Pressed,
  { origin }: PressOf<'back'>,
  spot: Spot,
  parts: ReadingParts,
): Promise<void> {
  const asked = await questionOf(spot, parts);
  if (asked) {
    await ctx.answerCallbackQuery();
    return showAgain(ctx, asked, spot, parts);
  }
  const read = await parts.reader.around(origin, seenIn(ctx));
  if (isThere(read)) return show(ctx, stretchView(ctx, read), spot, parts);
  await ctx.answerCallbackQuery({ text: whyNot(read, ctx.sentences.reading) });
}

async function showAgain(
  ctx: Pressed,
  asked: AskedQuestion,
  spot: Spot,
  parts: ReadingParts,
): Promise<void> {
  const { excerpts } = parts;
  const answer = await askAgain(ctx, asked, parts, { limit: limitFor(ctx, excerpts) });
  await change(ctx, showAnswer(ctx, answer, { excerpts }), spot, parts);
}

/** In a group it opens the private chat: what one person copies is no matter of all. */
async function copy(
  ctx: Pressed,
  press: PressOf<'copy'>,
  spot: Spot,
  { reader }: ReadingParts,
): Promise<void> {
  const { first, last } = press;
  const link = deepLink(ctx.me.username, `${LINKS.copy}_${first}_${last}`);
  if (ctx.chat?.type !== 'private' && link !== undefined) {
    await ctx.answerCallbackQuery({ url: link });
    return;
  }
  const read = await reader.between(first, last, seenIn(ctx));
  if (!isThere(read)) {
    await ctx.answerCallbackQuery({ text: whyNot(read, ctx.sentences.reading) });
    return;
  }
  await ctx.answerCallbackQuery();
  await sendCopy(ctx, spot.messageId, read.quotation);
}

function questionOf(
  { chatId, messageId: answerId, date }: Spot,
  { questions }: ReadingParts,
): Promise<AskedQuestion | undefined> {
  return questionAnsweredBy({ chatId, answerId, date }, questions);
}

async function show(ctx: Pressed, shown: Shown, spot: Spot, parts: ReadingParts): Promise<void> {
  await ctx.answerCallbackQuery();
  await change(ctx, shown, spot, parts);
}

/** An answer is known by what its message shows: whoever edits the question then, gets the answer to see again. */
async function change(ctx: Pressed, shown: Shown, spot: Spot, parts: ReadingParts): Promise<void> {
  const { chatId, messageId: answerId } = spot;
  await edit(ctx, spot, shown);
  const asked = await parts.questions.answeredBy(chatId, answerId);
  if (!asked) return;
  const { messageId } = asked;
  await parts.answers.remember({ chatId, messageId }, { answerId, digest: digestOf(shown) });
}
