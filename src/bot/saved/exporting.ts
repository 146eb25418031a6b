import { Composer, type Filter, InputFile } from 'grammy';
import type { Reader } from '../../retrieval/reading/reader.ts';
import type { QuestionMemory } from '../asked.ts';
import type { BotContext } from '../context.ts';
import { personAlone, toPrivateChat } from '../personal.ts';
import { tellQuietly } from '../quietly.ts';
import { citing } from '../showing.ts';
import { answersAsMarkdown, type CheckedQuote, quotesAsMarkdown } from './quote-file.ts';
import type { SavedBook } from './saved-book.ts';
import { isChanged } from './saved-list.ts';

export interface ExportingParts {
  readonly saved: Pick<SavedBook, 'all'>;
  readonly questions: Pick<QuestionMemory, 'answersIn'>;
  readonly reader: Pick<Reader, 'around'>;
}

type Commanding = Filter<BotContext, 'message'>;

/** Answers that a file holds at most, the latest ones. */
const MOST_ANSWERS = 500;

/**
 * /export sends somebody's quotes as a file, `/export chat` the answers of a chat, as far as they are kept. In a group its admins
 * alone get them: not everyone there has read everything, but whoever runs the group could have.
 */
export function exporting(parts: ExportingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'export') return next();
    if (/^chat$/i.test(ctx.addressed.words)) return exportAnswers(ctx, parts);
    const personId = personAlone(ctx);
    if (personId === undefined) return toPrivateChat(ctx, 'saved');
    return exportQuotes(ctx, personId, parts);
  });
  return composer;
}

async function exportQuotes(
  ctx: Commanding,
  personId: number,
  { saved, reader }: ExportingParts,
): Promise<void> {
  const words = ctx.sentences.saved;
  const quotes: CheckedQuote[] = [];
  for (const quote of await saved.all(personId)) {
    quotes.push({ ...quote, isChanged: await isChanged(ctx, quote, reader) });
  }
  if (quotes.length === 0) return tellQuietly(ctx, words.none);
  const file = quotesAsMarkdown(quotes, citing(ctx));
  await sendFile(ctx, file, { name: 'quotes.md', caption: words.quotesTitle });
}

async function exportAnswers(ctx: Commanding, { questions }: ExportingParts): Promise<void> {
  const words = ctx.sentences.saved;
  if (!(await isInCharge(ctx))) return tellQuietly(ctx, words.adminsOnly);
  const answers = await questions.answersIn(ctx.chat.id, MOST_ANSWERS);
  if (answers.length === 0) return tellQuietly(ctx, words.noAnswers);
  const file = answersAsMarkdown(answers, citing(ctx));
  await sendFile(ctx, file, { name: 'answers.md', caption: words.answersTitle });
}

/** Of their own chat everyone is; of a group its admins, also where they write in its name. */
async function isInCharge(ctx: Commanding): Promise<boolean> {
  const { chat, msg, from } = ctx;
  if (chat.type === 'private' || msg.sender_chat?.id === chat.id) return true;
  if (!from || msg.sender_chat) return false;
  const { status } = await ctx.getChatMember(from.id);
  return status === 'creator' || status === 'administrator';
}

async function sendFile(
  ctx: Commanding,
  text: string,
  { name, caption }: { readonly name: string; readonly caption: string },
): Promise<void> {
  await ctx.replyWithDocument(new InputFile(Buffer.from(text), name), {
    caption,
    disable_notification: true,
    reply_parameters: { message_id: ctx.msg.message_id },
  });
}
