import { type CallbackQueryContext, Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { label } from '../label.ts';
import type { Audit } from '../maintaining/audit.ts';
import { answer, change, commandRest, maintainers } from '../maintaining/maintainer.ts';
import type { Said } from '../maintaining/telling.ts';
import { TelegramRefusal } from '../telegram/errors.ts';
import type { Listed, ListedBook } from './listed-book.ts';

export interface AccessListParts {
  readonly adminIds: ReadonlySet<number>;
  readonly listed: ListedBook;
  readonly audit: Audit;
}

/** On one page; each costs a call for its name. */
const PER_PAGE = 8;

/** Names on buttons, UTF-16 units. */
const NAME_CHARS = 40;

/** /access: an admin of the bot sees in the private chat who was let in, and removes with buttons. */
export function accessList(parts: AccessListParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const admins = maintainers(parts.adminIds);
  const mine = composer.filter((ctx) => admins.isMaintainer(ctx));
  mine.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'access') === undefined) return next();
    return answer(ctx, await pageOf(ctx, 0, parts));
  });
  mine.callbackQuery(/^access:page:(\d{1,5})$/, async (ctx) => {
    await ctx.answerCallbackQuery();
    await change(ctx, await pageOf(ctx, Number(ctx.match[1]), parts));
  });
  mine.callbackQuery(/^access:remove:(-?\d{1,16}):(\d{1,5})$/, (ctx) => remove(ctx, parts));
  return composer;
}

async function remove(
  ctx: CallbackQueryContext<BotContext>,
  parts: AccessListParts,
): Promise<void> {
  const [, id = '', page] = ctx.match;
  const { listed, audit } = parts;
  const wasListed = await listed.remove(Number(id));
  await ctx.answerCallbackQuery({ text: ctx.sentences.access.removed });
  if (wasListed)
    await audit.write({ who: ctx.from.id, action: 'remove', what: id, outcome: 'done' });
  await change(ctx, await pageOf(ctx, Number(page), parts));
}

/** @param wanted from 0; the last page where there are no longer so many */
async function pageOf(ctx: BotContext, wanted: number, { listed }: AccessListParts): Promise<Said> {
  const { access, settings } = ctx.sentences;
  const all = await listed.all();
  if (all.length === 0) return { text: access.listEmpty };
  const last = Math.floor((all.length - 1) / PER_PAGE);
  const page = Math.min(wanted, last);
  const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const removing = await Promise.all(
    shown.map(async (one) => {
      const text = access.remove(label(await nameOf(ctx, one), NAME_CHARS));
      return [[text, `access:remove:${one.id}:${page}`]] as const;
    }),
  );
  const turning = [
    ...(page > 0 ? [[settings.earlier, `access:page:${page - 1}`] as const] : []),
    ...(page < last ? [[settings.later, `access:page:${page + 1}`] as const] : []),
  ];
  return { text: access.list(all.length), buttons: [...removing, turning] };
}

/** As Telegram knows it now: the bot keeps no names. */
async function nameOf({ api, sentences }: BotContext, { id }: Listed): Promise<string> {
  const { person, group } = sentences.access;
  try {
    const { title, first_name: first, last_name: last } = await api.getChat(id);
    const name = title ?? [first, last].filter((part) => part !== undefined).join(' ');
    if (name !== '') return name;
  } catch (error) {
    if (!(error instanceof TelegramRefusal)) throw error;
  }
  return id < 0 ? group(String(id)) : person(String(id));
}
