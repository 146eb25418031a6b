import { Composer, type Filter } from 'grammy';
import type { Quotation } from '../../retrieval/answer.ts';
import type { Reader } from '../../retrieval/reading/reader.ts';
import type { QuestionMemory } from '../asked.ts';
import type { BotContext } from '../context.ts';
import { questionAnsweredBy } from '../noted.ts';
import { personIn, toPrivateChat } from '../personal.ts';
import { questionMeant } from '../question-meant.ts';
import { tellQuietly } from '../quietly.ts';
import { isThere, seenIn, whyNot } from '../reading/views.ts';
import { TelegramRefusal } from '../telegram/errors.ts';
import { citationToSave } from './save-button.ts';
import { MOST_SAVED, type SavedBook, type SaveOutcome } from './saved-book.ts';

export interface SavingParts {
  readonly saved: Pick<SavedBook, 'save'>;
  readonly questions: Pick<QuestionMemory, 'answeredBy' | 'lastBefore'>;
  readonly reader: Pick<Reader, 'around'>;
}

type Commanding = Filter<BotContext, 'message'>;
type Pressed = Filter<BotContext, 'callback_query:data'>;

/** /save in reply to an answer, and the button under quotations: keep one for whoever wants it. */
export function saving(parts: SavingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'save') return next();
    const personId = personIn(ctx);
    if (personId === undefined) return toPrivateChat(ctx, 'saved');
    const quotation = await quotationMeant(ctx, ctx.addressed.words, parts);
    if (typeof quotation === 'string') return tellQuietly(ctx, quotation);
    return confirm(ctx, await parts.saved.save(personId, quotation));
  });
  composer.on('callback_query:data', async (ctx, next) => {
    const citation = citationToSave(ctx.callbackQuery.data);
    if (citation === undefined) return next();
    const quotation = await quotationAt(ctx, citation, parts);
    const text =
      typeof quotation === 'string'
        ? quotation
        : wordsFor(ctx, await parts.saved.save(ctx.from.id, quotation));
    await ctx.answerCallbackQuery({ text });
  });
  return composer;
}

/** `/save` or `/save 2`: the quotation of that number, else a sentence that says why there is none. */
async function quotationMeant(
  ctx: Commanding,
  words: string,
  { questions }: SavingParts,
): Promise<Quotation | string> {
  const { howTo, noSuchQuote } = ctx.sentences.saved;
  const number = words === '' ? 1 : /^\d{1,2}$/.test(words) ? Number(words) : undefined;
  const asked = await questionMeant(ctx, questions);
  if (number === undefined || !asked || asked.shown.length === 0) return howTo;
  return asked.shown[number - 1] ?? noSuchQuote;
}

/** As it stands in the answer pressed under; elsewhere the cited sentence among its neighbours, as it is read now. */
async function quotationAt(
  ctx: Pressed,
  citation: string,
  { questions, reader }: SavingParts,
): Promise<Quotation | string> {
  const { message } = ctx.callbackQuery;
  const answer =
    message &&
    (await questionAnsweredBy(
      { chatId: message.chat.id, answerId: message.message_id, date: message.date },
      questions,
    ));
  const shown = answer?.shown.find(({ id }) => id === citation);
  if (shown) return shown;
  const read = await reader.around(citation, seenIn(ctx));
  return isThere(read) ? read.quotation : whyNot(read, ctx.sentences.reading);
}

function wordsFor({ sentences }: BotContext, outcome: SaveOutcome): string {
  const { saved, known, full } = sentences.saved;
  switch (outcome) {
    case 'saved':
      return saved;
    case 'known':
      return known;
    case 'full':
      return full(MOST_SAVED);
  }
}

/** In a group a sign on the command says enough; it's no matter of the others. */
async function confirm(ctx: Commanding, outcome: SaveOutcome): Promise<void> {
  if (ctx.chat.type === 'private' || outcome === 'full')
    return tellQuietly(ctx, wordsFor(ctx, outcome));
  try {
    await ctx.react('👌');
  } catch (error) {
    // Some groups allow no reactions, or not this one.
    if (!(error instanceof TelegramRefusal) || error.code !== 400) throw error;
    await tellQuietly(ctx, wordsFor(ctx, outcome));
  }
}
