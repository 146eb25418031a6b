import { type CallbackQueryContext, Composer, type Filter } from 'grammy';
import type { BotContext } from '../context.ts';
import { answer, change, commandRest } from '../maintaining/maintainer.ts';
import type { Said } from '../maintaining/telling.ts';
import { tellQuietly } from '../quietly.ts';
import { TelegramRefusal } from '../telegram/errors.ts';
import type { Admins } from './admins.ts';
import { type Choosing, choicesOf, type SettingName, settingsOffered } from './choices.ts';
import { choicesIn, listOf, overview, PRESS, type Press, pressOf } from './menu.ts';
import type { SettingsBook } from './settings-book.ts';
import { isSilent } from './silence.ts';

export interface SettingsMenuParts {
  readonly settingsBook: SettingsBook;
  readonly admins: Admins;
  /** Excerpts of an answer of usual length. */
  readonly excerpts: number;
  /** Folders directly below the documents folder. */
  readonly folders: () => readonly string[];
}

type Pressed = CallbackQueryContext<BotContext>;

/**
 * /settings, in groups for their admins. Who presses is looked up anew each time: a button carries no trust. Comes before the
 * silence, which it can end.
 */
export function settingsMenu(parts: SettingsMenuParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'settings') === undefined) return next();
    return offer(ctx, parts);
  });
  composer.callbackQuery(PRESS, async (ctx, next) => {
    if (!ctx.chat) return next();
    if (await parts.admins.isAdmin(ctx)) return obey(ctx, pressOf(ctx.match), parts);
    await ctx.answerCallbackQuery({ text: ctx.sentences.settings.onlyAdmins });
  });
  return composer;
}

async function offer(ctx: Filter<BotContext, 'message'>, parts: SettingsMenuParts): Promise<void> {
  if (await parts.admins.isAdmin(ctx))
    return answer(ctx, listOf(ctx.chatSettings, choosing(ctx, parts)));
  if (!isSilent(ctx)) await tellQuietly(ctx, ctx.sentences.settings.onlyAdmins);
}

function choosing(
  { chat, sentences }: BotContext,
  { excerpts: usualExcerpts, folders }: SettingsMenuParts,
): Choosing {
  const isGroup = chat?.type !== 'private';
  return { sentences, isGroup, usualExcerpts, folders: folders(), nowMs: Date.now() };
}

async function obey(ctx: Pressed, press: Press, parts: SettingsMenuParts): Promise<void> {
  const at = choosing(ctx, parts);
  const settings = ctx.chatSettings;
  switch (press.kind) {
    case 'list':
      return turnTo(ctx, listOf(settings, at));
    case 'done':
      return turnTo(ctx, { text: overview(settings, at) });
    case 'open': {
      const name = settingsOffered(at).find((one) => one === press.name);
      return name ? turnTo(ctx, choicesIn(name, press.page, settings, at)) : outdated(ctx);
    }
    case 'choose': {
      const name = settingsOffered(at).find((one) => one === press.name);
      return name ? choose(ctx, { name, key: press.key }, parts) : outdated(ctx);
    }
  }
}

async function choose(
  ctx: Pressed,
  { name, key }: { readonly name: SettingName; readonly key: string },
  parts: SettingsMenuParts,
): Promise<void> {
  const { settingsBook, admins } = parts;
  const chosen = choicesOf(name, choosing(ctx, parts)).find((choice) => choice.key === key);
  if (!chosen || !ctx.chat) return outdated(ctx);
  await settingsBook.change(ctx.chat.id, chosen.change);
  const { saved, cannotHear } = ctx.sentences.settings;
  const isDeaf =
    chosen.change.speaks === 'questions' &&
    !ctx.me.can_read_all_group_messages &&
    !(await admins.isBotAdmin(ctx));
  await ctx.answerCallbackQuery(isDeaf ? { text: cannotHear, show_alert: true } : { text: saved });
  // What another admin has chosen meanwhile is shown as well; the language is the new one from the next message on.
  await show(ctx, listOf(await settingsBook.of(ctx.chat.id), choosing(ctx, parts)));
}

async function turnTo(ctx: Pressed, said: Said): Promise<void> {
  await ctx.answerCallbackQuery();
  await show(ctx, said);
}

/** A menu that was deleted meanwhile can't show what was saved; it is saved. */
async function show(ctx: Pressed, said: Said): Promise<void> {
  try {
    await change(ctx, said);
  } catch (error) {
    if (!(error instanceof TelegramRefusal && error.code === 400)) throw error;
  }
}

/** A folder that is gone, a setting of another kind of chat, a forged press. */
async function outdated(ctx: Pressed): Promise<void> {
  await ctx.answerCallbackQuery({ text: ctx.sentences.oldButton });
}
