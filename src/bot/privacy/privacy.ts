import { Composer, type Filter } from 'grammy';
import { type BotContext, replyTo, saying } from '../context.ts';
import { edit } from '../editing.ts';
import { personAlone, toPrivateChat } from '../personal.ts';
import type { BotSettings } from '../settings.ts';
import type { PrivacyBook } from './privacy-book.ts';

export interface PrivacyParts {
  readonly privacy: PrivacyBook;
  readonly settings: Pick<
    BotSettings,
    'contextMs' | 'keepQuestionsDays' | 'retentionMs' | 'adminIds'
  >;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const DELETE = 'forget:yes';
const KEEP = 'forget:no';

/**
 * /privacy says what is kept about whoever asks, /forget deletes it after a second thought. In the private chat alone. Comes
 * before the gate: who may ask no longer may still be forgotten.
 */
export function privacy(parts: PrivacyParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const personId = personAlone(ctx);
    if (personId === undefined || !isAboutPrivacy(ctx)) return next();
    return ctx.addressed.kind === 'forget' ? askFirst(ctx) : tellKept(ctx, personId, parts);
  });
  composer.callbackQuery([DELETE, KEEP], async (ctx, next) => {
    const personId = personAlone(ctx);
    if (personId === undefined) return next();
    const isMeant = ctx.callbackQuery.data === DELETE;
    if (isMeant) await parts.privacy.forget(personId);
    await ctx.answerCallbackQuery();
    await replaceQuestion(
      ctx,
      isMeant ? whatRemains(ctx, personId, parts) : ctx.sentences.privacy.kept,
    );
  });
  return composer;
}

/** Both commands in a group: they lead to the private chat. */
export function privacyInGroups(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', (ctx, next) =>
    isAboutPrivacy(ctx) ? toPrivateChat(ctx, 'privacy') : next(),
  );
  return composer;
}

function isAboutPrivacy({ addressed }: BotContext): boolean {
  if (addressed.kind === 'start') return addressed.payload === 'privacy';
  return addressed.kind === 'privacy' || addressed.kind === 'forget';
}

async function tellKept(
  ctx: Filter<BotContext, 'message'>,
  personId: number,
  { privacy, settings }: PrivacyParts,
): Promise<void> {
  const words = ctx.sentences.privacy;
  const { contextMs, keepQuestionsDays, retentionMs, adminIds } = settings;
  const now = await privacy.kept(personId);
  const days = retentionMs / DAY_MS;
  const lines = [
    words.heading,
    ...(contextMs > 0 ? [words.questions(contextMs / HOUR_MS, now.questions)] : []),
    ...(keepQuestionsDays > 0 ? [words.texts(keepQuestionsDays)] : []),
    words.votes(days, now.votes),
    words.saved(days, now.quotes),
    words.settings,
    ...(adminIds.has(personId) ? [words.remainingRecord] : []),
    words.nothingElse,
    words.howToForget,
  ];
  await replyTo(ctx, ctx.msg.message_id, saying(lines.join('\n')));
}

async function askFirst(ctx: Filter<BotContext, 'message'>): Promise<void> {
  const { ask, deleteButton, keepButton } = ctx.sentences.privacy;
  const row = [
    { text: deleteButton, callback_data: DELETE },
    { text: keepButton, callback_data: KEEP },
  ];
  await replyTo(ctx, ctx.msg.message_id, saying(ask), { inline_keyboard: [row] });
}

/** What was done, and what can't be. */
function whatRemains(
  { sentences, access }: BotContext,
  personId: number,
  { settings }: PrivacyParts,
): string {
  const words = sentences.privacy;
  const { keepQuestionsDays, adminIds } = settings;
  return [
    words.deleted,
    ...(keepQuestionsDays > 0 ? [words.remainingTexts(keepQuestionsDays)] : []),
    ...(access === 'listed' ? [words.remainingPermission] : []),
    ...(adminIds.has(personId) ? [words.remainingRecord] : []),
  ].join('\n');
}

/** The question's buttons go with it. */
async function replaceQuestion(
  ctx: Filter<BotContext, 'callback_query:data'>,
  sentence: string,
): Promise<void> {
  const { message } = ctx.callbackQuery;
  if (!message) return;
  const spot = { chatId: message.chat.id, messageId: message.message_id };
  await edit(ctx, spot, { message: saying(sentence), buttons: undefined });
}
