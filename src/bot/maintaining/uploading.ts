import { type CallbackQueryContext, Composer, type Filter } from 'grammy';
import { type BotContext, replyTo, saying } from '../context.ts';
import { label } from '../label.ts';
import { MAX_DOWNLOAD_BYTES } from '../telegram/downloading.ts';
import { safeName } from './document-name.ts';
import { answer, change, type Maintainers, personOf, wordsOf } from './maintainer.ts';
import type { MaintainingParts } from './parts.ts';
import { close, NAME_CHARS, type Reception } from './reception.ts';
import type { NewUpload } from './upload-book.ts';
import type { Works } from './works.ts';

export interface UploadingParts extends MaintainingParts, Maintainers {
  readonly reception: Reception;
  readonly works: Works;
}

type FileContext = Filter<BotContext, 'message:document'>;

/** Files that maintainers send or forward are shown and, when confirmed, added. Others hear a polite no. */
export function uploading(parts: UploadingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:document', async (ctx, next) => {
    if (parts.isMaintainer(ctx)) return takeIn(ctx, parts);
    return ctx.chat.type === 'private' && !ctx.message.caption ? decline(ctx, parts) : next();
  });
  const mine = composer.filter((ctx) => parts.isMaintainer(ctx));
  mine.callbackQuery(/^up:add:([\w-]{1,32})$/, (ctx) => confirm(ctx, ctx.match[1] ?? '', parts));
  mine.callbackQuery(/^up:drop:([\w-]{1,32})$/, (ctx) => discard(ctx, ctx.match[1] ?? '', parts));
  return composer;
}

async function decline(ctx: FileContext, { audit }: MaintainingParts): Promise<void> {
  await audit.write({ who: ctx.from.id, action: 'upload', outcome: 'declined: no maintainer' });
  await replyTo(ctx, ctx.msg.message_id, saying(wordsOf(ctx).onlyMaintainers));
}

/** What can be told from the message alone is told before anything is fetched. */
async function takeIn(ctx: FileContext, parts: UploadingParts): Promise<void> {
  const { document } = ctx.message;
  const { workshop, uploads, audit } = parts;
  const words = wordsOf(ctx);
  const name = document.file_name ?? '';
  const refuse = async (text: string, why: string): Promise<void> => {
    const { personId: who } = personOf(ctx);
    await audit.write({ who, action: 'upload', what: name, outcome: `refused: ${why}` });
    await answer(ctx, { text });
  };
  const shown = label(name === '' ? '?' : name, NAME_CHARS);
  if (safeName(name, workshop.endings) === undefined) {
    return refuse(words.wrongFormat(shown, workshop.endings.join(', ')), 'format');
  }
  const maxBytes = Math.min(MAX_DOWNLOAD_BYTES, workshop.maxFileBytes);
  if ((document.file_size ?? 0) > maxBytes) {
    return refuse(words.tooLarge(shown, Math.floor(maxBytes / 1024 / 1024)), 'size');
  }
  const upload = uploads.add(uploadIn(ctx));
  if (upload) parts.reception.take(upload);
}

function uploadIn(ctx: FileContext): NewUpload {
  const { document, message_id: messageId } = ctx.message;
  const { file_id: fileId, file_name: name = '', file_size: statedBytes } = document;
  return { ...personOf(ctx), messageId, fileId, label: name, statedBytes };
}

type Press = CallbackQueryContext<BotContext>;

async function confirm(ctx: Press, id: string, parts: UploadingParts): Promise<void> {
  const { uploads, works } = parts;
  const upload = uploads.find(id);
  if (upload?.document === undefined || !uploads.move(id, 'offered', 'taken')) {
    return decidedAlready(ctx);
  }
  await ctx.answerCallbackQuery();
  const { document, statusId } = upload;
  works.give({ ...personOf(ctx), statusId, task: { kind: 'add', upload: id, document } });
}

async function discard(ctx: Press, id: string, parts: UploadingParts): Promise<void> {
  const { uploads, audit } = parts;
  const upload = uploads.find(id);
  if (!upload || !uploads.move(id, 'offered', 'closed')) return decidedAlready(ctx);
  await ctx.answerCallbackQuery();
  await close(upload, parts);
  const { personId: who } = personOf(ctx);
  await audit.write({ who, action: 'discard', what: upload.label, outcome: 'done' });
  await change(ctx, { text: wordsOf(ctx).discarded(label(upload.label, NAME_CHARS)) });
}

async function decidedAlready(ctx: Press): Promise<void> {
  await ctx.answerCallbackQuery({ text: wordsOf(ctx).decidedAlready });
}
